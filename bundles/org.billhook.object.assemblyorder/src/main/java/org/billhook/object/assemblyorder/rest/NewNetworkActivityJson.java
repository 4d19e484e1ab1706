package org.billhook.object.assemblyorder.rest;

import io.swagger.v3.oas.annotations.media.Schema;
import org.billhook.core.api.BillingObjects.Draft;
import org.billhook.object.assemblyorder.NetworkActivity;
import org.billhook.rest.wire.AttributeValues;
import org.billhook.rest.wire.ObjectInput;

/** An activity of a network to be created. */
@Schema(
        name = "NewNetworkActivity",
        requiredProperties = {"id", "name"},
        example =
                """
                {"id": "N100-10", "name": "Weld the frame", "network": "N100", "activityNumber": "10"}""")
public record NewNetworkActivityJson(
        String id,
        String name,
        @Schema(description = "Key of the network that it belongs to") String network,
        @Schema(description = "Number within the network, 1 to 4 digits") String activityNumber,
        String element,
        String workCenter,
        String description,
        @Schema(description = ObjectInput.STATUS, example = "RELEASED") String status) {

    Draft draft() {
        AttributeValues values = new AttributeValues()
                .with("network", network == null ? null : "network/" + network)
                .with("activityNumber", activityNumber)
                .with("element", element)
                .with("workCenter", workCenter)
                .with("description", description);
        return ObjectInput.draft("id", NetworkActivity.KIND, id, name, values.set(), status);
    }
}
