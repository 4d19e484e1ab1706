package org.billhook.object.internalorder.rest;

import io.swagger.v3.oas.annotations.media.Schema;
import org.billhook.core.api.BillingObjects.Draft;
import org.billhook.object.internalorder.InternalOrder;
import org.billhook.rest.wire.AttributeValues;
import org.billhook.rest.wire.ObjectInput;

/** An internal order to be created. */
@Schema(
        name = "NewInternalOrder",
        requiredProperties = {"id", "name"},
        example =
                """
                {"id": "600100", "name": "Fair stand", "costCenter": "4711", "status": "RELEASED"}""")
public record NewInternalOrderJson(
        String id,
        String name,
        @Schema(description = "Order item that it is assigned to and that bills it: kind/key") String item,
        String element,
        String superiorOrder,
        @Schema(description = "Reason why nothing that is posted on it is billed") String billingBlock,
        String orderType,
        @Schema(description = "Cost center responsible") String costCenter,
        String responsible,
        String description,
        @Schema(description = ObjectInput.STATUS, example = "RELEASED") String status) {

    Draft draft() {
        AttributeValues values = new AttributeValues()
                .with("item", item)
                .with("element", element)
                .with("superiorOrder", superiorOrder)
                .with("billingBlock", billingBlock)
                .with("orderType", orderType)
                .with("costCenter", costCenter)
                .with("responsible", responsible)
                .with("description", description);
        return ObjectInput.draft("id", InternalOrder.KIND, id, name, values.set(), status);
    }
}
