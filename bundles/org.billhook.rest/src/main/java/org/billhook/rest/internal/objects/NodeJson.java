package org.billhook.rest.internal.objects;

import io.swagger.v3.oas.annotations.media.Schema;
import java.util.List;
import org.billhook.core.api.BillingObjects.Node;
import org.billhook.rest.internal.requests.PeriodRevenueJson;

/** An object in the list of a hierarchy. */
@Schema(
        name = "HierarchyRow",
        requiredProperties = {"object", "amounts", "revenue"},
        description = "An object of a hierarchy, with what is posted on it alone.")
public record NodeJson(
        @Schema(description = "Steps below the head of the root, which has 0") int level,
        @Schema(description = "The object itself") ObjectJson object,
        @Schema(description = "What is posted on the object itself, by measure") List<SumJson> amounts,
        @Schema(description = "Billed revenue that goes to the object itself, by month and currency")
                List<PeriodRevenueJson> revenue) {

    static NodeJson of(Node node) {
        return new NodeJson(
                node.level(),
                ObjectJson.of(node.object()),
                SumJson.of(node.own()),
                PeriodRevenueJson.of(node.revenue()));
    }
}
