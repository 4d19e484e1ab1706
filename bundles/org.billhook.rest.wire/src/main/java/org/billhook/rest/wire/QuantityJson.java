package org.billhook.rest.wire;

import io.swagger.v3.oas.annotations.media.Schema;
import org.billhook.core.api.StoredObject;

/** A quantity in its unit, for example {@code {"value": "1.5", "unit": "HUR"}}. */
@Schema(
        name = "Quantity",
        requiredProperties = {"value", "unit"})
public record QuantityJson(
        @Schema(description = "Plain decimal number as text") String value,
        @Schema(description = "Code of UN/ECE Recommendation 20, such as HUR or C62") String unit) {

    /** The quantity of an item; null if it has none. */
    public static QuantityJson of(StoredObject item) {
        String value = item.attributes().get("quantity");
        return value == null ? null : new QuantityJson(value, item.attributes().get("unit"));
    }
}
