package org.billhook.engine.internal.runs;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.billhook.core.ledger.ActKind;
import org.billhook.core.ledger.Split;
import org.billhook.core.model.Finding;
import org.billhook.core.model.Share;
import org.billhook.core.spi.price.Condition;
import org.billhook.core.spi.relevance.Claim;
import org.billhook.core.spi.relevance.DynamicItem;
import org.joda.money.Money;

/**
 * Spreads a fixed price over lines by their value (D-111): each bills its part of the date and covers what it claimed, so that
 * the work is settled by the price that was agreed.
 */
final class FixedPriceStep {

    private final ItemContext item;

    FixedPriceStep(ItemContext item) {
        this.item = item;
    }

    /** @return lines in place of those given; none if nothing can be spread over, and then all stays open */
    List<DraftLine> run(StreamedSource date, List<DraftLine> lines) {
        List<BigDecimal> weights = new ArrayList<>(lines.size());
        BigDecimal sum = BigDecimal.ZERO;
        boolean negative = false;
        for (DraftLine line : lines) {
            weights.add(line.net.getAmount());
            sum = sum.add(line.net.getAmount());
            negative |= line.net.isNegative();
        }
        if (lines.isEmpty() || sum.signum() <= 0 || negative) {
            String why = lines.isEmpty()
                    ? "there is no work to spread it over"
                    : "the work that it would be spread over is worth %s%s"
                            .formatted(sum.toPlainString(), negative ? ", with credits among it" : "");
            Finding reason = Finding.error(
                            "NOTHING_TO_SPREAD",
                            "The fixed price %s of %s stays open: %s".formatted(date.open(), date.object(), why))
                    .withRule("D-111");
            lines.forEach(line -> item.leaveOpen(line, reason));
            item.leaveOpen(date, reason);
            return List.of();
        }
        Money price = Money.of(
                item.currency(), date.open().value().setScale(item.currency().getDecimalPlaces()));
        List<Money> parts = Split.restToLargest(price, weights);
        List<DraftLine> spread = new ArrayList<>(lines.size());
        for (int i = 0; i < lines.size(); i++) {
            spread.add(line(date, lines.get(i), parts.get(i)));
        }
        return spread;
    }

    private static DraftLine line(StreamedSource date, DraftLine work, Money part) {
        DraftLine line = new DraftLine(DynamicItem.builder()
                .claim(new Claim(date, Share.of(part)))
                .quantity(work.item.quantity())
                .text(work.text)
                .characteristics(work.item.characteristics())
                .build());
        line.conditions = List.of(
                new Condition.Fixed("price of the work", work.net, true, origin(work)),
                new Condition.Fixed("fixed price", part, false, date.object().toString()));
        line.fixed = part;
        line.changes = work.changes;
        line.decided.addAll(work.decided);
        List<Money> worth = ValueStep.claimValues(work);
        for (int i = 0; i < work.item.claims().size(); i++) {
            line.decided.add(new Decided(
                    work.source(i),
                    ActKind.INCLUDE,
                    work.item.claims().get(i).share(),
                    Optional.empty(),
                    "Covered by the fixed price of " + date.object(),
                    Optional.of(worth.get(i)),
                    true));
        }
        return line;
    }

    private static String origin(DraftLine work) {
        return work.conditions.get(0).origin();
    }
}
