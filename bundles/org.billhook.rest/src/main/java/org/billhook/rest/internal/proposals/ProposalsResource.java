package org.billhook.rest.internal.proposals;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.SecurityContext;
import jakarta.ws.rs.core.UriInfo;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.billhook.core.api.BillhookException;
import org.billhook.core.api.LedgerCommands;
import org.billhook.core.api.Proposals;
import org.billhook.core.api.Proposals.Proposal;
import org.billhook.core.api.Roles;
import org.billhook.rest.internal.call.Bulk;
import org.billhook.rest.internal.sources.CommandJson;
import org.billhook.rest.internal.sources.Duties;
import org.billhook.rest.wire.Caller;
import org.billhook.rest.wire.Input;
import org.billhook.rest.wire.PageJson;
import org.billhook.rest.wire.PageParams;
import org.billhook.rest.wire.Read;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.jakartars.whiteboard.propertytypes.JakartarsResource;

/** Giving money up: one proposes, another one releases. */
@Component(service = ProposalsResource.class)
@JakartarsResource
@Path("/proposals")
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
@Tag(name = "Proposals", description = "Giving money up: one proposes, an approver who is somebody else releases")
public final class ProposalsResource {

    private static final int MOST = 1000;
    private static final int REASON = 500;

    private final Proposals proposals;

    @Activate
    public ProposalsResource(@Reference Proposals proposals) {
        this.proposals = proposals;
    }

    @GET
    @RolesAllowed(Roles.VIEWER)
    @Operation(
            operationId = "listProposals",
            summary = "Proposals, newest first",
            description = "Role: viewer. Those that wait for a release: state=OPEN.")
    public PageJson<ProposalJson> list(
            @Parameter(
                            description = "Only proposals in this state",
                            schema = @Schema(implementation = Proposals.State.class))
                    @QueryParam("state")
                    String state,
            @BeanParam PageParams page) {
        Input in = new Input();
        Optional<Proposals.State> only = in.optional("state", state, Read.oneOf(Proposals.State.class));
        in.check();
        return PageJson.of(proposals.list(only, page.request()), ProposalJson::brief);
    }

    @POST
    @Bulk
    @RolesAllowed({Roles.PROJECT_MANAGER, Roles.BILLING_CLERK, Roles.BILLING_APPROVER})
    @Operation(
            operationId = "propose",
            summary = "Propose to give something up: commands on sources, or a preview",
            description =
                    "Role: project-manager, billing-clerk or billing-approver; of commands, each for its own kinds. Commands are tried"
                            + " and then stored: nothing is done before the release.")
    @ApiResponse(
            responseCode = "201",
            description = "Proposed",
            content = @Content(schema = @Schema(implementation = ProposalJson.class)))
    public Response propose(NewProposalJson asked, @Context SecurityContext caller, @Context UriInfo uri) {
        Input in = new Input();
        if ((asked.commands() == null) == (asked.preview() == null)) {
            in.refuse("WRONG_VALUE", "commands", "Either commands or a preview must be given");
        }
        in.check();
        Proposal proposal = asked.preview() == null ? commands(asked, caller) : preview(asked, caller);
        return Response.created(uri.getBaseUriBuilder()
                        .path("proposals")
                        .path(String.valueOf(proposal.id()))
                        .build())
                .entity(ProposalJson.of(proposal))
                .build();
    }

    private Proposal commands(NewProposalJson asked, SecurityContext caller) {
        Input in = new Input();
        List<CommandJson> rows = in.list("commands", asked.commands(), MOST);
        List<LedgerCommands.Command> commands = new ArrayList<>();
        for (int i = 0; i < rows.size(); i++) {
            commands.add(rows.get(i).read(in, "commands[%d].".formatted(i)));
        }
        in.check();
        Duties.requireFor(commands, caller);
        return proposals.propose(commands, Caller.actor(caller));
    }

    private Proposal preview(NewProposalJson asked, SecurityContext caller) {
        Input in = new Input();
        String token = in.text("token", asked.token(), REASON);
        in.check();
        return proposals.propose(asked.preview(), token, Caller.actor(caller));
    }

    @GET
    @Path("{id}")
    @RolesAllowed(Roles.VIEWER)
    @Operation(operationId = "getProposal", summary = "One proposal", description = "Role: viewer")
    public ProposalJson get(@PathParam("id") long id) {
        return ProposalJson.of(proposals.find(id).orElseThrow(() -> BillhookException.unknown("proposal", id)));
    }

    @POST
    @Path("{id}/release")
    @RolesAllowed(Roles.BILLING_APPROVER)
    @Operation(
            operationId = "releaseProposal",
            summary = "Release a proposal: its commands are done, its preview can be committed",
            description =
                    "Role: billing-approver, other than who proposed it or decided something in it. Refused where a source was billed"
                            + " or changed since, or more would be given up by now.")
    public ProposalJson release(@PathParam("id") long id, @Context SecurityContext caller) {
        return ProposalJson.of(proposals.release(id, Caller.actor(caller)));
    }

    @POST
    @Path("{id}/decline")
    @RolesAllowed({Roles.PROJECT_MANAGER, Roles.BILLING_CLERK, Roles.BILLING_APPROVER})
    @Operation(
            operationId = "declineProposal",
            summary = "Decline a proposal, or withdraw one's own",
            description = "Role: billing-approver; project-manager or billing-clerk for what they proposed themselves")
    public ProposalJson decline(@PathParam("id") long id, DeclineJson decline, @Context SecurityContext caller) {
        Input in = new Input();
        String reason = in.text("reason", decline.reason(), REASON);
        in.check();
        return ProposalJson.of(proposals.decline(id, reason, Caller.actor(caller)));
    }
}
