package org.billhook.relevance.oncompletion;

import java.util.Set;
import org.billhook.core.model.Finding;
import org.billhook.core.model.ObjectRef;
import org.billhook.core.model.Phase;
import org.billhook.core.spi.relevance.BillingRelevance;
import org.billhook.core.spi.relevance.BillingRelevanceId;
import org.billhook.core.spi.relevance.BillingTerms;
import org.billhook.core.spi.relevance.BillingTerms.Frequency;
import org.billhook.core.spi.relevance.DynamicItem;
import org.billhook.core.spi.relevance.ItemInRun;
import org.billhook.core.spi.relevance.OpenSource;
import org.billhook.core.spi.relevance.ProposalSink;
import org.osgi.service.component.annotations.Component;

/**
 * Billing on completion: the quantity defined in the item is billed once, at a fixed price, when the item is completed
 * . Quantities of other items under the same root are left to those items. Stateless, so one instance serves
 * all threads.
 */
@Component
@BillingRelevanceId("on-completion")
public final class OnCompletion implements BillingRelevance {

    private static final BillingTerms TERMS =
            BillingTerms.sales(Frequency.ONE_TIME, Set.of("item-quantity"), Phase.COMPLETED);

    @Override
    public BillingTerms terms() {
        return TERMS;
    }

    @Override
    public void propose(ItemInRun item, ProposalSink out) {
        ObjectRef own = item.item().ref();
        for (OpenSource source : item.openSources()) {
            if (source.object().equals(own)) {
                out.propose(DynamicItem.of(source));
            } else {
                out.leaveOpen(source, belongsToAnother(source, own));
            }
        }
    }

    private static Finding belongsToAnother(OpenSource source, ObjectRef own) {
        return Finding.error(
                        "QUANTITY_OF_OTHER_ITEM",
                        "The quantity belongs to %s; on completion %s bills its own quantity only"
                                .formatted(source.object(), own))
                .withRule("R-12");
    }
}
