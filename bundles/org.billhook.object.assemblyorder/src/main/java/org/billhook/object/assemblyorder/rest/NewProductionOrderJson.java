package org.billhook.object.assemblyorder.rest;

import io.swagger.v3.oas.annotations.media.Schema;
import org.billhook.core.api.BillingObjects.Draft;
import org.billhook.object.assemblyorder.ProductionOrder;
import org.billhook.rest.wire.AttributeValues;
import org.billhook.rest.wire.ObjectInput;
import org.billhook.rest.wire.QuantityJson;

/** A production order to be created. */
@Schema(
        name = "NewProductionOrder",
        requiredProperties = {"id", "name"},
        example =
                """
                {"id": "P100", "name": "Rollers", "item": "sales-order-item/4711-20", "quantity": {"value": "4", "unit": "C62"}}""")
public record NewProductionOrderJson(
        String id,
        String name,
        @Schema(description = "Order item that it is assigned to and that bills it: kind/key") String item,
        String element,
        String superiorOrder,
        @Schema(description = "Reason why nothing that is posted on it is billed") String billingBlock,
        String orderType,
        @Schema(description = "Material that is made") String material,
        @Schema(description = "Quantity that is made") QuantityJson quantity,
        String plant,
        String description,
        @Schema(description = ObjectInput.STATUS, example = "RELEASED") String status) {

    Draft draft() {
        AttributeValues values = new AttributeValues()
                .with("item", item)
                .with("element", element)
                .with("superiorOrder", superiorOrder)
                .with("billingBlock", billingBlock)
                .with("orderType", orderType)
                .with("material", material)
                .with("quantity", quantity == null ? null : quantity.value())
                .with("unit", quantity == null ? null : quantity.unit())
                .with("plant", plant)
                .with("description", description);
        return ObjectInput.draft("id", ProductionOrder.KIND, id, name, values.set(), status);
    }
}
