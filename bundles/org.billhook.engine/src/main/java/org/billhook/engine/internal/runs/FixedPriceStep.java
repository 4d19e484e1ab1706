package org.billhook.engine.internal.runs;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.billhook.core.ledger.ActKind;
import org.billhook.core.ledger.Parts;
import org.billhook.core.ledger.Parts.Settled;
import org.billhook.core.ledger.Split;
import org.billhook.core.model.Finding;
import org.billhook.core.model.Share;
import org.billhook.core.spi.price.Condition;
import org.billhook.core.spi.relevance.Claim;
import org.billhook.core.spi.relevance.DynamicItem;
import org.billhook.engine.port.LedgerStore.SettledPart;
import org.joda.money.CurrencyUnit;
import org.joda.money.Money;

/**
 * Spreads a fixed price over lines by their value (D-111): each bills its part of the date and covers what it claimed, so that
 * the work is settled by the price that was agreed. A line whose part is nothing covers its work all the same (G-23), as does one
 * that is worth less than nothing: what is taken back there was covered by an earlier date, or would have been by this one.
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
        Money worth = Money.zero(item.currency());
        for (DraftLine line : lines) {
            BigDecimal weight = line.net.isNegative() ? BigDecimal.ZERO : line.net.getAmount();
            weights.add(weight);
            sum = sum.add(weight);
            worth = worth.plus(line.net);
        }
        Money price = price(date);
        if (sum.signum() == 0 || price.isZero()) {
            Finding reason = Finding.error(
                            "NOTHING_TO_SPREAD",
                            "The fixed price %s of %s stays open: %s"
                                    .formatted(
                                            date.open(),
                                            date.object(),
                                            lines.isEmpty()
                                                    ? "there is no work to spread it over"
                                                    : "the work that it would be spread over is worth " + worth))
                    .withRule("D-111");
            lines.forEach(line -> item.leaveOpen(line, reason));
            item.leaveOpen(date, reason);
            return List.of();
        }
        List<Money> parts = Split.restToLargest(price, weights);
        // what is open may have more decimals than the currency: the shares end at it, as the parts do at the price
        Share rest = date.open().minus(Share.of(price));
        List<DraftLine> spread = new ArrayList<>(lines.size());
        for (int i = 0; i < lines.size(); i++) {
            Share share = Share.of(parts.get(i));
            if (!share.isZero()) {
                share = share.plus(rest);
                rest = Share.zero(rest.measure());
            }
            spread.add(line(date, lines.get(i), parts.get(i), share));
        }
        return spread;
    }

    /** What is open of the date, one for one, less what its parts before became too much or too little (G-14). */
    private Money price(StreamedSource date) {
        OneForOne pricing = new OneForOne(item.currency());
        return Parts.value(date.open(), pricing, pricing.settled(item.settledOf(date)));
    }

    /** Values an amount at itself. */
    private record OneForOne(CurrencyUnit currency) implements Parts.Pricing {
        @Override
        public Money at(Share share) {
            return Money.of(currency, share.value(), RoundingMode.HALF_UP);
        }

        @Override
        public String basis() {
            return "";
        }

        List<Settled> settled(List<SettledPart> parts) {
            List<Settled> all = new ArrayList<>(parts.size());
            for (SettledPart part : parts) {
                boolean same = part.value().getCurrencyUnit().equals(currency)
                        && part.value().minus(at(part.share())).abs().compareTo(Money.ofMinor(currency, 1)) <= 0;
                if (same) {
                    all.add(new Settled(part.share(), part.value(), basis()));
                }
            }
            return all;
        }
    }

    private static DraftLine line(StreamedSource date, DraftLine work, Money part, Share share) {
        DraftLine line = new DraftLine(share.isZero() ? work.item : billing(date, work, share));
        line.coversOnly = share.isZero();
        line.text = work.text;
        line.conditions = List.of(
                new Condition.Fixed("price of the work", work.net, true, origin(work)),
                new Condition.Fixed("fixed price", part, false, date.object().toString()));
        line.fixed = part;
        line.changes = work.changes;
        line.decided.addAll(work.decided);
        List<Money> worth = ValueStep.claimValues(work);
        String covered = "Covered by the fixed price of " + date.object();
        for (int i = 0; i < work.item.claims().size(); i++) {
            line.decided.add(new Decided(
                    work.source(i),
                    ActKind.INCLUDE,
                    work.item.claims().get(i).share(),
                    Optional.empty(),
                    covered,
                    Optional.of(worth.get(i)),
                    true));
        }
        return line;
    }

    private static DynamicItem billing(StreamedSource date, DraftLine work, Share share) {
        return DynamicItem.builder()
                .claim(new Claim(date, share))
                .quantity(work.item.quantity())
                .characteristics(work.item.characteristics())
                .build();
    }

    private static String origin(DraftLine work) {
        return work.conditions.get(0).origin();
    }
}
