package org.billhook.rest.internal.objects;

import io.swagger.v3.oas.annotations.media.Schema;
import java.util.ArrayList;
import java.util.List;
import org.billhook.core.api.BillingObjects.Step;
import org.billhook.rest.wire.Input;

/** Changes of objects that are done together or not at all. */
@Schema(
        name = "BillingObjectSteps",
        requiredProperties = {"steps"},
        example =
                """
                {"steps": [
                  {"create": {"object": "project/MILL", "name": "New mill",
                              "attributes": {"category": "CUSTOMER", "customer": "ACME", "currency": "EUR"}}},
                  {"create": {"object": "wbs-element/MILL.0", "name": "Engineering",
                              "attributes": {"project": "project/MILL", "billingElement": "true"}, "status": "REL"}}]}""")
public record StepsJson(
        @Schema(description = "1 to 1000, done in their order; a later one sees what an earlier one did")
                List<StepJson> steps) {

    private static final int MOST = 1000;

    List<Step> read() {
        Input in = new Input();
        List<StepJson> given = in.list("steps", steps, MOST);
        List<Step> read = new ArrayList<>(given.size());
        for (int i = 0; i < given.size(); i++) {
            read.add(given.get(i).read(in, "steps[%d]".formatted(i)));
        }
        in.check();
        return read;
    }
}
