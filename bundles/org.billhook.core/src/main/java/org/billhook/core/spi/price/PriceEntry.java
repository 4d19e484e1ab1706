package org.billhook.core.spi.price;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.Map;
import java.util.Optional;
import org.billhook.core.model.Unit;
import org.joda.money.BigMoney;
import org.joda.money.CurrencyUnit;

/**
 * One entry of a price list, as configured: a price of a unit, a percentage of the price, a surcharge above and a discount below
 * zero (D-64), or how time is rounded before it is priced. A percentage has the unit {@link #PERCENT}, a rounding {@link #ROUNDING}, and
 * neither a currency.
 *
 * @param list name of the list
 * @param number number of the entry within the installation; stands in the origin of conditions
 * @param key characteristics that must match, by name; empty for an entry that matches all
 * @param unit unit the price is for
 * @param price price of one unit; any number of decimals
 * @param validFrom first day, inclusive
 * @param validTo last day, inclusive; empty for open-ended
 * @param from least quantity of a line that the price is for, in the unit, zero or more: a step of a scale (D-64)
 * @param rule what of the quantity it is for
 */
public record PriceEntry(
        String list,
        long number,
        Map<String, String> key,
        Unit unit,
        BigMoney price,
        LocalDate validFrom,
        Optional<LocalDate> validTo,
        BigDecimal from,
        Rule rule) {

    /** What of the quantity of a line an entry is for. */
    public enum Rule {
        /** For all of it: a scale by volume. */
        WHOLE,
        /** For what lies above {@link PriceEntry#from()}, up to the next step; what lies below has the price of the steps below. */
        GRADUATED,
        /** Of a rounding of time: for each entry. */
        PER_ENTRY,
        /** Of a rounding of time: for what one person worked on one day. */
        PER_DAY
    }

    /** Unit of roundings of time. */
    public static final Unit ROUNDING = new Unit("ROUNDUP");

    /** Unit of percentages. */
    public static final Unit PERCENT = new Unit("P1");

    /** Currency of percentages. */
    public static final CurrencyUnit NO_CURRENCY = CurrencyUnit.of("XXX");

    /** A percentage of the price, without a number yet. */
    public static PriceEntry percentage(
            String list,
            Map<String, String> key,
            BigDecimal percent,
            LocalDate validFrom,
            Optional<LocalDate> validTo,
            BigDecimal from) {
        return new PriceEntry(
                list, 0, key, PERCENT, BigMoney.of(NO_CURRENCY, percent), validFrom, validTo, from, Rule.WHOLE);
    }

    /** A rounding of the time that the list prices, without a number yet. */
    public static PriceEntry rounding(
            String list,
            Map<String, String> key,
            TimeRounding rounding,
            LocalDate validFrom,
            Optional<LocalDate> validTo) {
        return new PriceEntry(
                list,
                0,
                key,
                ROUNDING,
                BigMoney.of(NO_CURRENCY, rounding.minutes()),
                validFrom,
                validTo,
                BigDecimal.ZERO,
                rounding.perDay() ? Rule.PER_DAY : Rule.PER_ENTRY);
    }

    /** One for any quantity. */
    public PriceEntry(
            String list,
            long number,
            Map<String, String> key,
            Unit unit,
            BigMoney price,
            LocalDate validFrom,
            Optional<LocalDate> validTo) {
        this(list, number, key, unit, price, validFrom, validTo, BigDecimal.ZERO);
    }

    /** One for all of the quantity of a line. */
    public PriceEntry(
            String list,
            long number,
            Map<String, String> key,
            Unit unit,
            BigMoney price,
            LocalDate validFrom,
            Optional<LocalDate> validTo,
            BigDecimal from) {
        this(list, number, key, unit, price, validFrom, validTo, from, Rule.WHOLE);
    }

    public PriceEntry {
        key = Map.copyOf(key);
        boolean rounds = unit.equals(ROUNDING);
        if ((unit.equals(PERCENT) || rounds) != price.getCurrencyUnit().equals(NO_CURRENCY)) {
            throw new IllegalArgumentException(
                    "%s and %s are prices of no currency, and only they".formatted(PERCENT, ROUNDING));
        }
        if ((rule == Rule.PER_ENTRY || rule == Rule.PER_DAY) != rounds) {
            throw new IllegalArgumentException("%s is rounded per entry or per day, and only that".formatted(ROUNDING));
        }
        if (rounds) {
            new TimeRounding(price.getAmount(), rule == Rule.PER_DAY);
        }
        from = from.signum() == 0 ? BigDecimal.ZERO : from.stripTrailingZeros();
        if (from.signum() < 0) {
            throw new IllegalArgumentException("A scale can't start below zero, at %s".formatted(from));
        }
        if (validTo.isPresent() && validTo.get().isBefore(validFrom)) {
            throw new IllegalArgumentException(
                    "A price can't end on %s before it starts on %s".formatted(validTo.get(), validFrom));
        }
    }

    /** Whether it is a percentage of the price, instead of a price. */
    public boolean isPercentage() {
        return unit.equals(PERCENT);
    }

    /**
     * Whether it is a percentage that lowers the price. Surcharges and discounts count side by side, so that neither takes the place of the
     * other (D-64).
     */
    public boolean isDiscount() {
        return isPercentage() && price.isNegative();
    }

    /** How time is rounded, if it is that instead of a price. */
    public Optional<TimeRounding> rounding() {
        return unit.equals(ROUNDING)
                ? Optional.of(new TimeRounding(price.getAmount(), rule == Rule.PER_DAY))
                : Optional.empty();
    }

    /** The same entry with another last day. */
    public PriceEntry endingOn(Optional<LocalDate> lastDay) {
        return new PriceEntry(list, number, key, unit, price, validFrom, lastDay, from, rule);
    }

    /** The same entry with another price, and no number yet. */
    public PriceEntry costing(BigMoney other, Optional<LocalDate> lastDay) {
        return new PriceEntry(list, 0, key, unit, other, validFrom, lastDay, from, rule);
    }

    public boolean isValidOn(LocalDate day) {
        return !day.isBefore(validFrom) && (validTo.isEmpty() || !day.isAfter(validTo.get()));
    }
}
