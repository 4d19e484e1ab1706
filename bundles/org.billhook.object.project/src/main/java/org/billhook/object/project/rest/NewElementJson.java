package org.billhook.object.project.rest;

import io.swagger.v3.oas.annotations.media.Schema;
import org.billhook.core.api.BillingObjects.Draft;
import org.billhook.core.model.ObjectRef;
import org.billhook.object.project.WbsElement;
import org.billhook.rest.wire.AttributeValues;
import org.billhook.rest.wire.Input;
import org.billhook.rest.wire.ObjectInput;

/**
 * A WBS element to be created in the project of the path.
 *
 * @param parent id of the element above it; absent right under the project
 */
@Schema(
        name = "NewElement",
        requiredProperties = {"id", "name"},
        example = """
                {"id": "MILL.0", "name": "Mill, as billed", "billingElement": true}""")
public record NewElementJson(
        String id,
        String name,
        String parent,
        @Schema(description = "Whether an item can bill it with all that is beneath it") Boolean billingElement,
        @Schema(
                        description =
                                "Contract items that get a part of what is posted from now on: kind/key percent; kind/key percent")
                String apportionment,
        String responsible,
        String description,
        @Schema(description = ObjectInput.STATUS, example = "RELEASED") String status) {

    Draft draft(ObjectRef project) {
        AttributeValues values = new AttributeValues()
                .with("project", project.toString())
                .with("parent", parentRef(parent))
                .with("billingElement", billingElement)
                .with("apportionment", apportionment)
                .with("responsible", responsible)
                .with("description", description);
        return ObjectInput.draft("id", WbsElement.KIND, id, name, values.set(), status);
    }

    /** Null and empty stay what they are. */
    static String parentRef(String parent) {
        if (parent == null || parent.isBlank()) {
            return parent;
        }
        Input in = new Input();
        ObjectRef ref = in.required("parent", parent, key -> new ObjectRef(WbsElement.KIND, key));
        in.check();
        return ref.toString();
    }
}
