package org.billhook.core.ledger;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.RoundingMode;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
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
     * The share that an amount cuts off; the amount itself is the value of that part, exactly. Of all shares that are worth
     * the amount it is the one with the fewest decimals, so that 97.35 of 2 hours at 97.35 are 1 hour. Something always stays
     * open unless the amount is all of it.
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
        BigInteger least = first(ulps -> reaches(amount, value(share(ulps, open), pricing, before), 0), open);
        BigInteger above = first(ulps -> reaches(amount, value(share(ulps, open), pricing, before), 1), open);
        return Optional.of(share(plainest(least, above.subtract(BigInteger.ONE).max(least)), open))
                .filter(share -> !share.equals(open));
    }

    /** Whether a value is on the side of the amount and at least as far from zero; farther, if {@code beyond} is 1. */
    private static boolean reaches(Money amount, Money value, int beyond) {
        return value.getAmount().signum() == amount.getAmount().signum()
                && value.getAmount().abs().compareTo(amount.getAmount().abs()) >= beyond;
    }

    /** Smallest number of steps of the ninth decimal that fulfils the condition; below all that is open. */
    private static BigInteger first(Predicate<BigInteger> condition, Share open) {
        BigInteger low = BigInteger.ZERO;
        BigInteger high = open.value().abs().unscaledValue().subtract(BigInteger.ONE);
        while (high.subtract(low).compareTo(BigInteger.ONE) > 0) {
            BigInteger middle = low.add(high).shiftRight(1);
            if (condition.test(middle)) {
                high = middle;
            } else {
                low = middle;
            }
        }
        return high.max(BigInteger.ONE);
    }

    /** The number with the most zeros at its end between the two, both included; of several the one in the middle. */
    private static BigInteger plainest(BigInteger least, BigInteger most) {
        BigDecimal middle = new BigDecimal(least.add(most)).divide(BigDecimal.valueOf(2));
        for (int zeros = most.toString().length(); zeros > 0; zeros--) {
            BigInteger plain =
                    middle.setScale(-zeros, RoundingMode.HALF_UP).setScale(0).unscaledValue();
            if (plain.compareTo(least) >= 0 && plain.compareTo(most) <= 0) {
                return plain;
            }
        }
        return least;
    }

    private static Share share(BigInteger ulps, Share open) {
        BigDecimal value = new BigDecimal(ulps).multiply(ULP);
        return new Share(open.signum() < 0 ? value.negate() : value, open.measure());
    }
}
