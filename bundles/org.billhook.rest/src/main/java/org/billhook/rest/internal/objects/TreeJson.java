package org.billhook.rest.internal.objects;

import io.swagger.v3.oas.annotations.media.ArraySchema;
import io.swagger.v3.oas.annotations.media.Schema;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import org.billhook.core.api.BillingObjects.Node;
import org.billhook.rest.internal.requests.PeriodRevenueJson;

/** An object with everything beneath it. */
@Schema(
        name = "HierarchyTree",
        requiredProperties = {"object", "amounts", "total", "revenue", "totalRevenue", "children"},
        description = "An object with everything beneath it.")
public record TreeJson(
        @Schema(description = "The object itself") ObjectJson object,
        @Schema(description = "What is posted on the object itself, by measure") List<SumJson> amounts,
        @Schema(description = "The same with everything beneath") List<SumJson> total,
        @Schema(description = "Billed revenue that goes to the object itself, by month and currency")
                List<PeriodRevenueJson> revenue,
        @Schema(description = "The same with everything beneath") List<PeriodRevenueJson> totalRevenue,
        @ArraySchema(
                        arraySchema = @Schema(description = "Objects right beneath it, each with what is beneath that"),
                        schema = @Schema(ref = "#/components/schemas/HierarchyTree"))
                List<TreeJson> children) {

    /** @param nodes parents before children; the first is the head */
    static TreeJson of(List<Node> nodes) {
        Deque<TreeJson> above = new ArrayDeque<>();
        for (Node node : nodes) {
            while (above.size() > node.level()) {
                above.pop();
            }
            TreeJson tree = new TreeJson(
                    ObjectJson.of(node.object()),
                    SumJson.of(node.own()),
                    SumJson.of(node.total()),
                    PeriodRevenueJson.of(node.revenue()),
                    PeriodRevenueJson.of(node.totalRevenue()),
                    new ArrayList<>());
            if (!above.isEmpty()) {
                above.peek().children.add(tree);
            }
            above.push(tree);
        }
        return above.getLast();
    }
}
