package org.billhook.rest.internal.objects;

import io.swagger.v3.oas.annotations.media.Schema;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.billhook.core.api.BillingObjects.Change;
import org.billhook.rest.wire.ObjectInput;

/** A change of a billing object; what is absent stays. */
@Schema(name = "BillingObjectChange", example = """
                {"status": "RELEASED"}""")
public record ObjectChangeJson(
        String name,
        String status,
        @Schema(description = "New values by attribute name; null takes a value away") Map<String, String> attributes,
        @Schema(description = ObjectInput.CONFIRM) Boolean confirm) {

    Change change() {
        Map<String, Optional<String>> values = new LinkedHashMap<>();
        if (attributes != null) {
            attributes.forEach((attribute, value) -> values.put(attribute, Optional.ofNullable(value)));
        }
        return ObjectInput.change(name, status, values, confirm);
    }
}
