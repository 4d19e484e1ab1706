package org.billhook.relevance.itemized;

import java.util.Set;
import org.billhook.core.model.Phase;
import org.billhook.core.processor.DynamicItemProcessor;
import org.billhook.core.spi.relevance.BillingRelevance;
import org.billhook.core.spi.relevance.BillingRelevanceId;
import org.billhook.core.spi.relevance.BillingTerms;
import org.billhook.core.spi.relevance.BillingTerms.Frequency;
import org.billhook.core.spi.relevance.BillingTerms.Need;
import org.billhook.core.spi.relevance.ItemInRun;
import org.billhook.core.spi.relevance.ProposalSink;
import org.osgi.service.component.annotations.Component;

/**
 * Itemized billing: each posting is charged as a line of its own, together with corrections of it, in as many runs as it takes (R-14,
 * R-40, G-22). Stateless, so one instance serves all threads.
 */
@Component
@BillingRelevanceId("itemized")
public final class Itemized implements BillingRelevance {

    private static final BillingTerms TERMS = BillingTerms.dip(
                    Frequency.MULTIPLE, Set.of("time", "expense", "material", "external-service"), Phase.RELEASED)
            .needing(Need.DIP_PROFILE);

    @Override
    public BillingTerms terms() {
        return TERMS;
    }

    @Override
    public void propose(ItemInRun item, ProposalSink out) {
        new DynamicItemProcessor(
                        item.profile().orElseThrow(),
                        item.usage(),
                        false,
                        item.item().ref().key())
                .itemize(item, out);
    }
}
