package org.billhook.object.internalorder.rest;

import io.swagger.v3.oas.annotations.media.Schema;
import org.billhook.core.api.BillingObjects.Change;
import org.billhook.rest.wire.AttributeValues;
import org.billhook.rest.wire.ObjectInput;

/** Changes of an internal order: what is absent stays, an empty text takes the value away. */
@Schema(name = "InternalOrderChange", example = """
                {"description": "As agreed"}""")
public record InternalOrderChangeJson(
        String name,
        String status,
        @Schema(description = "Order item that it is assigned to and that bills it: kind/key") String item,
        String element,
        String superiorOrder,
        @Schema(description = "Reason why nothing that is posted on it is billed") String billingBlock,
        String orderType,
        @Schema(description = "Cost center responsible") String costCenter,
        String responsible,
        String description) {

    Change change() {
        return ObjectInput.change(
                name,
                status,
                new AttributeValues()
                        .with("item", item)
                        .with("element", element)
                        .with("superiorOrder", superiorOrder)
                        .with("billingBlock", billingBlock)
                        .with("orderType", orderType)
                        .with("costCenter", costCenter)
                        .with("responsible", responsible)
                        .with("description", description)
                        .changed());
    }
}
