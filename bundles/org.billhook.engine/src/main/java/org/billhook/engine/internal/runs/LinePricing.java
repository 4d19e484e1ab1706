package org.billhook.engine.internal.runs;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.billhook.core.ledger.Parts;
import org.billhook.core.ledger.Parts.Settled;
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
    private final BigDecimal quantity;
    private final BigDecimal claimed;
    private final String basis;

    /** @param line priced */
    LinePricing(DraftLine line, CurrencyUnit currency) {
        this.conditions = line.conditions;
        this.currency = currency;
        BigDecimal sum = line.claimed();
        boolean plain = sum == null || sum.signum() == 0 || line.quantityIsClaimed();
        quantity = plain ? null : line.item.quantity().value();
        claimed = plain ? null : sum;
        basis = DerivationText.basis(conditions, plain ? "" : DerivationText.factor(quantity, claimed));
    }

    @Override
    public Money at(Share share) {
        BigDecimal value = share.value();
        if (quantity != null) {
            value = value.multiply(quantity).divide(claimed, 15, RoundingMode.HALF_UP);
        }
        return Conditions.net(Conditions.value(conditions, value, currency), currency);
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
