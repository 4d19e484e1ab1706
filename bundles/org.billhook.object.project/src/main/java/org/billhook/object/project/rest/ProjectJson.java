package org.billhook.object.project.rest;

import io.swagger.v3.oas.annotations.media.Schema;
import java.util.List;
import org.billhook.core.api.StoredObject;
import org.billhook.rest.wire.FindingJson;
import org.billhook.rest.wire.Versioned;

/**
 * A project.
 *
 * @param status its stage, for example {@code IN_EXECUTION}
 * @param startDate ISO 8601, inclusive; so is the end
 * @param version grows with each change; the ETag
 */
@Schema(
        name = "Project",
        requiredProperties = {"id", "name", "status", "category", "warnings"})
public record ProjectJson(
        String id,
        String name,
        String status,
        @Schema(description = "CUSTOMER if it is billed, INTERNAL if not") String category,
        @Schema(description = "Sold-to party; a customer project needs one") String customer,
        String organization,
        @Schema(description = "Cost center of the organization that owns it") String costCenter,
        String profitCenter,
        @Schema(description = "ISO 4217 code of the project") String currency,
        String manager,
        String startDate,
        String endDate,
        String description,
        long version,
        List<FindingJson> warnings)
        implements Versioned {

    static ProjectJson of(StoredObject object) {
        return new ProjectJson(
                object.ref().key(),
                object.name(),
                object.status(),
                object.attributes().get("category"),
                object.attributes().get("customer"),
                object.attributes().get("organization"),
                object.attributes().get("costCenter"),
                object.attributes().get("profitCenter"),
                object.attributes().get("currency"),
                object.attributes().get("manager"),
                object.attributes().get("startDate"),
                object.attributes().get("endDate"),
                object.attributes().get("description"),
                object.version(),
                FindingJson.of(object.warnings()));
    }
}
