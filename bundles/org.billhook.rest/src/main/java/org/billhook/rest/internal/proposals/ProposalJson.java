package org.billhook.rest.internal.proposals;

import io.swagger.v3.oas.annotations.media.Schema;
import java.time.Instant;
import java.util.List;
import org.billhook.core.api.Proposals;
import org.billhook.rest.internal.sources.CommandJson;

/** Something that was proposed to be given up. */
@Schema(
        name = "Proposal",
        requiredProperties = {"state", "stake", "proposedBy", "proposedAt"},
        description = "Something that was proposed to be given up, and who decided on it.")
public record ProposalJson(
        @Schema(description = "Id in paths") long id,
        @Schema(
                        description =
                                "RELEASED: commands were done, a preview can be committed. DECLINED: by an approver, or withdrawn by who"
                                        + " proposed it",
                        implementation = Proposals.State.class)
                String state,
        @Schema(description = "Id of the preview; absent for commands") Long preview,
        @Schema(description = "What is done when it is released; absent for a preview, and in lists")
                List<CommandJson> commands,
        @Schema(description = "What it gives up, as it was when it was proposed") StakeJson stake,
        @Schema(description = "Who proposed it, and may not release it") String proposedBy,
        Instant proposedAt,
        @Schema(description = "Who released or declined it; absent while it is open") String decidedBy,
        Instant decidedAt,
        @Schema(description = "Why it was declined") String reason) {

    static ProposalJson of(Proposals.Proposal proposal) {
        List<CommandJson> commands =
                proposal.commands().stream().map(CommandJson::of).toList();
        return of(proposal, commands.isEmpty() ? null : commands);
    }

    /** Without its commands. */
    static ProposalJson brief(Proposals.Proposal proposal) {
        return of(proposal, null);
    }

    private static ProposalJson of(Proposals.Proposal proposal, List<CommandJson> commands) {
        return new ProposalJson(
                proposal.id(),
                proposal.state().name(),
                proposal.preview().orElse(null),
                commands,
                StakeJson.of(proposal.stake()),
                proposal.proposedBy(),
                proposal.proposedAt(),
                proposal.decidedBy().orElse(null),
                proposal.decidedAt().orElse(null),
                proposal.reason().orElse(null));
    }
}
