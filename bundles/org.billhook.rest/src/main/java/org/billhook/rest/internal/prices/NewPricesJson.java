package org.billhook.rest.internal.prices;

import io.swagger.v3.oas.annotations.media.Schema;
import java.util.ArrayList;
import java.util.List;
import org.billhook.core.spi.price.PriceEntry;
import org.billhook.rest.wire.Input;

/** Entries to be added, all or none. */
@Schema(
        name = "NewPrices",
        requiredProperties = {"entries"})
public record NewPricesJson(@Schema(description = "At most 1000; all are added or none") List<NewPriceJson> entries) {

    private static final int MOST = 1000;

    List<PriceEntry> read() {
        Input in = new Input();
        List<NewPriceJson> rows = in.list("entries", entries, MOST);
        List<PriceEntry> read = new ArrayList<>();
        for (int i = 0; i < rows.size(); i++) {
            read.add(rows.get(i).read(in, "entries[%d].".formatted(i)));
        }
        in.check();
        return read;
    }
}
