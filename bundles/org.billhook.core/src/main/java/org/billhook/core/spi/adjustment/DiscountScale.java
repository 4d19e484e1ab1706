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
     * The discount on a value. What lies between two steps is exact, whatever decimals it takes; only the discount itself is rounded,
     * half up to the decimals of the currency.
     *
     * @param billed net billed before, discounts taken off
     * @param value before discount; a negative one takes back the discount of the steps that it comes back through
     * @return with the sign of the value
     */
    public Money discount(Money billed, Money value) {
        BigDecimal at = billed.getAmount();
        // what is left of the value is left / parts, since the gross of a step mostly has no end of decimals
        BigDecimal left = value.getAmount();
        BigDecimal parts = BigDecimal.ONE;
        boolean up = left.signum() > 0;
        int step = step(at, up);
        while (true) {
            BigDecimal net = net(step);
            int edge = up ? step + 1 : step;
            BigDecimal end = at.multiply(parts).add(left.multiply(net));
            if (edge < 0
                    || edge >= steps.size()
                    || !isPast(end, steps.get(edge).beyond().multiply(parts), up)) {
                BigDecimal whole = billed.getAmount().add(value.getAmount()).multiply(parts);
                return Money.of(
                        value.getCurrencyUnit(),
                        whole.subtract(end).divide(parts, value.getScale(), RoundingMode.HALF_UP));
            }
            BigDecimal room = steps.get(edge).beyond().subtract(at);
            left = left.multiply(net).subtract(room.multiply(parts));
            parts = parts.multiply(net);
            at = steps.get(edge).beyond();
            step += up ? 1 : -1;
        }
    }

    private static boolean isPast(BigDecimal end, BigDecimal edge, boolean up) {
        return up ? end.compareTo(edge) > 0 : end.compareTo(edge) < 0;
    }

    /** What is billed of one unit before discount. */
    private BigDecimal net(int step) {
        return step < 0
                ? BigDecimal.ONE
                : BigDecimal.ONE.subtract(steps.get(step).percent().movePointLeft(2));
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
