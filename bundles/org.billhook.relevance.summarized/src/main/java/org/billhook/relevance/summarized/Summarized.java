package org.billhook.relevance.summarized;

import java.math.BigDecimal;
import java.util.Optional;
import java.util.Set;
import org.billhook.core.model.Finding;
import org.billhook.core.model.Phase;
import org.billhook.core.model.Quantity;
import org.billhook.core.model.Share;
import org.billhook.core.model.Unit;
import org.billhook.core.spi.relevance.BillingItem;
import org.billhook.core.spi.relevance.BillingRelevance;
import org.billhook.core.spi.relevance.BillingRelevanceId;
import org.billhook.core.spi.relevance.BillingTerms;
import org.billhook.core.spi.relevance.BillingTerms.Frequency;
import org.billhook.core.spi.relevance.BillingTerms.Need;
import org.billhook.core.spi.relevance.Claim;
import org.billhook.core.spi.relevance.DynamicItem;
import org.billhook.core.spi.relevance.ItemInRun;
import org.billhook.core.spi.relevance.OpenSource;
import org.billhook.core.spi.relevance.ProposalSink;
import org.joda.money.Money;
import org.osgi.service.component.annotations.Component;

/**
 * Summarized billing: all that is open of an item is one line, once, after completion; its price is the cost of the sources
 * plus the uplift of the item (R-13, R-13a, R-39). As there is only one run, it waits until every source has its cost.
 * Stateless.
 */
@Component
@BillingRelevanceId("summarized")
public final class Summarized implements BillingRelevance {

    private static final BillingTerms TERMS = BillingTerms.dip(
                    Frequency.ONE_TIME, Set.of("time", "expense", "material", "external-service"), Phase.COMPLETED)
            .needing(Need.DIP_PROFILE);

    /** The one line is one piece: its price is a cost, not a rate (D-56). */
    private static final Share ONE = Share.of(new Quantity(BigDecimal.ONE, Unit.PIECE));

    @Override
    public BillingTerms terms() {
        return TERMS;
    }

    @Override
    public void propose(ItemInRun item, ProposalSink out) {
        Optional<Finding> missing = missingCost(item);
        DynamicItem.Builder line = DynamicItem.builder()
                .quantity(ONE)
                .text(item.item()
                        .attributes()
                        .getOrDefault(
                                "description",
                                "All work on " + item.item().ref().key()))
                .characteristic("object", item.item().ref().key());
        boolean any = false;
        for (OpenSource source : item.openSources()) {
            if (missing.isPresent()) {
                out.leaveOpen(source, missing.get());
            } else {
                line.claim(Claim.all(source));
                any = true;
            }
        }
        if (any) {
            out.propose(line.build());
        }
    }

    private static Optional<Finding> missingCost(ItemInRun item) {
        for (OpenSource source : item.openSources()) {
            if (!hasCost(source, item.item())) {
                return Optional.of(Finding.error(
                                "NO_COST",
                                "%s is billed once, at cost plus uplift, but source %d of %s has no cost in %s: correct it first"
                                        .formatted(
                                                item.item().ref(),
                                                source.id(),
                                                source.serviceDate(),
                                                item.item().currency()))
                        .withRule("R-13a"));
            }
        }
        return Optional.empty();
    }

    private static boolean hasCost(OpenSource source, BillingItem item) {
        return source.cost()
                .map(Money::getCurrencyUnit)
                .filter(item.currency()::equals)
                .isPresent();
    }
}
