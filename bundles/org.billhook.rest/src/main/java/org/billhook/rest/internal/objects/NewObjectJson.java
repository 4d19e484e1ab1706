package org.billhook.rest.internal.objects;

import io.swagger.v3.oas.annotations.media.Schema;
import java.util.Map;
import org.billhook.core.api.BillingObjects.Draft;
import org.billhook.rest.wire.ObjectInput;

/** A billing object to be created. */
@Schema(
        name = "NewBillingObject",
        requiredProperties = {"name"},
        example =
                """
                {"name": "New mill", "attributes": {"category": "CUSTOMER", "customer": "ACME", "currency": "EUR"}}""")
public record NewObjectJson(
        @Schema(description = "1 to 200 characters") String name,
        @Schema(description = "Values by attribute name, in the text form of their type")
                Map<String, String> attributes,
        @Schema(description = ObjectInput.STATUS, example = "RELEASED") String status) {

    Draft draft(String kind, String key) {
        return ObjectInput.draft("key", kind, key, name, attributes == null ? Map.of() : attributes, status);
    }
}
