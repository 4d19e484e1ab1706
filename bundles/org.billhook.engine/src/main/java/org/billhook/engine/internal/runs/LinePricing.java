package org.billhook.engine.internal.runs;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.billhook.core.ledger.Parts;
import org.billhook.core.ledger.Parts.Settled;
import org.billhook.core.model.Fraction;
import org.billhook.core.model.Share;
import org.billhook.core.spi.price.Condition;
import org.billhook.core.spi.price.Conditions;
import org.billhook.engine.port.LedgerStore.SettledPart;
import org.joda.money.CurrencyUnit;
import org.joda.money.Money;

/** What any share of a source is worth at the price of a line. */
final class LinePricing implements Parts.Pricing {

    private final List<Condition> conditions;
    private final CurrencyUnit currency;
    /** Quantity per claimed share; null where the quantity is what is claimed. */
    private final Fraction factor;
    /** What amounts that don't depend on the quantity are for; null where claims have no common measure. */
    private final BigDecimal all;

    private final boolean fixed;
    private final String basis;

    /** @param line priced */
    LinePricing(DraftLine line, CurrencyUnit currency) {
        this.conditions = line.conditions;
        this.currency = currency;
        BigDecimal sum = line.claimed();
        boolean plain = sum == null || sum.signum() == 0 || line.quantityIsClaimed();
        factor = plain ? null : line.item.exactQuantity().dividedBy(Fraction.of(sum));
        all = sum == null || sum.signum() == 0 ? null : sum;
        fixed = conditions.stream().anyMatch(Condition.Fixed.class::isInstance);
        basis = DerivationText.basis(conditions, plain ? "" : factor.toString());
    }

    @Override
    public Money at(Share share) {
        List<Condition> ofShare = fixed && all != null && share.value().compareTo(all) != 0 ? part(share) : conditions;
        return Conditions.net(
                factor == null
                        ? Conditions.value(ofShare, share.value(), currency)
                        : Conditions.value(ofShare, factor.times(share.value()), currency),
                currency);
    }

    /** Amounts of the line, such as its cost, in proportion to the share. */
    private List<Condition> part(Share share) {
        List<Condition> parts = new ArrayList<>(conditions.size());
        for (Condition condition : conditions) {
            if (condition instanceof Condition.Fixed whole) {
                Money amount = Money.of(
                        whole.amount().getCurrencyUnit(),
                        whole.amount()
                                .getAmount()
                                .multiply(share.value())
                                .divide(all, whole.amount().getScale(), RoundingMode.HALF_UP));
                parts.add(new Condition.Fixed(whole.type(), amount, whole.statistical(), whole.origin()));
            } else {
                parts.add(condition);
            }
        }
        return parts;
    }

    @Override
    public String basis() {
        return basis;
    }

    /**
     * Parts settled earlier, as the arithmetic wants them. A part without a line (written off by a command) was cut at the price
     * of its time: it counts as being of this price if it differs from it by no more than a rounding.
     */
    List<Settled> settled(List<SettledPart> parts) {
        List<Settled> all = new ArrayList<>(parts.size());
        for (SettledPart part : parts) {
            if (part.value().getCurrencyUnit().equals(currency)) {
                all.add(new Settled(part.share(), part.value(), basisOf(part)));
            }
        }
        return all;
    }

    private String basisOf(SettledPart part) {
        Optional<String> derivation = part.derivation();
        if (derivation.isPresent()) {
            return DerivationText.basis(derivation.get());
        }
        BigDecimal apart = at(part.share()).minus(part.value()).getAmount().abs();
        boolean same = apart.unscaledValue().compareTo(java.math.BigInteger.ONE) <= 0;
        return same ? basis : "";
    }
}
