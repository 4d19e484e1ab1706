package org.billhook.core.spi.price;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.Map;
import java.util.Optional;
import org.billhook.core.model.Unit;
import org.joda.money.BigMoney;
import org.joda.money.CurrencyUnit;

/**
 * Rates of exchange by day, kept as the price list {@code exchange-rates}: what one unit of a currency costs in another one. There
 * is no rate but those that were entered: none is inverted, chained or taken for one (law 4).
 */
public final class ExchangeRates {

    /** The list that has them. */
    public static final String LIST = "exchange-rates";

    private static final String FROM = "from";
    private static final String TO = "to";

    private ExchangeRates() {}

    /**
     * A rate.
     *
     * @param rate what one unit costs, above zero
     * @param entry number of the entry that has it
     */
    public record Rate(CurrencyUnit to, BigDecimal rate, long entry) {

        /** A price in the other currency, with all its decimals. */
        public BigMoney of(BigMoney price) {
            return BigMoney.of(to, price.getAmount().multiply(rate));
        }

        /** What stands behind the origin of a condition that it converted. */
        public String behind() {
            return " at %s from %s#%d".formatted(rate.toPlainString(), LIST, entry);
        }
    }

    /** The rate of a day; empty if none was entered, or one that is not in the currency that its key names. */
    public static Optional<Rate> find(PriceTable prices, CurrencyUnit from, CurrencyUnit to, LocalDate day) {
        return prices.find(LIST, Map.of(FROM, from.getCode(), TO, to.getCode()), Unit.PIECE, day).stream()
                .filter(entry -> entry.from().signum() == 0
                        && entry.price().getCurrencyUnit().equals(to)
                        && entry.price().isPositive())
                .findFirst()
                .map(entry -> new Rate(to, entry.price().getAmount(), entry.number()));
    }

    /** Why something in one currency has no price in another. */
    public static String missing(CurrencyUnit from, CurrencyUnit to, LocalDate day) {
        return "there is no rate from %s to %s on %s in price list '%s'".formatted(from, to, day, LIST);
    }
}
