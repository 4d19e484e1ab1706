package org.billhook.relevance.billingplan;

import java.util.Set;
import org.billhook.core.model.Finding;
import org.billhook.core.model.Phase;
import org.billhook.core.spi.relevance.BillingRelevance;
import org.billhook.core.spi.relevance.BillingRelevanceId;
import org.billhook.core.spi.relevance.BillingTerms;
import org.billhook.core.spi.relevance.BillingTerms.Frequency;
import org.billhook.core.spi.relevance.BillingTerms.Need;
import org.billhook.core.spi.relevance.DynamicItem;
import org.billhook.core.spi.relevance.ItemInRun;
import org.billhook.core.spi.relevance.OpenSource;
import org.billhook.core.spi.relevance.ProposalSink;
import org.osgi.service.component.annotations.Component;

/**
 * Billing via billing plan after release: each date of the item's plan that has come is a line with its value, at a fixed
 * price, in as many runs as there are dates, from the release of the item on. Stateless.
 */
@Component
@BillingRelevanceId("billing-plan")
public final class PlanAfterRelease implements BillingRelevance {

    private static final BillingTerms TERMS = BillingTerms.sales(
                    Frequency.MULTIPLE, Set.of("plan-date"), Phase.RELEASED)
            .needing(Need.BILLING_PLAN);

    @Override
    public BillingTerms terms() {
        return TERMS;
    }

    /** Dates after the key date are not among the open sources. */
    @Override
    public void propose(ItemInRun item, ProposalSink out) {
        for (OpenSource date : item.openSources()) {
            if (date.characteristic("blocked").isPresent()) {
                out.leaveOpen(
                        date,
                        Finding.error("DATE_BLOCKED", "%s is blocked: unblock it to bill it".formatted(date.object()))
                                .withRule("D-110"));
            } else {
                out.propose(DynamicItem.of(date));
            }
        }
    }
}
