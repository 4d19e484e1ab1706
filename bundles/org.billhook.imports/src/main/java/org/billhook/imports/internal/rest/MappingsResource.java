package org.billhook.imports.internal.rest;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.headers.Header;
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
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.EntityTag;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.SecurityContext;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import org.billhook.core.api.BillhookException;
import org.billhook.core.api.Roles;
import org.billhook.core.model.Finding;
import org.billhook.imports.internal.run.Intake;
import org.billhook.imports.internal.run.MappingCheck;
import org.billhook.imports.internal.run.Mappings;
import org.billhook.imports.internal.run.Uploads;
import org.billhook.rest.wire.Caller;
import org.billhook.rest.wire.PageJson;
import org.billhook.rest.wire.PageParams;
import org.billhook.rest.wire.Precondition;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.jakartars.whiteboard.propertytypes.JakartarsResource;

/** Mappings: what the columns of files mean. */
@Component(service = MappingsResource.class)
@JakartarsResource
@Path("/mappings")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Imports")
public final class MappingsResource {

    private static final int LONGEST = 262_144;

    private final Mappings mappings;
    private final MappingCheck check;
    private final Uploads uploads;

    @Activate
    public MappingsResource(@Reference Mappings mappings, @Reference MappingCheck check, @Reference Uploads uploads) {
        this.mappings = mappings;
        this.check = check;
        this.uploads = uploads;
    }

    @GET
    @RolesAllowed(Roles.VIEWER)
    @Operation(summary = "All mappings", description = "Role: viewer. Version 0 came with the server.")
    public PageJson<MappingJson> list(@BeanParam PageParams page) {
        return PageJson.of(mappings.list(page.request()), MappingJson::of);
    }

    @GET
    @Path("{name}")
    @RolesAllowed(Roles.VIEWER)
    @Operation(summary = "One mapping, newest version", description = "Role: viewer")
    @ApiResponse(
            responseCode = "200",
            description = "The mapping, as docs/imports.md describes it",
            headers = @Header(name = HttpHeaders.ETAG, description = "Version", schema = @Schema(type = "string")),
            content = @Content(schema = @Schema(implementation = Object.class)))
    public Response get(@PathParam("name") String name) {
        return answer(mappings.get(name), Response.Status.OK);
    }

    @PUT
    @Path("{name}")
    @Consumes(MediaType.APPLICATION_JSON)
    @RolesAllowed(Roles.INTEGRATOR)
    @Operation(
            summary = "Save a mapping",
            description = "Role: integrator. If-Match with the ETag of the version it was made on, \"0\" for one that "
                    + "came with the server; If-None-Match: * for a new one.")
    @ApiResponse(
            responseCode = "200",
            description = "Saved",
            headers = @Header(name = HttpHeaders.ETAG, description = "Version", schema = @Schema(type = "string")),
            content = @Content(schema = @Schema(implementation = Object.class)))
    @ApiResponse(
            responseCode = "201",
            description = "Saved for the first time",
            headers = @Header(name = HttpHeaders.ETAG, description = "Version", schema = @Schema(type = "string")),
            content = @Content(schema = @Schema(implementation = Object.class)))
    public Response put(
            @PathParam("name") String name,
            @RequestBody(content = @Content(mediaType = MediaType.APPLICATION_JSON)) InputStream body,
            @BeanParam Precondition on,
            @Context SecurityContext caller)
            throws IOException {
        String json = text(body);
        Mappings.Named saved = on.save(
                () -> mappings.get(name).version(),
                expected -> mappings.put(name, expected, json, Caller.actor(caller)));
        return answer(saved, saved.version() == 1 ? Response.Status.CREATED : Response.Status.OK);
    }

    @POST
    @Path("{name}/check")
    @Consumes(MediaType.MULTIPART_FORM_DATA)
    @RolesAllowed(Roles.INTEGRATOR)
    @Operation(
            summary = "Read the first rows of a sample file and post nothing",
            description =
                    "Role: integrator. Files as for an import. Field rows: how many, 1 to 1000, 100 if absent. Field "
                            + "mapping: a mapping to try instead of the saved one.")
    public CheckJson check(
            @PathParam("name") String name,
            @RequestBody(
                            content =
                                    @Content(
                                            mediaType = MediaType.MULTIPART_FORM_DATA,
                                            schema = @Schema(implementation = CheckFormJson.class)))
                    InputStream body,
            @Parameter(hidden = true) @HeaderParam(HttpHeaders.CONTENT_TYPE) String type)
            throws IOException {
        try (Intake intake = uploads.begin()) {
            UploadForm form = UploadForm.read(body, MediaType.valueOf(type), intake);
            Mappings.Named mapping = form.field("mapping")
                    .map(json -> new Mappings.Named(name, 0, json))
                    .orElseGet(() -> mappings.get(name));
            return CheckJson.of(check.check(intake, mapping, rows(form)));
        }
    }

    private static int rows(UploadForm form) {
        String rows = form.field("rows").orElse("100");
        if (!rows.matches("[1-9][0-9]{0,2}|1000")) {
            throw ImportsResource.wrong("rows", rows, "1 to 1000");
        }
        return Integer.parseInt(rows);
    }

    private static String text(InputStream body) throws IOException {
        byte[] bytes = body.readNBytes(LONGEST + 1);
        if (bytes.length > LONGEST) {
            throw new BillhookException(
                    BillhookException.Type.REFUSED,
                    Finding.error("TOO_LONG", "The mapping is longer than %d bytes".formatted(LONGEST)));
        }
        return new String(bytes, StandardCharsets.UTF_8);
    }

    private static Response answer(Mappings.Named mapping, Response.Status status) {
        return Response.status(status)
                .entity(mapping.json().getBytes(StandardCharsets.UTF_8))
                .type(MediaType.APPLICATION_JSON_TYPE)
                .tag(new EntityTag(String.valueOf(mapping.version())))
                .build();
    }
}
