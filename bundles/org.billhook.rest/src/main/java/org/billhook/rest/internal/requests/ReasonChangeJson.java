package org.billhook.rest.internal.requests;

import io.swagger.v3.oas.annotations.media.Schema;
import java.util.List;

/** Another reason for what was rejected. */
@Schema(
        name = "ReasonChange",
        requiredProperties = {"code", "note"},
        example = """
                {"code": "VN", "note": "The customer was promised", "lines": [1]}""")
public record ReasonChangeJson(
        @Schema(description = "Code of a reason: see /rejection-reasons") String code,
        @Schema(description = "1 to 500 characters; stands in the ledger") String note,
        @Schema(description = "Positions. Absent: all that is rejected of the request. An empty list is refused")
                List<Integer> lines) {}
