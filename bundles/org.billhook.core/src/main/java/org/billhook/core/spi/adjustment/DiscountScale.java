package org.billhook.core.spi.adjustment;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.joda.money.Money;

/**
 * A discount that grows with what was billed: {@code 10000 2; 50000 5.5} is 2 percent of what is billed beyond a net of 10,000,
 * 5.5 percent beyond 50,000. Each step counts for what lies beyond it only, so the order and size of bills do not matter.
 *
 * @param steps by growing net
 */
public record DiscountScale(List<Step> steps) {

    private static final BigDecimal HUNDRED = new BigDecimal(100);
    private static final int DECIMALS = 15;
    private static final Pattern STEP =
            Pattern.compile("([0-9]{1,15}(?:\\.[0-9]{1,4})?) ([0-9]{1,2}(?:\\.[0-9]{1,3})?)");

    /**
     * One step.
     *
     * @param beyond net from which on it counts, exclusive
     * @param percent 0 to below 100
     */
    public record Step(BigDecimal beyond, BigDecimal percent) {}

    public DiscountScale {
        steps = List.copyOf(steps);
        for (int i = 1; i < steps.size(); i++) {
            if (steps.get(i).beyond().compareTo(steps.get(i - 1).beyond()) <= 0) {
                throw new IllegalArgumentException("Step %s is not above step %s"
                        .formatted(steps.get(i).beyond(), steps.get(i - 1).beyond()));
            }
        }
    }

    /** @throws IllegalArgumentException if the text is no such scale */
    public static DiscountScale parse(String text) {
        List<Step> steps = new ArrayList<>();
        for (String part : text.split(";")) {
            Matcher step = STEP.matcher(part.strip());
            if (!step.matches()) {
                throw new IllegalArgumentException(
                        "'%s' is not of the form net percent; net percent, such as 10000 2; 50000 5"
                                .formatted(part.strip()));
            }
            steps.add(new Step(new BigDecimal(step.group(1)), new BigDecimal(step.group(2))));
        }
        return new DiscountScale(steps);
    }

    /**
     * The discount on a value, rounded half up to the decimals of the currency.
     *
     * @param billed net billed before, discounts taken off
     * @param value before discount; a negative one takes back the discount of the steps that it comes back through
     * @return with the sign of the value
     */
    public Money discount(Money billed, Money value) {
        BigDecimal at = billed.getAmount();
        BigDecimal left = value.getAmount();
        BigDecimal discount = BigDecimal.ZERO;
        boolean up = left.signum() > 0;
        for (int passes = 0; left.signum() != 0 && passes <= steps.size(); passes++) {
            int step = step(at, up);
            BigDecimal rate =
                    step < 0 ? BigDecimal.ZERO : steps.get(step).percent().divide(HUNDRED);
            BigDecimal net = BigDecimal.ONE.subtract(rate);
            BigDecimal take = left;
            int edge = up ? step + 1 : step;
            if (edge >= 0 && edge < steps.size()) {
                BigDecimal room = steps.get(edge).beyond().subtract(at).divide(net, DECIMALS, RoundingMode.HALF_UP);
                take = up ? left.min(room) : left.max(room);
            }
            discount = discount.add(take.multiply(rate));
            at = at.add(take.multiply(net));
            left = left.subtract(take);
        }
        return Money.of(value.getCurrencyUnit(), discount, RoundingMode.HALF_UP);
    }

    /** Step that counts right above a net, or right below it; -1 before the first. */
    private int step(BigDecimal net, boolean above) {
        int step = -1;
        while (step + 1 < steps.size()) {
            int order = net.compareTo(steps.get(step + 1).beyond());
            if (above ? order < 0 : order <= 0) {
                break;
            }
            step++;
        }
        return step;
    }
}
