package org.billhook.rest.internal.objects;

import io.swagger.v3.oas.annotations.media.Schema;
import java.util.Map;
import org.billhook.core.api.BillhookException;
import org.billhook.core.api.BillingObjects.Change;
import org.billhook.core.api.BillingObjects.OneChange;
import org.billhook.core.model.ObjectRef;
import org.billhook.rest.wire.Input;
import org.billhook.rest.wire.ObjectInput;

/** A change of one object among others; what is absent stays. */
@Schema(
        name = "OneBillingObjectChange",
        requiredProperties = {"object", "version"})
public record OneChangeJson(
        @Schema(description = "Kind and key", example = "wbs-element/PC2.PBC42") String object,
        @Schema(description = "Version that the change was made on") Long version,
        String name,
        @Schema(example = "RELEASED") String status,
        @Schema(description = "New values by attribute name; null takes a value away") Map<String, String> attributes,
        @Schema(description = ObjectInput.CONFIRM) Boolean confirm) {

    OneChange read(Input in) {
        ObjectRef ref = in.required("object", object, ObjectRef::parse);
        if (version == null) {
            in.refuse("MISSING", "version", "version is missing");
        }
        try {
            Change change = new ObjectChangeJson(name, status, attributes, confirm).change();
            return in.findings().isEmpty() ? new OneChange(ref, version, change) : null;
        } catch (BillhookException e) {
            e.findings().forEach(found -> in.refuse(found.code(), found.field().orElse(""), found.message()));
            return null;
        }
    }
}
