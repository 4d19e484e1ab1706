package org.billhook.object.assemblyorder.rest;

import io.swagger.v3.oas.annotations.media.Schema;
import org.billhook.core.api.BillingObjects.Change;
import org.billhook.rest.wire.AttributeValues;
import org.billhook.rest.wire.ObjectInput;
import org.billhook.rest.wire.QuantityJson;

/** Changes of a production order: what is absent stays, an empty text takes the value away. */
@Schema(name = "ProductionOrderChange", example = """
                {"description": "As agreed"}""")
public record ProductionOrderChangeJson(
        String name,
        String status,
        String element,
        String superiorOrder,
        @Schema(description = "Reason why nothing that is posted on it is billed") String billingBlock,
        String orderType,
        @Schema(description = "Material that is made") String material,
        @Schema(description = "Quantity that is made") QuantityJson quantity,
        String plant,
        String description) {

    Change change() {
        return ObjectInput.change(
                name,
                status,
                new AttributeValues()
                        .with("element", element)
                        .with("superiorOrder", superiorOrder)
                        .with("billingBlock", billingBlock)
                        .with("orderType", orderType)
                        .with("material", material)
                        .with("quantity", quantity == null ? null : quantity.value())
                        .with("unit", quantity == null ? null : quantity.unit())
                        .with("plant", plant)
                        .with("description", description)
                        .changed());
    }
}
