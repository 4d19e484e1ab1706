package org.billhook.object.project.rest;

import io.swagger.v3.oas.annotations.media.Schema;
import java.util.Optional;
import org.billhook.core.api.BillingObjects.Change;

/** Changes of a project: what is absent stays, an empty text takes the value away. */
@Schema(name = "ProjectChange", example = """
                {"status": "CONTRACT_PREPARATION"}""")
public record ProjectChangeJson(
        String name,
        String status,
        String profitCenter,
        String currency,
        String manager,
        String startDate,
        String endDate,
        String description) {

    Change change() {
        return new Change(
                Optional.ofNullable(name),
                Optional.ofNullable(status),
                new Values()
                        .with("profitCenter", profitCenter)
                        .with("currency", currency)
                        .with("manager", manager)
                        .with("startDate", startDate)
                        .with("endDate", endDate)
                        .with("description", description)
                        .changed());
    }
}
