package org.billhook.rest.internal.requests;

import io.swagger.v3.oas.annotations.media.Schema;
import java.util.Map;
import org.billhook.core.api.Requests;
import org.billhook.rest.wire.MoneyJson;

/** What was requested of an item so far under some characteristics. */
@Schema(
        name = "InceptionToDate",
        requiredProperties = {"item", "characteristics", "cumulative", "before", "now"})
public record ToDateJson(
        @Schema(description = "Item that is billed") String item,
        @Schema(description = "Characteristics of the lines that are added up here, by name")
                Map<String, String> characteristics,
        @Schema(description = "Net of all requests of the item that stand, up to this one") MoneyJson cumulative,
        @Schema(description = "What of it was requested before this one") MoneyJson before,
        @Schema(description = "What this request asks for: cumulative less before") MoneyJson now) {

    static ToDateJson of(Requests.ToDate row) {
        return new ToDateJson(
                row.item().toString(),
                row.characteristics(),
                MoneyJson.of(row.cumulative()),
                MoneyJson.of(row.before()),
                MoneyJson.of(row.now()));
    }
}
