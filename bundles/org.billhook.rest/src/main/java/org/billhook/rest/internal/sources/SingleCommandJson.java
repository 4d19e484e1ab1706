package org.billhook.rest.internal.sources;

import io.swagger.v3.oas.annotations.media.Schema;
import org.billhook.core.ledger.ActKind;

/** What a command needs where path and id tell the rest. */
@Schema(
        name = "SourceCommandDetails",
        requiredProperties = {"reason"},
        example =
                """
                {"portion": {"share": {"value": "1.5", "unit": "HUR"}}, "reason": "Agreed with the customer"}""")
public record SingleCommandJson(
        @Schema(description = "How much; all of it unless told. For revalue what is posted from now on")
                PortionJson portion,
        @Schema(format = "date", description = "For hold: first day it can be billed again") String until,
        @Schema(description = "For transfer: object to post it on", example = "wbs-element/PC3") String target,
        @Schema(description = "1 to 200 characters") String reason) {

    CommandJson of(ActKind kind, long source) {
        return new CommandJson(kind.name(), source, portion, until, target, reason);
    }
}
