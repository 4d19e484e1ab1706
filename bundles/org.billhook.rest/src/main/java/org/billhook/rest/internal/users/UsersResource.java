package org.billhook.rest.internal.users;

import io.swagger.v3.oas.annotations.OpenAPIDefinition;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.enums.SecuritySchemeIn;
import io.swagger.v3.oas.annotations.enums.SecuritySchemeType;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.security.SecurityRequirement;
import io.swagger.v3.oas.annotations.security.SecurityScheme;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.annotation.security.PermitAll;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.SecurityContext;
import jakarta.ws.rs.core.UriInfo;
import java.util.Set;
import org.billhook.core.api.BillhookException;
import org.billhook.core.api.Roles;
import org.billhook.core.model.Finding;
import org.billhook.rest.internal.security.ClientAddresses;
import org.billhook.rest.internal.security.LoginFilter;
import org.billhook.rest.internal.security.Logins;
import org.billhook.rest.internal.security.PasswordOnly;
import org.billhook.rest.internal.security.TooManyLogins;
import org.billhook.rest.wire.Input;
import org.billhook.rest.wire.PageJson;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferenceCardinality;
import org.osgi.service.component.annotations.ReferencePolicy;
import org.osgi.service.component.annotations.ReferencePolicyOption;
import org.osgi.service.jakartars.whiteboard.propertytypes.JakartarsResource;

/** Users of the server, and the caller's own password. */
@Component(service = UsersResource.class)
@JakartarsResource
@Path("/users")
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
@Tag(name = "Users", description = "Who may call, and in which roles")
@PasswordOnly
@OpenAPIDefinition(security = {@SecurityRequirement(name = "basic"), @SecurityRequirement(name = "token")})
@SecurityScheme(
        name = "basic",
        type = SecuritySchemeType.HTTP,
        scheme = "basic",
        description = "Name and password of a user of this server")
@SecurityScheme(
        name = "code",
        type = SecuritySchemeType.APIKEY,
        in = SecuritySchemeIn.HEADER,
        paramName = LoginFilter.CODE,
        description =
                "Code of the second factor, or a recovery code, with the name and password of a user who has one: each counts"
                        + " once. Without it the answer is 401 with the code SECOND_FACTOR_REQUIRED")
@SecurityScheme(
        name = "token",
        type = SecuritySchemeType.HTTP,
        scheme = "bearer",
        description = "API token of a user: see POST /tokens")
public final class UsersResource {

    private final Accounts accounts;
    private final Logins logins;
    private final ClientAddresses addresses;
    private final FirstAdministrator first;
    private final UserSecondFactors secondFactors;

    @Reference(
            cardinality = ReferenceCardinality.OPTIONAL,
            policy = ReferencePolicy.DYNAMIC,
            policyOption = ReferencePolicyOption.GREEDY)
    private volatile Tokens tokens;

    @Activate
    public UsersResource(
            @Reference Accounts accounts,
            @Reference Logins logins,
            @Reference ClientAddresses addresses,
            @Reference FirstAdministrator first,
            @Reference UserSecondFactors secondFactors) {
        this.accounts = accounts;
        this.logins = logins;
        this.addresses = addresses;
        this.first = first;
        this.secondFactors = secondFactors;
    }

    @GET
    @RolesAllowed(Roles.ADMINISTRATOR)
    @Operation(summary = "All users", description = "Role: " + Roles.ADMINISTRATOR)
    public PageJson<UserJson> list() {
        return new PageJson<>(accounts.list().stream().map(UserJson::of).toList(), null);
    }

    @GET
    @Path("me")
    @PermitAll
    @Operation(operationId = "getOwnUser", summary = "The caller", description = "Any user")
    public UserJson me(@Context SecurityContext caller) {
        return UserJson.of(accounts.get(caller.getUserPrincipal().getName()));
    }

    @POST
    @Path("me/password")
    @PermitAll
    @Operation(
            operationId = "changeOwnPassword",
            summary = "Change the caller's own password",
            description = "Any user")
    @ApiResponse(responseCode = "204", description = "Changed; the old one counts no more")
    public Response changePassword(PasswordJson change, @Context SecurityContext caller, @Context HttpHeaders headers) {
        String name = caller.getUserPrincipal().getName();
        Input in = new Input();
        Passwords.check(in, "password", change.password(), name);
        String current = in.text("current", change.current(), 1000);
        in.check();
        Logins.Outcome outcome = logins.login(name, current, addresses.of(headers::getHeaderString));
        if (outcome instanceof Logins.MustWait wait) {
            return TooManyLogins.answer(wait.time());
        }
        if (outcome instanceof Logins.Refused || change.password().equals(current)) {
            throw new BillhookException(
                    BillhookException.Type.REFUSED,
                    Finding.error(
                            "WRONG_PASSWORD", "current", "The current password is wrong, or the new one is the same"));
        }
        accounts.setPassword(name, change.password(), false, name);
        first.passwordChanged(name);
        return Response.noContent().build();
    }

    @GET
    @Path("{name}")
    @RolesAllowed(Roles.ADMINISTRATOR)
    @Operation(summary = "One user", description = "Role: " + Roles.ADMINISTRATOR)
    public UserJson get(@PathParam("name") String name) {
        return UserJson.of(accounts.get(name));
    }

    @POST
    @RolesAllowed(Roles.ADMINISTRATOR)
    @Operation(summary = "Create a user", description = "Role: " + Roles.ADMINISTRATOR)
    @ApiResponse(
            responseCode = "201",
            description = "Created",
            content = @Content(schema = @Schema(implementation = UserJson.class)))
    public Response create(NewUserJson user, @Context SecurityContext caller, @Context UriInfo uri) {
        Input in = new Input();
        String name = UserInput.name(in, user.name());
        Passwords.check(in, "password", user.password(), name);
        Set<String> roles = UserInput.roles(in, user.roles());
        in.check();
        Tokens before = tokens;
        if (before == null) {
            throw new BillhookException(
                    BillhookException.Type.UNAVAILABLE,
                    Finding.error("UNAVAILABLE", "The store of tokens is not there now"));
        }
        String actor = caller.getUserPrincipal().getName();
        Account created = accounts.create(name, user.password(), roles, Boolean.TRUE.equals(user.shell()), actor);
        before.revokeAll(name, actor);
        secondFactors.forget(name, actor);
        return Response.created(uri.getAbsolutePathBuilder().path("{name}").build(name))
                .entity(UserJson.of(created))
                .build();
    }

    @PUT
    @Path("{name}/roles")
    @RolesAllowed(Roles.ADMINISTRATOR)
    @Operation(
            summary = "Set the roles of a user; lets one in again who was disabled",
            description = "Role: " + Roles.ADMINISTRATOR)
    public UserJson setRoles(@PathParam("name") String name, RolesJson given, @Context SecurityContext caller) {
        Input in = new Input();
        Set<String> roles = UserInput.roles(in, given.roles());
        in.check();
        return UserJson.of(accounts.setRoles(
                name,
                roles,
                Boolean.TRUE.equals(given.shell()),
                caller.getUserPrincipal().getName()));
    }

    @POST
    @Path("{name}/password")
    @RolesAllowed(Roles.ADMINISTRATOR)
    @Operation(
            operationId = "setUserPassword",
            summary = "Give a user a new first password, to be changed at the next login",
            description = "Role: " + Roles.ADMINISTRATOR)
    @ApiResponse(responseCode = "204", description = "Set")
    public void setPassword(@PathParam("name") String name, NewPasswordJson given, @Context SecurityContext caller) {
        Input in = new Input();
        Passwords.check(in, "password", given.password(), name);
        in.check();
        accounts.setPassword(
                name, given.password(), true, caller.getUserPrincipal().getName());
    }

    @POST
    @Path("{name}/disable")
    @RolesAllowed(Roles.ADMINISTRATOR)
    @Operation(summary = "Refuse every login of a user from now on", description = "Role: " + Roles.ADMINISTRATOR)
    public UserJson disable(@PathParam("name") String name, @Context SecurityContext caller) {
        return UserJson.of(accounts.disable(name, caller.getUserPrincipal().getName()));
    }
}
