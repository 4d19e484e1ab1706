package org.billhook.rest.internal.sources;

import io.swagger.v3.oas.annotations.media.Schema;
import java.time.LocalDate;
import java.util.List;
import org.billhook.core.api.Requests;
import org.billhook.rest.wire.FindingJson;

/** Why a source is not billed at a key date, or where it is. */
@Schema(
        name = "WhyNot",
        requiredProperties = {"source", "keyDate", "reasons", "billedOn"},
        description = "Why a source is not billed at a key date, or where it is.")
public record WhyNotJson(
        @Schema(description = "What was asked about, with what stands on it now") SourceJson source,
        @Schema(description = "Key date that was asked for") LocalDate keyDate,
        @Schema(description = "Why what is open can't be billed; empty if it can") List<FindingJson> reasons,
        @Schema(description = "Requests that bill a share of it") List<Long> billedOn) {

    static WhyNotJson of(Requests.WhyNot whyNot) {
        return new WhyNotJson(
                SourceJson.of(whyNot.source()), whyNot.keyDate(), FindingJson.of(whyNot.reasons()), whyNot.billedOn());
    }
}
