package org.billhook.object.project.rest;

import io.swagger.v3.oas.annotations.media.Schema;
import org.billhook.core.api.BillingObjects.Change;
import org.billhook.rest.wire.AttributeValues;
import org.billhook.rest.wire.ObjectInput;

/** Changes of a WBS element: what is absent stays, an empty text takes the value away. */
@Schema(name = "ElementChange", example = """
                {"status": "RELEASED"}""")
public record ElementChangeJson(
        String name,
        String status,
        String parent,
        @Schema(description = "Whether an item can bill it with all that is beneath it") Boolean billingElement,
        @Schema(
                        description =
                                "Contract items that get a part of what is posted from now on: kind/key percent; kind/key percent")
                String apportionment,
        String responsible,
        String description) {

    Change change() {
        return ObjectInput.change(
                name,
                status,
                new AttributeValues()
                        .with("parent", NewElementJson.parentRef(parent))
                        .with("billingElement", billingElement)
                        .with("apportionment", apportionment)
                        .with("responsible", responsible)
                        .with("description", description)
                        .changed());
    }
}
