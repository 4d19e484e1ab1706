package org.billhook.object.project.rest;

import io.swagger.v3.oas.annotations.media.Schema;
import java.util.List;
import java.util.Optional;
import org.billhook.core.api.StoredObject;
import org.billhook.core.model.ObjectRef;
import org.billhook.rest.wire.FindingJson;
import org.billhook.rest.wire.Versioned;

/**
 * A WBS element.
 *
 * @param project id of its project
 * @param parent id of the element above it; absent right under the project
 * @param apportionment contract items that get a part of what is posted, with their percentage
 * @param root head of the billing root that it belongs to, as kind/key; absent if no item bills it
 * @param firstPosting service date of the first actual posting on it
 * @param version grows with each change; the ETag
 */
@Schema(
        name = "WbsElement",
        requiredProperties = {"id", "name", "status", "project", "warnings"})
public record ElementJson(
        String id,
        String name,
        String status,
        @Schema(description = "Key of its project") String project,
        String parent,
        @Schema(description = "Whether an item can bill it with all that is beneath it") boolean billingElement,
        @Schema(
                        description =
                                "Contract items that get a part of what is posted from now on: kind/key percent; kind/key percent")
                String apportionment,
        String responsible,
        String description,
        String root,
        boolean billed,
        @Schema(description = "Earliest service date of cost or revenue that was posted on it; absent without any")
                String firstPosting,
        long version,
        List<FindingJson> warnings)
        implements Versioned {

    static ElementJson of(StoredObject object) {
        return new ElementJson(
                object.ref().key(),
                object.name(),
                object.status(),
                key(object, "project"),
                key(object, "parent"),
                Boolean.parseBoolean(object.attributes().get("billingElement")),
                object.attributes().get("apportionment"),
                object.attributes().get("responsible"),
                object.attributes().get("description"),
                object.root().map(ObjectRef::toString).orElse(null),
                object.billed(),
                object.firstActualPosting().map(Object::toString).orElse(null),
                object.version(),
                FindingJson.of(object.warnings()));
    }

    private static String key(StoredObject object, String attribute) {
        return Optional.ofNullable(object.attributes().get(attribute))
                .map(ref -> ObjectRef.parse(ref).key())
                .orElse(null);
    }
}
