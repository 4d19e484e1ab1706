package org.billhook.imports.internal.rest;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.parameters.RequestBody;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
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
import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;
import java.util.Optional;
import org.billhook.core.api.BillhookException;
import org.billhook.core.api.ImportJournal;
import org.billhook.core.api.ImportJournal.RowResult.Outcome;
import org.billhook.core.api.Roles;
import org.billhook.core.model.Finding;
import org.billhook.imports.internal.run.Imports;
import org.billhook.imports.internal.run.Intake;
import org.billhook.imports.internal.run.Uploads;
import org.billhook.rest.wire.Caller;
import org.billhook.rest.wire.PageJson;
import org.billhook.rest.wire.PageParams;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.jakartars.whiteboard.propertytypes.JakartarsResource;

/** Imports of files and what was done with each row. */
@Component(service = ImportsResource.class)
@JakartarsResource
@Path("/imports")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Imports", description = "Postings from CSV files, and what became of each row")
public final class ImportsResource {

    private static final int ACCEPTED = 202;

    private final Imports imports;
    private final ImportJournal journal;
    private final Uploads uploads;

    @Activate
    public ImportsResource(@Reference Imports imports, @Reference ImportJournal journal, @Reference Uploads uploads) {
        this.imports = imports;
        this.journal = journal;
        this.uploads = uploads;
    }

    @POST
    @Consumes(MediaType.MULTIPART_FORM_DATA)
    @RolesAllowed(Roles.INTEGRATOR)
    @Operation(
            operationId = "startImport",
            summary = "Import a file",
            description = "Role: integrator. Fields: mapping, and dryRun=true to post nothing. Files: file, and each "
                    + "joined file by its name in the mapping.")
    @ApiResponse(
            responseCode = "202",
            description = "Begun; Location names the job",
            content = @Content(schema = @Schema(implementation = StartedImportJson.class)))
    public Response start(
            @RequestBody(
                            content =
                                    @Content(
                                            mediaType = MediaType.MULTIPART_FORM_DATA,
                                            schema = @Schema(implementation = ImportFormJson.class)))
                    InputStream body,
            @Parameter(hidden = true) @HeaderParam(HttpHeaders.CONTENT_TYPE) String type,
            @Context SecurityContext caller,
            @Context UriInfo uri)
            throws IOException {
        try (Intake intake = uploads.begin()) {
            UploadForm form = UploadForm.read(body, MediaType.valueOf(type), intake);
            Imports.Started started =
                    imports.start(intake, form.required("mapping"), isDryRun(form), Caller.actor(caller));
            return Response.status(ACCEPTED)
                    .location(uri.getBaseUriBuilder()
                            .path("jobs/{id}")
                            .build(started.job().id()))
                    .entity(StartedImportJson.of(started))
                    .build();
        }
    }

    @GET
    @RolesAllowed(Roles.VIEWER)
    @Operation(summary = "Imports, newest first", description = "Role: viewer")
    public PageJson<ImportJson> list(@BeanParam PageParams page) {
        return PageJson.of(journal.list(page.request()), ImportJson::of);
    }

    @GET
    @Path("{id}")
    @RolesAllowed(Roles.VIEWER)
    @Operation(summary = "One import", description = "Role: viewer")
    public ImportJson get(@PathParam("id") long id) {
        return ImportJson.of(found(id));
    }

    @GET
    @Path("{id}/results")
    @RolesAllowed(Roles.VIEWER)
    @Operation(summary = "What became of each row", description = "Role: viewer")
    public PageJson<RowResultJson> results(
            @PathParam("id") long id,
            @Parameter(description = "Only rows with this outcome") @QueryParam("outcome") String outcome,
            @BeanParam PageParams page) {
        found(id);
        return PageJson.of(
                journal.results(id, Optional.ofNullable(outcome).map(ImportsResource::outcome), page.request()),
                RowResultJson::of);
    }

    private ImportJournal.Import found(long id) {
        return journal.find(id).orElseThrow(() -> BillhookException.unknown("import", id));
    }

    private static Outcome outcome(String name) {
        return Arrays.stream(Outcome.values())
                .filter(outcome -> outcome.name().equals(name))
                .findFirst()
                .orElseThrow(() -> wrong("outcome", name, Arrays.toString(Outcome.values())));
    }

    private static boolean isDryRun(UploadForm form) {
        String value = form.field("dryRun").orElse("false");
        if (!value.equals("true") && !value.equals("false")) {
            throw wrong("dryRun", value, "true, false");
        }
        return value.equals("true");
    }

    static BillhookException wrong(String field, String value, String allowed) {
        return new BillhookException(
                BillhookException.Type.UNREADABLE,
                Finding.error("WRONG_VALUE", field, "%s is '%s'; allowed is %s".formatted(field, value, allowed)));
    }
}
