package org.billhook.core.spi.price;

import java.time.LocalDate;
import java.util.Map;
import java.util.Optional;
import org.billhook.core.model.Unit;
import org.joda.money.BigMoney;

/**
 * One entry of a price list, as configured.
 *
 * @param list name of the list
 * @param number number of the entry within the installation; stands in the origin of conditions
 * @param key characteristics that must match, by name; empty for an entry that matches all
 * @param unit unit the price is for
 * @param price price of one unit; any number of decimals
 * @param validFrom first day, inclusive
 * @param validTo last day, inclusive; empty for open-ended
 */
public record PriceEntry(
        String list,
        long number,
        Map<String, String> key,
        Unit unit,
        BigMoney price,
        LocalDate validFrom,
        Optional<LocalDate> validTo) {

    public PriceEntry {
        key = Map.copyOf(key);
        if (validTo.isPresent() && validTo.get().isBefore(validFrom)) {
            throw new IllegalArgumentException(
                    "A price can't end on %s before it starts on %s".formatted(validTo.get(), validFrom));
        }
    }

    /** The same entry with another last day. */
    public PriceEntry endingOn(Optional<LocalDate> lastDay) {
        return new PriceEntry(list, number, key, unit, price, validFrom, lastDay);
    }

    public boolean isValidOn(LocalDate day) {
        return !day.isBefore(validFrom) && (validTo.isEmpty() || !day.isAfter(validTo.get()));
    }
}
