package org.billhook.object.maintenanceorder.rest;

import io.swagger.v3.oas.annotations.media.Schema;
import java.util.List;
import org.billhook.core.api.StoredObject;
import org.billhook.core.model.ObjectRef;
import org.billhook.rest.wire.FindingJson;
import org.billhook.rest.wire.Versioned;

/**
 * A type of maintenance orders.
 *
 * @param version grows with each change; the ETag
 */
@Schema(
        name = "MaintenanceOrderType",
        requiredProperties = {"id", "name", "status", "warnings"})
public record MaintenanceOrderTypeJson(
        String id,
        String name,
        String status,
        @Schema(description = "Whether its orders bear revenue themselves") Boolean revenueBearing,
        @Schema(description = "Id of the billing relevance of orders that bear revenue themselves")
                String billingRelevance,
        @Schema(description = "Id of the DIP profile of orders that bear revenue themselves") String dipProfile,
        @Schema(description = "SUPERIOR or REFERENCE: settlement rule of a new order") String ruleProposal,
        @Schema(description = "Status from which on an order must have a settlement rule") String ruleMandatory,
        String description,
        String root,
        boolean billed,
        long version,
        List<FindingJson> warnings)
        implements Versioned {

    static MaintenanceOrderTypeJson of(StoredObject object) {
        return new MaintenanceOrderTypeJson(
                object.ref().key(),
                object.name(),
                object.status(),
                Boolean.valueOf(object.attributes().get("revenueBearing")),
                object.attributes().get("billingRelevance"),
                object.attributes().get("dipProfile"),
                object.attributes().get("ruleProposal"),
                object.attributes().get("ruleMandatory"),
                object.attributes().get("description"),
                object.root().map(ObjectRef::toString).orElse(null),
                object.billed(),
                object.version(),
                FindingJson.of(object.warnings()));
    }
}
