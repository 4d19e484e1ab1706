package org.billhook.rest.internal.prices;

import io.swagger.v3.oas.annotations.media.Schema;
import java.time.LocalDate;
import java.util.Map;
import java.util.TreeMap;
import org.billhook.core.spi.price.PriceEntry;
import org.billhook.rest.wire.MoneyJson;

/** An entry of a price list. */
@Schema(name = "Price")
public record PriceJson(
        @Schema(description = "Stands in the origin of conditions") long number,
        String list,
        @Schema(description = "Characteristics that must match; empty for an entry that matches all")
                Map<String, String> key,
        String unit,
        @Schema(description = "Price of one unit, with any number of decimals") MoneyJson price,
        LocalDate validFrom,
        @Schema(description = "Last day; absent while open-ended") LocalDate validTo,
        @Schema(description = "Least quantity of a line that it is for; 0 for any") String from) {

    static PriceJson of(PriceEntry entry) {
        return new PriceJson(
                entry.number(),
                entry.list(),
                new TreeMap<>(entry.key()),
                entry.unit().code(),
                MoneyJson.of(entry.price()),
                entry.validFrom(),
                entry.validTo().orElse(null),
                entry.from().toPlainString());
    }
}
