package org.billhook.store.internal.sql;

import java.math.BigDecimal;
import java.math.RoundingMode;
import org.joda.money.CurrencyUnit;
import org.joda.money.Money;

/** Amounts as stored: four decimals, next to their currency. */
public final class Amounts {

    private Amounts() {}

    /** @throws ArithmeticException if the stored amount has decimals that the currency has not */
    public static Money money(BigDecimal stored, String currency) {
        CurrencyUnit unit = CurrencyUnit.of(currency);
        return Money.of(unit, stored.setScale(unit.getDecimalPlaces(), RoundingMode.UNNECESSARY));
    }
}
