package org.billhook.rest.internal.sources;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.headers.Header;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.SecurityContext;
import jakarta.ws.rs.core.UriInfo;
import java.util.List;
import java.util.function.Function;
import org.billhook.core.api.BillhookException;
import org.billhook.core.api.LedgerCommands;
import org.billhook.core.api.Proposals;
import org.billhook.core.api.Roles;
import org.billhook.core.ledger.ActKind;
import org.billhook.core.model.Finding;
import org.billhook.rest.internal.call.Bulk;
import org.billhook.rest.internal.call.Rows;
import org.billhook.rest.wire.Caller;
import org.billhook.rest.wire.Input;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.jakartars.whiteboard.propertytypes.JakartarsResource;

/**
 * What a clerk does with open sources outside of a run, one by one or together. What gives money up is refused with who may do it,
 * where that is not the caller alone.
 */
@Component(service = CommandsResource.class)
@JakartarsResource
@Path("/sources")
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
@Tag(name = "Sources")
public final class CommandsResource {

    private static final int MOST = 1000;
    private static final String RELEASE =
            "What gives up needs a release as it is set: 403 with NEEDS_RELEASE says of whom; propose it then.";

    private final LedgerCommands ledger;

    @Activate
    public CommandsResource(@Reference LedgerCommands ledger) {
        this.ledger = ledger;
    }

    @POST
    @Bulk
    @Path("commands")
    @RolesAllowed({Roles.PROJECT_MANAGER, Roles.BILLING_CLERK, Roles.BILLING_APPROVER})
    @Operation(
            operationId = "commandSources",
            summary = "Up to 1000 commands; each is done or refused by itself",
            description =
                    "Role: project-manager, billing-clerk or billing-approver, each for its own kinds. What gives something"
                            + " up and needs a release is refused with NEEDS_RELEASE: propose it.")
    public CommandResultsJson bulk(CommandsJson bulk, @Context SecurityContext caller) {
        Input in = new Input();
        List<CommandJson> rows = in.list("commands", bulk.commands(), MOST);
        in.check();
        return CommandResultsJson.of(Rows.<CommandJson, LedgerCommands.Command, CommandResultJson>answer(
                rows,
                (row, input) -> row.read(input, ""),
                (row, findings) -> CommandResultJson.unreadable(rows.get(row).source(), findings),
                commands -> {
                    Duties.requireFor(commands, caller);
                    return ledger.apply(commands, Caller.actor(caller)).stream()
                            .<Function<Integer, CommandResultJson>>map(result -> row -> CommandResultJson.of(result))
                            .toList();
                }));
    }

    @POST
    @Path("{id}/hold")
    @RolesAllowed({Roles.PROJECT_MANAGER, Roles.BILLING_CLERK})
    @Operation(
            summary = "Hold back what is open until a day",
            description = "Role: project-manager or billing-clerk. Without an end that anybody waits for it gives up. "
                    + RELEASE)
    public CommandResultJson hold(
            @PathParam("id") long id, SingleCommandJson details, @Context SecurityContext caller) {
        return apply(ActKind.HOLD, id, details, caller);
    }

    @POST
    @Path("{id}/release")
    @RolesAllowed({Roles.PROJECT_MANAGER, Roles.BILLING_CLERK})
    @Operation(summary = "Open again what is held", description = "Role: project-manager or billing-clerk")
    public CommandResultJson release(
            @PathParam("id") long id, SingleCommandJson details, @Context SecurityContext caller) {
        return apply(ActKind.RELEASE, id, details, caller);
    }

    @POST
    @Path("{id}/transfer")
    @RolesAllowed(Roles.BILLING_CLERK)
    @Operation(
            summary = "Move what is open to another object",
            description = "Role: billing-clerk. To an object that no item bills it gives up. " + RELEASE)
    @ApiResponse(
            responseCode = "200",
            description = "Moved; Location names the source that the target got",
            headers = @Header(name = HttpHeaders.LOCATION, ref = "#/components/headers/Location"),
            content = @Content(schema = @Schema(implementation = CommandResultJson.class)))
    public Response transfer(
            @PathParam("id") long id,
            SingleCommandJson details,
            @Context SecurityContext caller,
            @Context UriInfo uri) {
        return posted(apply(ActKind.TRANSFER, id, details, caller), uri);
    }

    @POST
    @Path("{id}/revalue")
    @RolesAllowed(Roles.BILLING_CLERK)
    @Operation(
            summary = "Set what is posted, where the kind allows it",
            description = "Role: billing-clerk. Less than before gives up. " + RELEASE)
    public CommandResultJson revalue(
            @PathParam("id") long id, SingleCommandJson details, @Context SecurityContext caller) {
        return apply(ActKind.REVALUE, id, details, caller);
    }

    @POST
    @Path("{id}/reverse")
    @RolesAllowed(Roles.BILLING_CLERK)
    @Operation(summary = "Take a posting back", description = "Role: billing-clerk. It gives up. " + RELEASE)
    @ApiResponse(
            responseCode = "200",
            description = "Taken back; Location names the source that does it",
            headers = @Header(name = HttpHeaders.LOCATION, ref = "#/components/headers/Location"),
            content = @Content(schema = @Schema(implementation = CommandResultJson.class)))
    public Response reverse(
            @PathParam("id") long id,
            SingleCommandJson details,
            @Context SecurityContext caller,
            @Context UriInfo uri) {
        return posted(apply(ActKind.REVERSE, id, details, caller), uri);
    }

    @POST
    @Path("{id}/write-off")
    @RolesAllowed({Roles.BILLING_CLERK, Roles.BILLING_APPROVER})
    @Operation(summary = "Give up what is open", description = "Role: billing-clerk or billing-approver. " + RELEASE)
    public CommandResultJson writeOff(
            @PathParam("id") long id, SingleCommandJson details, @Context SecurityContext caller) {
        return apply(ActKind.WRITE_OFF, id, details, caller);
    }

    @POST
    @Path("{id}/undo-write-off")
    @RolesAllowed(Roles.BILLING_APPROVER)
    @Operation(summary = "Open again what was given up", description = "Role: billing-approver")
    public CommandResultJson undoWriteOff(
            @PathParam("id") long id, SingleCommandJson details, @Context SecurityContext caller) {
        return apply(ActKind.UNDO_WRITE_OFF, id, details, caller);
    }

    private static Response posted(CommandResultJson result, UriInfo uri) {
        return Response.ok(result)
                .location(uri.getBaseUriBuilder().path("sources/{id}").build(result.created()))
                .build();
    }

    private CommandResultJson apply(ActKind kind, long id, SingleCommandJson details, SecurityContext caller) {
        Input in = new Input();
        LedgerCommands.Command command = details.of(kind, id).read(in, "");
        in.check();
        LedgerCommands.Result result =
                ledger.apply(List.of(command), Caller.actor(caller)).get(0);
        if (result.act().isEmpty()) {
            throw new BillhookException(refusal(result), result.findings());
        }
        return CommandResultJson.of(result);
    }

    /** The id of the path is unknown, somebody else may do it, or a rule says no. */
    private static BillhookException.Type refusal(LedgerCommands.Result result) {
        for (Finding finding : result.findings()) {
            if (finding.code().equals("UNKNOWN")) {
                return BillhookException.Type.UNKNOWN;
            }
            if (finding.code().equals(Proposals.NEEDS_RELEASE)) {
                return BillhookException.Type.FORBIDDEN;
            }
        }
        return BillhookException.Type.REFUSED;
    }
}
