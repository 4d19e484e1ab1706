package org.billhook.object.assemblyorder.rest;

import io.swagger.v3.oas.annotations.media.Schema;
import org.billhook.core.api.BillingObjects.Draft;
import org.billhook.object.assemblyorder.Network;
import org.billhook.rest.wire.AttributeValues;
import org.billhook.rest.wire.ObjectInput;

/** A network to be created. */
@Schema(
        name = "NewNetwork",
        requiredProperties = {"id", "name"},
        example =
                """
                {"id": "N100", "name": "Assembly of the mill", "element": "wbs-element/MILL.1", "status": "RELEASED"}""")
public record NewNetworkJson(
        String id,
        String name,
        @Schema(description = "Order item that it is assigned to and that bills it: kind/key") String item,
        String element,
        String superiorOrder,
        @Schema(description = "Reason why nothing that is posted on it is billed") String billingBlock,
        @Schema(description = "Network profile, in your own words") String profile,
        String plant,
        String responsible,
        String description,
        @Schema(description = ObjectInput.STATUS, example = "RELEASED") String status) {

    Draft draft() {
        AttributeValues values = new AttributeValues()
                .with("item", item)
                .with("element", element)
                .with("superiorOrder", superiorOrder)
                .with("billingBlock", billingBlock)
                .with("profile", profile)
                .with("plant", plant)
                .with("responsible", responsible)
                .with("description", description);
        return ObjectInput.draft("id", Network.KIND, id, name, values.set(), status);
    }
}
