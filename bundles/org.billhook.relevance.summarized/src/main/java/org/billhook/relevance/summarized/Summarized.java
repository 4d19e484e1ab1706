package org.billhook.relevance.summarized;

import java.util.Optional;
import java.util.Set;
import org.billhook.core.model.Finding;
import org.billhook.core.model.Phase;
import org.billhook.core.processor.DynamicItemProcessor;
import org.billhook.core.spi.relevance.BillingItem;
import org.billhook.core.spi.relevance.BillingRelevance;
import org.billhook.core.spi.relevance.BillingRelevanceId;
import org.billhook.core.spi.relevance.BillingTerms;
import org.billhook.core.spi.relevance.BillingTerms.Frequency;
import org.billhook.core.spi.relevance.BillingTerms.Need;
import org.billhook.core.spi.relevance.ItemInRun;
import org.billhook.core.spi.relevance.OpenSource;
import org.billhook.core.spi.relevance.ProposalSink;
import org.osgi.service.component.annotations.Component;

/**
 * Summarized billing: what is open of an item is condensed by its DIP profile and billed once, after completion.
 * With the delivered profile COST-PLUS that is one line of the cost of the sources plus the uplift of the item (R-13a). As there is
 * only one run, it waits until every source has the cost that the profile passes. Stateless.
 */
@Component
@BillingRelevanceId("summarized")
public final class Summarized implements BillingRelevance {

    private static final BillingTerms TERMS = BillingTerms.dip(
                    Frequency.ONE_TIME, Set.of("time", "expense", "material", "external-service"), Phase.COMPLETED)
            .needing(Need.DIP_PROFILE);

    @Override
    public BillingTerms terms() {
        return TERMS;
    }

    @Override
    public void propose(ItemInRun item, ProposalSink out) {
        DynamicItemProcessor processor =
                new DynamicItemProcessor(item.profile().orElseThrow(), item.usage(), true, text(item.item()));
        Optional<Finding> missing = missingCost(item, processor);
        for (OpenSource source : item.openSources()) {
            if (missing.isPresent()) {
                out.leaveOpen(source, missing.get());
            } else {
                processor.add(source, out);
            }
        }
        processor.propose(out);
    }

    private static String text(BillingItem item) {
        return item.attributes()
                .getOrDefault("description", "All work on " + item.ref().key());
    }

    private static Optional<Finding> missingCost(ItemInRun item, DynamicItemProcessor processor) {
        for (OpenSource source : item.openSources()) {
            Optional<Finding> missing = processor.unknownCost(source);
            if (missing.isPresent()) {
                return missing;
            }
        }
        return Optional.empty();
    }
}
