package org.billhook.object.assemblyorder.rest;

import io.swagger.v3.oas.annotations.media.Schema;
import org.billhook.core.api.BillingObjects.Change;
import org.billhook.rest.wire.AttributeValues;
import org.billhook.rest.wire.ObjectInput;

/** Changes of a network: what is absent stays, an empty text takes the value away. */
@Schema(name = "NetworkChange", example = """
                {"description": "As agreed"}""")
public record NetworkChangeJson(
        String name,
        String status,
        String element,
        String superiorOrder,
        @Schema(description = "Reason why nothing that is posted on it is billed") String billingBlock,
        @Schema(description = "Network profile, in your own words") String profile,
        String plant,
        String responsible,
        String description) {

    Change change() {
        return ObjectInput.change(
                name,
                status,
                new AttributeValues()
                        .with("element", element)
                        .with("superiorOrder", superiorOrder)
                        .with("billingBlock", billingBlock)
                        .with("profile", profile)
                        .with("plant", plant)
                        .with("responsible", responsible)
                        .with("description", description)
                        .changed());
    }
}
