package org.billhook.object.maintenanceorder.rest;

import io.swagger.v3.oas.annotations.media.Schema;
import java.util.List;
import org.billhook.core.api.StoredObject;
import org.billhook.core.model.ObjectRef;
import org.billhook.rest.wire.FindingJson;
import org.billhook.rest.wire.Versioned;

/**
 * A maintenance order.
 *
 * @param version grows with each change; the ETag
 */
@Schema(
        name = "MaintenanceOrder",
        requiredProperties = {"id", "name", "status", "warnings"})
public record MaintenanceOrderJson(
        String id,
        String name,
        String status,
        @Schema(description = "Order item that it is assigned to and that bills it: kind/key") String item,
        String element,
        String superiorOrder,
        @Schema(description = "Reason why nothing that is posted on it is billed") String billingBlock,
        @Schema(description = "Receivers of the cost: kind/key percent; kind/key percent") String settlementRule,
        @Schema(description = "Key of its type under /maintenance-order-types") String orderType,
        String planningPlant,
        String workCenter,
        @Schema(description = "Maintenance plan that started it") String maintenancePlan,
        @Schema(description = "Whether it bears revenue itself while it is assigned to nothing; from its type")
                Boolean revenueBearing,
        @Schema(description = "Party that is billed if it bears revenue itself") String customer,
        @Schema(description = "Of its bill if it bears revenue itself: ISO 4217 code") String currency,
        @Schema(description = "Whether and how it is billed if it bears revenue itself: an id of /billing-relevances")
                String billingRelevance,
        @Schema(description = "Id of its DIP profile if it bears revenue itself") String dipProfile,
        @Schema(description = "Percent that is added to the cost if it bears revenue itself, 0 to 100")
                String upliftPercent,
        @Schema(description = "Name of its price list if it bears revenue itself; standard if absent") String priceList,
        @Schema(description = "In the order in which they are asked, set apart by commas") String priceSources,
        @Schema(
                        description =
                                "Whether each line has the prices of its service date if it bears revenue itself; as the installation is set if absent")
                Boolean priceByServiceDate,
        @Schema(description = "Last day of the warranty, ISO 8601") String warrantyUntil,
        String description,
        String root,
        boolean billed,
        long version,
        List<FindingJson> warnings)
        implements Versioned {

    static MaintenanceOrderJson of(StoredObject object) {
        return new MaintenanceOrderJson(
                object.ref().key(),
                object.name(),
                object.status(),
                object.attributes().get("item"),
                object.attributes().get("element"),
                object.attributes().get("superiorOrder"),
                object.attributes().get("billingBlock"),
                object.attributes().get("settlementRule"),
                key(object.attributes().get("orderType")),
                object.attributes().get("planningPlant"),
                object.attributes().get("workCenter"),
                object.attributes().get("maintenancePlan"),
                Boolean.valueOf(object.attributes().get("revenueBearing")),
                object.attributes().get("customer"),
                object.attributes().get("currency"),
                object.attributes().get("billingRelevance"),
                object.attributes().get("dipProfile"),
                object.attributes().get("upliftPercent"),
                object.attributes().get("priceList"),
                object.attributes().get("priceSources"),
                flag(object.attributes().get("priceByServiceDate")),
                object.attributes().get("warrantyUntil"),
                object.attributes().get("description"),
                object.root().map(ObjectRef::toString).orElse(null),
                object.billed(),
                object.version(),
                FindingJson.of(object.warnings()));
    }

    private static String key(String ref) {
        return ref == null ? null : ObjectRef.parse(ref).key();
    }

    private static Boolean flag(String value) {
        return value == null ? null : Boolean.valueOf(value);
    }
}
