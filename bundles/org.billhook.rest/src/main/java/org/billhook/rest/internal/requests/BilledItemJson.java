package org.billhook.rest.internal.requests;

import io.swagger.v3.oas.annotations.media.Schema;
import java.util.List;
import org.billhook.core.api.Requests;
import org.billhook.core.model.ObjectRef;
import org.billhook.rest.wire.MoneyJson;

/** An item that a request bills. */
@Schema(
        name = "BilledItem",
        requiredProperties = {"item", "root", "net", "rejected", "standing"},
        description = "An item that a request bills: a run of its lines.")
public record BilledItemJson(
        @Schema(description = "Item that is billed", example = "sales-order-item/4711-10") String item,
        @Schema(description = "Head of what it bills", example = "wbs-element/P-100") String root,
        @Schema(description = "Position of its first line") int firstLine,
        @Schema(description = "Position of its last line, inclusive") int lastLine,
        @Schema(description = "Of its lines as they were created") MoneyJson net,
        @Schema(description = "What of it was rejected since") MoneyJson rejected,
        @Schema(description = "What is to be invoiced of it: net less rejected") MoneyJson standing) {

    public static List<BilledItemJson> of(Requests.Billed billed) {
        return billed.items().stream().map(BilledItemJson::of).toList();
    }

    private static BilledItemJson of(Requests.BilledItem item) {
        return new BilledItemJson(
                item.item().toString(),
                item.root().toString(),
                item.firstLine(),
                item.lastLine(),
                MoneyJson.of(item.net()),
                MoneyJson.of(item.rejected()),
                MoneyJson.of(item.standing()));
    }

    /** The only item; null if there are several. */
    public static String item(Requests.Billed billed) {
        return billed.item().map(ObjectRef::toString).orElse(null);
    }

    /** The only root; null if there are several. */
    public static String root(Requests.Billed billed) {
        return billed.root().map(ObjectRef::toString).orElse(null);
    }
}
