package org.billhook.object.assemblyorder.rest;

import io.swagger.v3.oas.annotations.media.Schema;
import java.util.List;
import org.billhook.core.api.StoredObject;
import org.billhook.core.model.ObjectRef;
import org.billhook.rest.wire.FindingJson;
import org.billhook.rest.wire.Versioned;

/**
 * An activity of a network.
 *
 * @param version grows with each change; the ETag
 */
@Schema(
        name = "NetworkActivity",
        requiredProperties = {"id", "name", "status", "warnings"})
public record NetworkActivityJson(
        String id,
        String name,
        String status,
        @Schema(description = "Key of the network that it belongs to") String network,
        @Schema(description = "Number within the network, 1 to 4 digits") String activityNumber,
        String element,
        String workCenter,
        String description,
        String root,
        boolean billed,
        long version,
        List<FindingJson> warnings)
        implements Versioned {

    static NetworkActivityJson of(StoredObject object) {
        return new NetworkActivityJson(
                object.ref().key(),
                object.name(),
                object.status(),
                key(object.attributes().get("network")),
                object.attributes().get("activityNumber"),
                object.attributes().get("element"),
                object.attributes().get("workCenter"),
                object.attributes().get("description"),
                object.root().map(ObjectRef::toString).orElse(null),
                object.billed(),
                object.version(),
                FindingJson.of(object.warnings()));
    }

    private static String key(String ref) {
        return ref == null ? null : ObjectRef.parse(ref).key();
    }
}
