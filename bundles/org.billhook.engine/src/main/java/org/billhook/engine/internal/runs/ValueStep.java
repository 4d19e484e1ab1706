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
        if (line.fixed != null) {
            line.correction = line.fixed.minus(line.net);
            line.net = line.fixed;
        } else {
            line.correction = correction(line);
            if (line.correction != null) {
                line.net = line.net.plus(line.correction);
            }
        }
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
                LinePricing pricing = new LinePricing(line, item.currency());
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

    /** What all that is open of a source is worth at the price of a line. */
    Money ofOpen(DraftLine line, StreamedSource source) {
        LinePricing pricing = new LinePricing(line, item.currency());
        return Parts.value(source.open(), pricing, pricing.settled(item.settled(source.id())));
    }

    /** Gives decisions to write off their value, as parts before the one that is billed. */
    void valueDecided(DraftLine line) {
        for (int i = 0; i < line.decided.size(); i++) {
            Decided decided = line.decided.get(i);
            if (decided.kind() == ActKind.WRITE_OFF && decided.value().isEmpty()) {
                LinePricing pricing = new LinePricing(line, item.currency());
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

    /** What each claim becomes; adds up to the net of the line. */
    static List<Money> claimValues(DraftLine line) {
        List<Claim> claims = line.item.claims();
        if (line.claimValues != null) {
            return line.claimValues;
        }
        if (claims.size() == 1) {
            return List.of(line.net);
        }
        BigDecimal claimed = line.claimed();
        boolean common = claimed != null && claimed.signum() != 0;
        List<BigDecimal> weights = new ArrayList<>(claims.size());
        boolean oneSign = true;
        for (Claim claim : claims) {
            weights.add(common ? claim.share().value() : BigDecimal.ONE);
            oneSign &= !common || claim.share().signum() == claimed.signum();
        }
        return oneSign ? Split.byWeight(line.net, weights) : byRunningTotal(line.net, weights, claimed);
    }

    /** As {@link Split#byWeight}, for postings and reversals in one line. */
    private static List<Money> byRunningTotal(Money whole, List<BigDecimal> weights, BigDecimal total) {
        List<Money> parts = new ArrayList<>(weights.size());
        BigDecimal running = BigDecimal.ZERO;
        Money given = Money.zero(whole.getCurrencyUnit());
        for (int i = 0; i < weights.size(); i++) {
            running = running.add(weights.get(i));
            Money upToHere = i == weights.size() - 1
                    ? whole
                    : Money.of(
                            whole.getCurrencyUnit(),
                            whole.getAmount().multiply(running).divide(total, whole.getScale(), RoundingMode.HALF_UP));
            parts.add(upToHere.minus(given));
            given = upToHere;
        }
        return parts;
    }
}
