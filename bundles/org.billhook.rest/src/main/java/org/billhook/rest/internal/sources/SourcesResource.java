package org.billhook.rest.internal.sources;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.headers.Header;
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
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.SecurityContext;
import jakarta.ws.rs.core.UriInfo;
import java.time.LocalDate;
import java.util.List;
import java.util.function.Function;
import org.billhook.core.api.BillhookException;
import org.billhook.core.api.LedgerCommands;
import org.billhook.core.api.Requests;
import org.billhook.core.api.Roles;
import org.billhook.core.api.Sources;
import org.billhook.core.spi.source.SourceDraft;
import org.billhook.rest.internal.call.Bulk;
import org.billhook.rest.internal.call.Rows;
import org.billhook.rest.internal.requests.FlowJson;
import org.billhook.rest.wire.Caller;
import org.billhook.rest.wire.Input;
import org.billhook.rest.wire.PageJson;
import org.billhook.rest.wire.PageParams;
import org.billhook.rest.wire.Read;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.jakartars.whiteboard.propertytypes.JakartarsResource;

/** Postings, and the reasons that they are billed or not. */
@Component(service = SourcesResource.class)
@JakartarsResource
@Path("/sources")
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
@Tag(
        name = "Sources",
        description =
                "Postings: what is open, held, billed, written off; why one is not billed; what a clerk does with them")
public final class SourcesResource {

    private static final int MOST_ROWS = 1000;
    private static final String API = "api";

    private final Sources sources;
    private final LedgerCommands ledger;
    private final Requests requests;

    @Activate
    public SourcesResource(@Reference Sources sources, @Reference LedgerCommands ledger, @Reference Requests requests) {
        this.sources = sources;
        this.ledger = ledger;
        this.requests = requests;
    }

    @GET
    @RolesAllowed(Roles.VIEWER)
    @Operation(summary = "Sources by service date", description = "Role: viewer")
    public PageJson<SourceJson> list(@BeanParam SourceFilter filter, @BeanParam PageParams page) {
        return PageJson.of(sources.list(filter.query(), page.request()), SourceJson::of);
    }

    @POST
    @RolesAllowed(Roles.INTEGRATOR)
    @Operation(
            operationId = "postSource",
            summary = "Post one source; the same external id with the same content again does nothing",
            description = "Role: integrator")
    @ApiResponse(
            responseCode = "201",
            description = "Posted",
            content = @Content(schema = @Schema(implementation = PostedJson.class)))
    @ApiResponse(
            responseCode = "200",
            description = "Was posted before",
            headers = @Header(name = HttpHeaders.LOCATION, ref = "#/components/headers/Location"),
            content = @Content(schema = @Schema(implementation = PostedJson.class)))
    public Response post(
            SourceDraftJson json,
            @Parameter(description = "Name of the sender; 'api' unless told") @QueryParam("origin") String origin,
            @Context SecurityContext caller,
            @Context UriInfo uri) {
        Input in = new Input();
        SourceDraft draft = json.read(in);
        String from = origin(in, origin);
        in.check();
        Sources.Result result =
                sources.post(from, List.of(draft), Caller.actor(caller)).get(0);
        if (result.outcome() == Sources.Outcome.REFUSED) {
            throw new BillhookException(BillhookException.Type.REFUSED, result.findings());
        }
        return Response.status(result.outcome() == Sources.Outcome.POSTED ? 201 : 200)
                .location(uri.getAbsolutePathBuilder()
                        .path(String.valueOf(result.id().orElseThrow()))
                        .build())
                .entity(PostedJson.of(0, result))
                .build();
    }

    @POST
    @Bulk
    @Path("bulk")
    @RolesAllowed(Roles.INTEGRATOR)
    @Operation(
            operationId = "postSources",
            summary = "Post up to 1000 sources; each is taken or refused by itself",
            description = "Role: integrator")
    public BulkResultJson postBulk(BulkJson bulk, @Context SecurityContext caller) {
        Input in = new Input();
        List<SourceDraftJson> rows = in.list("items", bulk.items(), MOST_ROWS);
        String from = origin(in, bulk.origin());
        in.check();
        return BulkResultJson.of(Rows.<SourceDraftJson, SourceDraft, PostedJson>answer(
                rows,
                SourceDraftJson::read,
                PostedJson::unreadable,
                drafts -> sources.post(from, drafts, Caller.actor(caller)).stream()
                        .<Function<Integer, PostedJson>>map(result -> row -> PostedJson.of(row, result))
                        .toList()));
    }

    @GET
    @Path("{id}")
    @RolesAllowed(Roles.VIEWER)
    @Operation(summary = "One source with what stands on it", description = "Role: viewer")
    public SourceJson get(@PathParam("id") long id) {
        return SourceJson.of(sources.find(id).orElseThrow(() -> BillhookException.unknown("source", id)));
    }

    @GET
    @Path("{id}/entries")
    @RolesAllowed(Roles.VIEWER)
    @Operation(summary = "All acts on a source, in their order", description = "Role: viewer")
    public PageJson<EntryJson> entries(@PathParam("id") long id) {
        get(id);
        return PageJson.whole(ledger.entries(id).stream().map(EntryJson::of).toList());
    }

    @GET
    @Path("{id}/document-flow")
    @RolesAllowed(Roles.VIEWER)
    @Operation(
            summary = "The lines of requests that a source went into, and what became of them",
            description = "Role: viewer")
    public PageJson<FlowJson> flow(@PathParam("id") long id) {
        return PageJson.whole(FlowJson.of(requests.flowOfSource(id)));
    }

    @GET
    @Path("{id}/why-not")
    @RolesAllowed(Roles.VIEWER)
    @Operation(summary = "Why a source is not billed at a key date, or where it is", description = "Role: viewer")
    public WhyNotJson whyNot(
            @PathParam("id") long id,
            @Parameter(
                            description = "Last day that would be billed, inclusive",
                            required = true,
                            schema = @Schema(type = "string", format = "date"))
                    @QueryParam("keyDate")
                    String keyDate) {
        Input in = new Input();
        LocalDate day = in.required("keyDate", keyDate, Read::date);
        in.check();
        return WhyNotJson.of(requests.whyNot(id, day));
    }

    private static String origin(Input in, String origin) {
        return in.optional("origin", origin, text -> Read.text(text, 80 - API.length() - 1))
                .filter(name -> !name.equals(API))
                .map(name -> API + "/" + name)
                .orElse(API);
    }
}
