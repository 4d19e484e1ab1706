package org.billhook.engine.internal.runs;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.billhook.core.ledger.ActKind;
import org.billhook.core.ledger.Parts;
import org.billhook.core.ledger.Parts.Settled;
import org.billhook.core.ledger.Split;
import org.billhook.core.model.Finding;
import org.billhook.core.model.Fraction;
import org.billhook.core.model.Share;
import org.billhook.core.spi.price.Condition;
import org.billhook.core.spi.price.Conditions;
import org.billhook.core.spi.relevance.Claim;
import org.joda.money.Money;

/**
 * Values priced lines: the sum of the rounded conditions (D-65), corrected where sources were settled in part before, so that
 * all parts end at the whole (G-14); and the value that each claim becomes.
 */
final class ValueStep {

    private final ItemContext item;

    ValueStep(ItemContext item) {
        this.item = item;
    }

    void run(List<DraftLine> lines) {
        item.readSettled(lines);
        lines.forEach(this::value);
    }

    /** Values the conditions of a line as it stands. */
    void value(DraftLine line) {
        conditions(line);
        line.net = Conditions.net(line.valued, item.currency());
        List<Condition> price = line.price();
        line.netAtPrice = price == line.conditions ? line.net : net(line, price);
        if (line.fixed != null) {
            line.correction = line.fixed.minus(line.net);
            line.net = line.fixed;
            line.netAtPrice = line.fixedAtPrice == null ? line.fixed : line.fixedAtPrice;
        } else {
            line.correction = correction(line);
            if (line.correction != null) {
                line.net = line.net.plus(line.correction);
                line.netAtPrice = line.netAtPrice.plus(line.correction);
            }
        }
    }

    private Money net(DraftLine line, List<Condition> conditions) {
        return Conditions.net(Conditions.value(conditions, line.item, item.currency()), item.currency());
    }

    private void conditions(DraftLine line) {
        try {
            line.valued = Conditions.value(line.conditions, line.item, item.currency());
        } catch (IllegalArgumentException e) {
            throw line.pricedBy == null
                    ? new RootFailed(Finding.error("OTHER_CURRENCY", e.getMessage()))
                    : RootFailed.by(line.pricedBy, "price", "OTHER_CURRENCY", e.getMessage());
        }
    }

    /** What parts settled before leave to be added or taken off; null if there are none. */
    private Money correction(DraftLine line) {
        Money correction = null;
        List<Claim> claims = line.item.claims();
        for (int i = 0; i < claims.size(); i++) {
            StreamedSource source = line.source(i);
            if (!source.whole || !line.decided.isEmpty()) {
                LinePricing pricing = new LinePricing(line, source, item.currency());
                List<Settled> before = before(line, source, pricing);
                if (!before.isEmpty()) {
                    Share share = claims.get(i).share();
                    Money part = Parts.value(share, pricing, before).minus(pricing.at(share));
                    correction = correction == null ? part : correction.plus(part);
                }
            }
        }
        return correction == null || correction.isZero() ? null : correction;
    }

    /** Parts of a source settled in earlier runs, and in this one by decisions. */
    List<Settled> before(DraftLine line, StreamedSource source, LinePricing pricing) {
        List<Settled> before = pricing.settled(item.settled(source.id()));
        for (Decided decided : line.decided) {
            if (decided.source() == source
                    && decided.kind() == ActKind.WRITE_OFF
                    && decided.value().isPresent()) {
                before.add(new Settled(decided.share(), decided.value().get(), pricing.basis()));
            }
        }
        return before;
    }

    /** What all that is open of a source is worth at the price of a line, with what comes on top of it in proportion. */
    Money ofOpen(DraftLine line, StreamedSource source) {
        LinePricing pricing = new LinePricing(line, source, item.currency());
        return line.withAll(Parts.value(source.open(), pricing, pricing.settled(item.settled(source.id()))));
    }

    /** Gives decisions to write off their value, as parts before the one that is billed. */
    void valueDecided(DraftLine line) {
        for (int i = 0; i < line.decided.size(); i++) {
            Decided decided = line.decided.get(i);
            if (decided.kind() == ActKind.WRITE_OFF && decided.value().isEmpty()) {
                LinePricing pricing = new LinePricing(line, decided.source(), item.currency());
                Money value = Parts.value(decided.share(), pricing, before(line, decided.source(), pricing));
                line.decided.set(
                        i,
                        new Decided(
                                decided.source(),
                                decided.kind(),
                                decided.share(),
                                decided.until(),
                                decided.reason(),
                                Optional.of(value)));
            }
        }
    }

    /** What each claim becomes: as much of the net of the line as it is worth at its price, by its own quantity and cost. */
    static List<Money> claimValues(DraftLine line) {
        List<Claim> claims = line.item.claims();
        if (line.claimValues != null) {
            return line.claimValues;
        }
        if (claims.size() == 1) {
            return List.of(line.net);
        }
        List<BigDecimal> shares = shares(line);
        if (isByQuantity(line)) {
            return Split.byWeight(line.net, shares);
        }
        List<BigDecimal> worth = new ArrayList<>(claims.size());
        for (int i = 0; i < claims.size(); i++) {
            worth.add(new LinePricing(line, line.source(i), line.net.getCurrencyUnit())
                    .worth(claims.get(i).share()));
        }
        return Split.byWorth(line.net, worth, shares);
    }

    /** Sizes of the claims, or all alike where they have no measure in common. */
    private static List<BigDecimal> shares(DraftLine line) {
        boolean common = line.claimed() != null;
        return line.item.claims().stream()
                .map(claim -> common ? claim.share().value().abs() : BigDecimal.ONE)
                .toList();
    }

    /** Whether the claims differ in nothing but their quantity, and not in sign. */
    private static boolean isByQuantity(DraftLine line) {
        List<Claim> claims = line.item.claims();
        boolean same = line.claimed() != null && line.conditions.stream().noneMatch(Condition.Cost.class::isInstance);
        Optional<Fraction> factor = line.item.factor(0);
        for (int i = 0; same && i < claims.size(); i++) {
            same = claims.get(i).share().signum() == claims.get(0).share().signum()
                    && line.item.factor(i).equals(factor);
        }
        return same;
    }
}
