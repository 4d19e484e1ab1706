package org.billhook.core.spi.price;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.Map;
import java.util.Optional;
import org.billhook.core.model.Unit;
import org.joda.money.BigMoney;
import org.joda.money.CurrencyUnit;

/**
 * One entry of a price list, as configured: a price of a unit, or a percentage of the price, a surcharge above and a discount below
 * zero (D-64). A percentage has the unit {@link #PERCENT} and no currency.
 *
 * @param list name of the list
 * @param number number of the entry within the installation; stands in the origin of conditions
 * @param key characteristics that must match, by name; empty for an entry that matches all
 * @param unit unit the price is for
 * @param price price of one unit; any number of decimals
 * @param validFrom first day, inclusive
 * @param validTo last day, inclusive; empty for open-ended
 * @param from least quantity of a line that the price is for, in the unit, zero or more: a step of a scale (D-64)
 */
public record PriceEntry(
        String list,
        long number,
        Map<String, String> key,
        Unit unit,
        BigMoney price,
        LocalDate validFrom,
        Optional<LocalDate> validTo,
        BigDecimal from) {

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
        return new PriceEntry(list, 0, key, PERCENT, BigMoney.of(NO_CURRENCY, percent), validFrom, validTo, from);
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

    public PriceEntry {
        key = Map.copyOf(key);
        if (unit.equals(PERCENT) != price.getCurrencyUnit().equals(NO_CURRENCY)) {
            throw new IllegalArgumentException("%s is a price of no currency, and only that".formatted(PERCENT));
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

    /** The same entry with another last day. */
    public PriceEntry endingOn(Optional<LocalDate> lastDay) {
        return new PriceEntry(list, number, key, unit, price, validFrom, lastDay, from);
    }

    /** The same entry with another price, and no number yet. */
    public PriceEntry costing(BigMoney other, Optional<LocalDate> lastDay) {
        return new PriceEntry(list, 0, key, unit, other, validFrom, lastDay, from);
    }

    public boolean isValidOn(LocalDate day) {
        return !day.isBefore(validFrom) && (validTo.isEmpty() || !day.isAfter(validTo.get()));
    }
}
