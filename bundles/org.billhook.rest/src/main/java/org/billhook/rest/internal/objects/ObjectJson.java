package org.billhook.rest.internal.objects;

import io.swagger.v3.oas.annotations.media.Schema;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import org.billhook.core.api.StoredObject;
import org.billhook.core.model.ObjectRef;
import org.billhook.core.model.Phase;
import org.billhook.rest.wire.FindingJson;
import org.billhook.rest.wire.Versioned;

/** A billing object of any kind on the wire. */
@Schema(
        name = "BillingObject",
        requiredProperties = {"ref", "kind", "key", "name", "status", "phase", "attributes"},
        description = "A billing object of any kind.")
public record ObjectJson(
        @Schema(description = "Kind and key, as other objects name it", example = "wbs-element/PC2.PBC42") String ref,
        @Schema(description = "Kind of the object: an id of /billing-objects/kinds") String kind,
        @Schema(description = "Key within the kind, 1 to 120 characters without a slash") String key,
        String name,
        String status,
        @Schema(description = "How far it is by its status, whatever its kind calls that", implementation = Phase.class)
                String phase,
        @Schema(description = "Parent, or the item it is assigned to") String above,
        @Schema(description = "Head of its billing root") String root,
        @Schema(description = "Values by attribute name, in the text form of their type")
                Map<String, String> attributes,
        long version,
        @Schema(description = "When it was created or changed last, in UTC") Instant changedAt,
        @Schema(description = "Earliest service date of cost or revenue that was posted on it; absent without any")
                LocalDate firstActualPosting,
        boolean billed,
        List<FindingJson> warnings)
        implements Versioned {

    static ObjectJson of(StoredObject object) {
        return new ObjectJson(
                object.ref().toString(),
                object.ref().kind(),
                object.ref().key(),
                object.name(),
                object.status(),
                object.phase().name(),
                object.above().map(ObjectRef::toString).orElse(null),
                object.root().map(ObjectRef::toString).orElse(null),
                object.attributes(),
                object.version(),
                object.changedAt(),
                object.firstActualPosting().orElse(null),
                object.billed(),
                object.warnings().isEmpty() ? null : FindingJson.of(object.warnings()));
    }
}
