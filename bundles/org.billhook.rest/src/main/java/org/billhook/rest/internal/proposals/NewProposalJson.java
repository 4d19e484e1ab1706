package org.billhook.rest.internal.proposals;

import io.swagger.v3.oas.annotations.media.Schema;
import java.util.List;
import org.billhook.rest.internal.sources.CommandJson;

/** What is proposed. */
@Schema(
        name = "NewProposal",
        description = "Either commands on sources, or a preview with its token.",
        example =
                """
                {"commands": [{"kind": "WRITE_OFF", "source": 1, "reason": "Agreed with the customer"}]}""")
public record NewProposalJson(
        @Schema(description = "1 to 1000; done together when they are released, or none of them")
                List<CommandJson> commands,
        @Schema(description = "Id of a preview that gives something up") Long preview,
        @Schema(description = "Token of the preview") String token) {}
