package org.billhook.core.model;

import org.joda.money.CurrencyUnit;

/**
 * What a source is counted in for its whole life: a unit of quantity, or a currency.
 *
 * @param code code of the unit, or ISO 4217 code of the currency
 */
public record Measure(Dimension dimension, String code) {

    /** The two ways to count a source. */
    public enum Dimension {
        QUANTITY,
        AMOUNT
    }

    public Measure {
        if (dimension == Dimension.QUANTITY) {
            new Unit(code);
        } else {
            CurrencyUnit.of(code);
        }
    }

    public static Measure of(Unit unit) {
        return new Measure(Dimension.QUANTITY, unit.code());
    }

    public static Measure of(CurrencyUnit currency) {
        return new Measure(Dimension.AMOUNT, currency.getCode());
    }

    public boolean isAmount() {
        return dimension == Dimension.AMOUNT;
    }

    /** Most decimals of what is posted: three of a quantity, those of the currency of an amount. */
    public int postedScale() {
        return isAmount() ? CurrencyUnit.of(code).getDecimalPlaces() : Quantity.SCALE;
    }

    /** @throws IllegalStateException if this is a currency */
    public Unit unit() {
        if (isAmount()) {
            throw new IllegalStateException(code + " is a currency, not a unit of quantity");
        }
        return new Unit(code);
    }

    /** @throws IllegalStateException if this is a unit of quantity */
    public CurrencyUnit currency() {
        if (!isAmount()) {
            throw new IllegalStateException(code + " is a unit of quantity, not a currency");
        }
        return CurrencyUnit.of(code);
    }

    @Override
    public String toString() {
        return code;
    }
}
