package org.billhook.object.assemblyorder.rest;

import io.swagger.v3.oas.annotations.media.Schema;
import java.util.List;
import org.billhook.core.api.StoredObject;
import org.billhook.core.model.ObjectRef;
import org.billhook.rest.wire.FindingJson;
import org.billhook.rest.wire.Versioned;

/**
 * A network.
 *
 * @param version grows with each change; the ETag
 */
@Schema(
        name = "Network",
        requiredProperties = {"id", "name", "status", "warnings"})
public record NetworkJson(
        String id,
        String name,
        String status,
        @Schema(description = "Order item that it is assigned to and that bills it: kind/key") String item,
        String element,
        String superiorOrder,
        @Schema(description = "Reason why nothing that is posted on it is billed") String billingBlock,
        @Schema(description = "Network profile, in your own words") String profile,
        String plant,
        String responsible,
        String description,
        String root,
        boolean billed,
        long version,
        List<FindingJson> warnings)
        implements Versioned {

    static NetworkJson of(StoredObject object) {
        return new NetworkJson(
                object.ref().key(),
                object.name(),
                object.status(),
                object.attributes().get("item"),
                object.attributes().get("element"),
                object.attributes().get("superiorOrder"),
                object.attributes().get("billingBlock"),
                object.attributes().get("profile"),
                object.attributes().get("plant"),
                object.attributes().get("responsible"),
                object.attributes().get("description"),
                object.root().map(ObjectRef::toString).orElse(null),
                object.billed(),
                object.version(),
                FindingJson.of(object.warnings()));
    }
}
