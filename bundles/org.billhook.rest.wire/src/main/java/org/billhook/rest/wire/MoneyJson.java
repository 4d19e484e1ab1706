package org.billhook.rest.wire;

import io.swagger.v3.oas.annotations.media.Schema;
import java.math.BigDecimal;
import org.joda.money.BigMoney;
import org.joda.money.Money;

/** An amount in a currency. */
@Schema(
        name = "Money",
        requiredProperties = {"amount", "currency"},
        description = "An amount in a currency.")
public record MoneyJson(
        @Schema(description = "Plain decimal number as text", example = "12.35") String amount,
        @Schema(description = "ISO 4217 code", example = "EUR") String currency) {

    /** With the decimals of its currency. */
    public static MoneyJson of(Money money) {
        return new MoneyJson(
                money.getAmount().toPlainString(), money.getCurrencyUnit().getCode());
    }

    /** A price, with at least the decimals of its currency. */
    public static MoneyJson of(BigMoney price) {
        int decimals = price.getCurrencyUnit().getDecimalPlaces();
        BigDecimal plain = price.getAmount().stripTrailingZeros();
        BigDecimal shown = plain.scale() < decimals ? plain.setScale(decimals) : plain;
        return new MoneyJson(shown.toPlainString(), price.getCurrencyUnit().getCode());
    }

    /** Null for null: the field is left out. */
    public static MoneyJson ofNullable(Money money) {
        return money == null ? null : of(money);
    }
}
