package org.billhook.rest.internal.records;

import io.swagger.v3.oas.annotations.media.Schema;
import java.util.List;
import org.billhook.core.model.Finding;
import org.billhook.rest.wire.FindingJson;

/** Whether a head that was taken before is still on the chain. */
@Schema(
        name = "ChainHeadCheck",
        requiredProperties = {"ok", "findings"},
        description = "Whether a head that was taken before is still on the chain.")
public record HeadCheckJson(
        @Schema(description = "Whether it was signed by this server and is on the chain") boolean ok,
        @Schema(description = "Why it is not") List<FindingJson> findings) {

    static HeadCheckJson of(List<Finding> findings) {
        return new HeadCheckJson(findings.isEmpty(), FindingJson.of(findings));
    }
}
