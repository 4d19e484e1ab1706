package org.billhook.rest.wire;

import io.swagger.v3.oas.annotations.media.Schema;
import java.math.BigDecimal;
import org.billhook.core.model.Share;

/** A share of a source in the source's measure: a quantity or an amount. */
@Schema(
        name = "Measured",
        description = "Either a quantity (value and unit) or money (amount and currency).",
        example = """
                {"value": "7.5", "unit": "HUR"}""")
public record MeasuredJson(
        @Schema(description = "Quantity as plain decimal number, in text", example = "1.5") String value,
        @Schema(description = "Unit of the quantity (UN/ECE Recommendation 20)", example = "HUR") String unit,
        @Schema(description = "Amount as plain decimal number, in text", example = "12.35") String amount,
        @Schema(description = "ISO 4217 code", example = "EUR") String currency) {

    /** Without zeros at its end, an amount with the decimals of its currency at least. */
    public static MeasuredJson of(Share share) {
        String code = share.measure().code();
        if (share.measure().isAmount()) {
            return new MeasuredJson(
                    null, null, plain(share.value(), share.measure().postedScale()), code);
        }
        return new MeasuredJson(plain(share.value(), 0), code, null, null);
    }

    /** Null for null: the field is left out. */
    public static MeasuredJson ofNullable(Share share) {
        return share == null ? null : of(share);
    }

    private static String plain(BigDecimal value, int decimals) {
        BigDecimal shortest = value.stripTrailingZeros();
        return (shortest.scale() < decimals ? shortest.setScale(decimals) : shortest).toPlainString();
    }
}
