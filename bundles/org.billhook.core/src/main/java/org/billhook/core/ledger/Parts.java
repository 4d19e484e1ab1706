package org.billhook.core.ledger;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.List;
import java.util.Optional;
import org.billhook.core.model.Share;
import org.joda.money.Money;

/**
 * What a part of a source is worth, so that any order of parts, by quantity or by amount, ends at the value of the whole
 * to the minor unit (design: "Parts"; G-14, D-86). Pure.
 *
 * <p>A part is worth the value of all that is settled with it, less what the parts before it became. Only parts priced on
 * the same basis count as parts before: one that was settled at another price keeps its value and is left out on both
 * sides.
 */
public final class Parts {

    private static final BigDecimal ULP = BigDecimal.ONE.movePointLeft(Share.SCALE);

    private Parts() {}

    /** The value of any share of one source at one price. */
    public interface Pricing {

        /** Value of a share, each condition rounded; grows with the share. */
        Money at(Share share);

        /** Names the price: equal for two pricings exactly if they value every share alike. */
        String basis();
    }

    /**
     * A part that was settled before and still stands.
     *
     * @param value what it became when it was settled
     * @param basis {@link Pricing#basis()} at which it was settled
     */
    public record Settled(Share share, Money value, String basis) {}

    /** The value of the next part. */
    public static Money value(Share part, Pricing pricing, List<Settled> before) {
        Share share = part;
        Money given = Money.zero(pricing.at(Share.zero(part.measure())).getCurrencyUnit());
        for (Settled settled : before) {
            if (settled.basis().equals(pricing.basis())) {
                share = share.plus(settled.share());
                given = given.plus(settled.value());
            }
        }
        return pricing.at(share).minus(given);
    }

    /**
     * The share that an amount cuts off; the amount itself is the value of that part, exactly. Something always stays open
     * unless the amount is all of it.
     *
     * @param open what is open, from which it is cut
     * @return empty if the amount is zero, or not between zero and the value of what is open, or if what is open is too
     *     small a share to leave something of it
     */
    public static Optional<Share> cut(Money amount, Share open, Pricing pricing, List<Settled> before) {
        Money all = value(open, pricing, before);
        int inside = all.getAmount().abs().compareTo(amount.getAmount().abs());
        if (amount.isZero() || amount.getAmount().signum() != all.getAmount().signum() || inside < 0) {
            return Optional.empty();
        }
        if (inside == 0) {
            return Optional.of(open);
        }
        return Optional.of(search(amount, open, pricing, before)).filter(share -> !share.equals(open));
    }

    /** Smallest share, in steps of the ninth decimal, whose value reaches the amount; below all that is open. */
    private static Share search(Money amount, Share open, Pricing pricing, List<Settled> before) {
        BigInteger low = BigInteger.ZERO;
        BigInteger high = open.value().abs().unscaledValue().subtract(BigInteger.ONE);
        while (high.subtract(low).compareTo(BigInteger.ONE) > 0) {
            BigInteger middle = low.add(high).shiftRight(1);
            Money value = value(share(middle, open), pricing, before);
            boolean reaches = value.getAmount().signum() == amount.getAmount().signum()
                    && value.getAmount().abs().compareTo(amount.getAmount().abs()) >= 0;
            if (reaches) {
                high = middle;
            } else {
                low = middle;
            }
        }
        return share(high.max(BigInteger.ONE), open);
    }

    private static Share share(BigInteger ulps, Share open) {
        BigDecimal value = new BigDecimal(ulps).multiply(ULP);
        return new Share(open.signum() < 0 ? value.negate() : value, open.measure());
    }
}
