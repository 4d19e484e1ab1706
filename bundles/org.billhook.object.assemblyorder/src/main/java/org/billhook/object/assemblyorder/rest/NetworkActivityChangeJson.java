package org.billhook.object.assemblyorder.rest;

import io.swagger.v3.oas.annotations.media.Schema;
import org.billhook.core.api.BillingObjects.Change;
import org.billhook.rest.wire.AttributeValues;
import org.billhook.rest.wire.ObjectInput;

/** Changes of an activity of a network: what is absent stays, an empty text takes the value away. */
@Schema(name = "NetworkActivityChange", example = """
                {"description": "As agreed"}""")
public record NetworkActivityChangeJson(
        String name, String status, String element, String workCenter, String description) {

    Change change() {
        return ObjectInput.change(
                name,
                status,
                new AttributeValues()
                        .with("element", element)
                        .with("workCenter", workCenter)
                        .with("description", description)
                        .changed());
    }
}
