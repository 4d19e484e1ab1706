package org.billhook.object.internalorder.rest;

import io.swagger.v3.oas.annotations.media.Schema;
import java.util.List;
import org.billhook.core.api.StoredObject;
import org.billhook.core.model.ObjectRef;
import org.billhook.rest.wire.FindingJson;
import org.billhook.rest.wire.Versioned;

/**
 * An internal order.
 *
 * @param version grows with each change; the ETag
 */
@Schema(
        name = "InternalOrder",
        requiredProperties = {"id", "name", "status", "warnings"})
public record InternalOrderJson(
        String id,
        String name,
        String status,
        @Schema(description = "Order item that it is assigned to and that bills it: kind/key") String item,
        String element,
        String superiorOrder,
        @Schema(description = "Reason why nothing that is posted on it is billed") String billingBlock,
        String orderType,
        @Schema(description = "Cost center responsible") String costCenter,
        String responsible,
        String description,
        String root,
        boolean billed,
        long version,
        List<FindingJson> warnings)
        implements Versioned {

    static InternalOrderJson of(StoredObject object) {
        return new InternalOrderJson(
                object.ref().key(),
                object.name(),
                object.status(),
                object.attributes().get("item"),
                object.attributes().get("element"),
                object.attributes().get("superiorOrder"),
                object.attributes().get("billingBlock"),
                object.attributes().get("orderType"),
                object.attributes().get("costCenter"),
                object.attributes().get("responsible"),
                object.attributes().get("description"),
                object.root().map(ObjectRef::toString).orElse(null),
                object.billed(),
                object.version(),
                FindingJson.of(object.warnings()));
    }
}
