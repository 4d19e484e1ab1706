package org.billhook.rest.internal.records;

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
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.SecurityContext;
import java.util.Optional;
import org.billhook.core.api.BillhookException;
import org.billhook.core.api.Events;
import org.billhook.core.api.Events.Change;
import org.billhook.core.api.Page;
import org.billhook.core.api.Roles;
import org.billhook.core.model.Finding;
import org.billhook.rest.wire.Caller;
import org.billhook.rest.wire.Input;
import org.billhook.rest.wire.PageJson;
import org.billhook.rest.wire.PageParams;
import org.billhook.rest.wire.Read;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.jakartars.whiteboard.propertytypes.JakartarsResource;

/** What happened, and who changed what. */
@Component(service = RecordsResource.class)
@JakartarsResource
@Path("/")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Operation")
public final class RecordsResource {

    /** Kind of the changes that whoever exchanges plugins may see. */
    private static final String PLUGIN = "plugin";

    private final Events events;

    @Activate
    public RecordsResource(@Reference Events events) {
        this.events = events;
    }

    @GET
    @Path("events")
    @RolesAllowed({Roles.AUDITOR, Roles.INTEGRATOR})
    @Operation(
            summary = "Events after a number, in the order of their chain",
            description = "Role: auditor or integrator")
    public PageJson<EventJson> events(@BeanParam PageParams page) {
        var request = page.request();
        Input in = new Input();
        long after =
                in.optional("after", request.after().orElse(null), Read::id).orElse(0L);
        in.check();
        return PageJson.of(events.events(after, request.limit()), EventJson::of);
    }

    @GET
    @Path("events/head")
    @RolesAllowed(Roles.AUDITOR)
    @Operation(
            operationId = "getChainHead",
            summary = "The newest event of the chain, signed: to be kept elsewhere",
            description = "Role: auditor")
    public HeadJson head() {
        return HeadJson.of(events.head());
    }

    @POST
    @Path("events/head/check")
    @Consumes(MediaType.APPLICATION_JSON)
    @RolesAllowed(Roles.AUDITOR)
    @Operation(
            operationId = "checkChainHead",
            summary = "Check that a head that was taken before is still on the chain",
            description = "Role: auditor. Changes nothing.")
    @ApiResponse(
            responseCode = "200",
            description = "Checked",
            content = @Content(schema = @Schema(implementation = HeadCheckJson.class)))
    public HeadCheckJson checkHead(HeadJson given) {
        Input in = new Input();
        Events.Head head = given.head(in);
        in.check();
        return HeadCheckJson.of(events.check(head));
    }

    @GET
    @Path("changes")
    @RolesAllowed({Roles.AUDITOR, Roles.PLUGIN_ADMINISTRATOR})
    @Operation(
            summary = "All changes of fields, newest first",
            description = "Role: auditor; a plugin-administrator sees those of plugins, so of kind 'plugin'")
    public PageJson<ChangeJson> changes(
            @Parameter(
                            description =
                                    "What the changed thing is: a kind of object, 'plugin', 'user' or 'price'. Default: all, for a plugin-administrator 'plugin'",
                            example = "plugin")
                    @QueryParam("kind")
                    String kind,
            @Parameter(
                            description =
                                    "The one thing whose changes are wanted, by kind and key or number; not with kind",
                            example = "price/17")
                    @QueryParam("subject")
                    String subject,
            @BeanParam PageParams page,
            @Context SecurityContext caller) {
        Optional<String> wanted = given(kind);
        Optional<String> one = given(subject);
        if (wanted.isPresent() && one.isPresent()) {
            throw new BillhookException(
                    BillhookException.Type.REFUSED,
                    Finding.error("BOTH", "subject", "Changes are of a kind or of one subject: give one of them"));
        }
        if (!caller.isUserInRole(Roles.AUDITOR)) {
            wanted = wanted.or(() -> Optional.of(PLUGIN));
            if (one.isPresent() || !wanted.get().equals(PLUGIN)) {
                Caller.require(caller, Roles.AUDITOR);
            }
        }
        Page.Request request = page.request();
        Page<Change> changes = one.isPresent()
                ? events.changesOf(one.get(), request)
                : wanted.isPresent() ? events.changes(wanted.get(), request) : events.changes(request);
        return PageJson.of(changes, ChangeJson::of);
    }

    private static Optional<String> given(String parameter) {
        return Optional.ofNullable(parameter).map(String::strip).filter(text -> !text.isEmpty());
    }
}
