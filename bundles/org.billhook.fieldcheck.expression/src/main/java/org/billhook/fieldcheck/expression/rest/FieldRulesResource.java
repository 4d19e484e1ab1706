package org.billhook.fieldcheck.expression.rest;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.EntityTag;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.SecurityContext;
import org.billhook.core.api.BillingObjects;
import org.billhook.core.api.Roles;
import org.billhook.rest.wire.Caller;
import org.billhook.rest.wire.PageJson;
import org.billhook.rest.wire.PageParams;
import org.billhook.rest.wire.Precondition;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.jakartars.whiteboard.propertytypes.JakartarsResource;

/** Rules on fields under {@code /field-rules}. */
@Component(service = FieldRulesResource.class)
@JakartarsResource
@Path("/field-rules")
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
@Tag(name = "Field rules", description = "Conditions under which fields are open, mandatory, closed or hidden")
public final class FieldRulesResource {

    private final FieldRules rules;
    private final BillingObjects objects;

    @Activate
    public FieldRulesResource(@Reference FieldRules rules, @Reference BillingObjects objects) {
        this.rules = rules;
        this.objects = objects;
    }

    @GET
    @RolesAllowed(Roles.VIEWER)
    @Operation(summary = "All rules on fields, by name, newest version of each", description = "Role: viewer")
    public PageJson<FieldRuleJson> list(@BeanParam PageParams page) {
        return PageJson.of(rules.list(page.request()), FieldRuleJson::of);
    }

    @GET
    @Path("{name}")
    @RolesAllowed(Roles.VIEWER)
    @Operation(summary = "One rule, newest version", description = "Role: viewer")
    @ApiResponse(
            responseCode = "200",
            description = "The rule",
            content = @Content(schema = @Schema(implementation = FieldRuleJson.class)))
    public Response get(@PathParam("name") String name) {
        return answer(Response.Status.OK, rules.get(name));
    }

    @PUT
    @Path("{name}")
    @RolesAllowed(Roles.PLUGIN_ADMINISTRATOR)
    @Operation(
            summary = "Save a rule; it counts at once",
            description = "Role: plugin-administrator. If-Match with the ETag of the version it was made on; "
                    + "If-None-Match: * for a new one. Checked against the kinds that are installed. A rule is never "
                    + "deleted: with active false it is kept and not asked.")
    @ApiResponse(
            responseCode = "200",
            description = "Saved",
            content = @Content(schema = @Schema(implementation = FieldRuleJson.class)))
    @ApiResponse(
            responseCode = "201",
            description = "Saved for the first time",
            content = @Content(schema = @Schema(implementation = FieldRuleJson.class)))
    public Response put(
            @PathParam("name") String name,
            FieldRuleInput rule,
            @BeanParam Precondition on,
            @Context SecurityContext caller) {
        FieldRule read = rule.read(objects.kinds());
        FieldRules.Saved saved = on.save(
                () -> rules.get(name).version(), expected -> rules.put(name, expected, read, Caller.actor(caller)));
        return answer(saved.version() == 1 ? Response.Status.CREATED : Response.Status.OK, saved);
    }

    private static Response answer(Response.Status status, FieldRules.Saved saved) {
        return Response.status(status)
                .entity(FieldRuleJson.of(saved))
                .tag(new EntityTag(String.valueOf(saved.version())))
                .build();
    }
}
