package org.billhook.engine.internal.runs;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.billhook.core.ledger.Parts;
import org.billhook.core.ledger.Parts.Settled;
import org.billhook.core.model.Fraction;
import org.billhook.core.model.Share;
import org.billhook.core.spi.price.Condition;
import org.billhook.core.spi.price.Conditions;
import org.billhook.core.spi.relevance.DynamicItem;
import org.billhook.engine.port.LedgerStore.PriceOfPart;
import org.billhook.engine.port.LedgerStore.SettledPart;
import org.joda.money.CurrencyUnit;
import org.joda.money.Money;

/**
 * What any share of one source is worth at the price of a line: by its own quantity and its own cost, so that it does not matter with
 * what else it is billed.
 */
final class LinePricing implements Parts.Pricing {

    private final List<Condition> conditions;
    private final CurrencyUnit currency;
    private final DynamicItem item;
    private final StreamedSource source;
    /** Quantity per share. */
    private final Fraction factor;
    /** What amounts that don't depend on the quantity are for: so much of them is for one of the share. */
    private final Fraction ofAmounts;

    private final boolean fixed;
    private String basis;

    /**
     * The price of a line for one of its sources.
     *
     * @param line priced
     * @param source one that it claims, or claimed when it was proposed
     */
    LinePricing(DraftLine line, StreamedSource source, CurrencyUnit currency) {
        conditions = line.price();
        this.currency = currency;
        this.source = source;
        item = line.proposed();
        int place = line.place(source);
        factor = item.factor(place).orElseGet(() -> item.exactQuantity().times(equal(item, place)));
        fixed = conditions.stream().anyMatch(Condition.Fixed.class::isInstance);
        BigDecimal claimed = fixed ? line.claimed() : null;
        ofAmounts = claimed == null || claimed.signum() == 0
                ? fixed ? equal(item, place) : Fraction.ZERO
                : Fraction.ONE.dividedBy(Fraction.of(claimed));
    }

    /** Where claims have no measure in common, each counts as much as any other. */
    private static Fraction equal(DynamicItem item, int place) {
        return Fraction.ONE.dividedBy(
                Fraction.of(item.claims().get(place).share().value())
                        .times(Fraction.of(item.claims().size(), 1)));
    }

    @Override
    public Money at(Share share) {
        return Conditions.net(
                Conditions.value(
                        fixed ? part(share) : conditions, factor.times(share.value()), () -> cost(share), currency),
                currency);
    }

    private Map<CurrencyUnit, BigDecimal> cost(Share share) {
        return item.cost(source, share)
                .map(cost -> Map.of(source.cost().orElseThrow().getCurrencyUnit(), cost))
                .orElse(Map.of());
    }

    /** Amounts of the line in proportion to the share. */
    private List<Condition> part(Share share) {
        Fraction proportion = ofAmounts.times(share.value());
        List<Condition> parts = new ArrayList<>(conditions.size());
        for (Condition condition : conditions) {
            if (condition instanceof Condition.Fixed whole) {
                Money amount = Money.of(
                        whole.amount().getCurrencyUnit(),
                        proportion
                                .times(whole.amount().getAmount())
                                .rounded(whole.amount().getScale(), RoundingMode.HALF_UP));
                parts.add(new Condition.Fixed(whole.type(), amount, whole.statistical(), whole.origin()));
            } else {
                parts.add(condition);
            }
        }
        return parts;
    }

    /** What a share is worth before anything is rounded, without amounts that don't depend on the quantity. */
    BigDecimal worth(Share share) {
        BigDecimal net = BigDecimal.ZERO;
        BigDecimal statistical = BigDecimal.ZERO;
        for (Condition condition : conditions) {
            BigDecimal worth = worth(condition, share, net, statistical);
            if (condition.statistical()) {
                statistical = statistical.add(worth);
            } else {
                net = net.add(worth);
            }
        }
        return net;
    }

    private BigDecimal worth(Condition condition, Share share, BigDecimal net, BigDecimal statistical) {
        if (condition instanceof Condition.Cost of) {
            return cost(share).getOrDefault(of.of(), BigDecimal.ZERO).multiply(of.rate());
        } else if (condition instanceof Condition.Percent percent) {
            BigDecimal base = percent.base() == Condition.Percent.Base.COST ? statistical : net;
            return base.multiply(percent.percent()).movePointLeft(2);
        } else if (condition instanceof Condition.Fixed) {
            return BigDecimal.ZERO;
        }
        return Conditions.value(List.of(condition), factor.times(share.value()), currency)
                .get(0)
                .exact();
    }

    @Override
    public String basis() {
        if (basis == null) {
            basis = PriceBasis.of(conditions, factor);
        }
        return basis;
    }

    /**
     * Parts settled earlier, as the arithmetic wants them. A part of which no basis is stored (written off by a command, or billed
     * before bases were) counts as being of this price if it differs from it by no more than a rounding.
     */
    List<Settled> settled(List<SettledPart> parts) {
        List<Settled> all = new ArrayList<>(parts.size());
        for (SettledPart part : parts) {
            if (part.value().getCurrencyUnit().equals(currency)) {
                Money value = part.price().map(price -> price.of(part.value())).orElse(part.value());
                all.add(new Settled(part.share(), value, basisOf(part, value)));
            }
        }
        return all;
    }

    private String basisOf(SettledPart part, Money value) {
        Optional<String> stored = part.price().map(PriceOfPart::basis);
        if (stored.isPresent()) {
            return stored.get();
        }
        BigDecimal apart = at(part.share()).minus(value).getAmount().abs();
        boolean same = apart.unscaledValue().compareTo(BigInteger.ONE) <= 0;
        return same ? basis() : "";
    }
}
