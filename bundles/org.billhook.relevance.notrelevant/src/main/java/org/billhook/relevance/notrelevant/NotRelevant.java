package org.billhook.relevance.notrelevant;

import org.billhook.core.model.Finding;
import org.billhook.core.spi.relevance.BillingRelevance;
import org.billhook.core.spi.relevance.BillingRelevanceId;
import org.billhook.core.spi.relevance.BillingTerms;
import org.billhook.core.spi.relevance.ItemInRun;
import org.billhook.core.spi.relevance.OpenSource;
import org.billhook.core.spi.relevance.ProposalSink;
import org.osgi.service.component.annotations.Component;

/**
 * Not relevant for billing: the service is free of charge, or a contract covers it already. Its terms say that it
 * never bills, so core never asks it; whoever asks is told so for every source. Stateless.
 */
@Component
@BillingRelevanceId("not-relevant")
public final class NotRelevant implements BillingRelevance {

    @Override
    public BillingTerms terms() {
        return BillingTerms.notBilled();
    }

    @Override
    public void propose(ItemInRun item, ProposalSink out) {
        Finding never = Finding.error(
                        "NOT_RELEVANT",
                        "%s is not relevant for billing".formatted(item.item().ref()))
                .withRule("R-36");
        for (OpenSource source : item.openSources()) {
            out.leaveOpen(source, never);
        }
    }
}
