package org.billhook.rest.internal.users;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.annotation.security.PermitAll;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.SecurityContext;
import jakarta.ws.rs.core.UriInfo;
import java.time.LocalDate;
import java.util.List;
import java.util.Set;
import org.billhook.core.api.BillhookException;
import org.billhook.core.api.Roles;
import org.billhook.rest.internal.call.Idempotency;
import org.billhook.rest.internal.security.PasswordOnly;
import org.billhook.rest.wire.Input;
import org.billhook.rest.wire.PageJson;
import org.billhook.rest.wire.Read;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.jakartars.whiteboard.propertytypes.JakartarsResource;

/** API tokens: for programs, in place of a password. */
@Component(service = TokensResource.class)
@JakartarsResource
@Path("/tokens")
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
@Tag(name = "Tokens", description = "Logins for programs: some of a user's roles, up to a day")
@PasswordOnly
public final class TokensResource {

    private static final int LONGEST_LABEL = 80;

    private final Tokens tokens;

    @Activate
    public TokensResource(@Reference Tokens tokens) {
        this.tokens = tokens;
    }

    @GET
    @PermitAll
    @Operation(
            summary = "The caller's tokens, those that ended and were revoked too; an administrator sees all",
            description = "Any user")
    public PageJson<TokenJson> list(@Context SecurityContext caller) {
        String user = caller.getUserPrincipal().getName();
        List<Token> seen = caller.isUserInRole(Roles.ADMINISTRATOR) ? tokens.all() : tokens.of(user);
        LocalDate today = tokens.today();
        return PageJson.whole(
                seen.stream().map(token -> TokenJson.of(token, today)).toList());
    }

    @GET
    @Path("{id}")
    @PermitAll
    @Operation(summary = "One token", description = "Its owner, or an administrator")
    public TokenJson get(@PathParam("id") String id, @Context SecurityContext caller) {
        return TokenJson.of(seen(id, caller), tokens.today());
    }

    @POST
    @PermitAll
    @Operation(
            summary = "Make a token for the caller",
            description =
                    "Any user, logged in with the password. The secret is in the answer and nowhere else, so this call"
                            + " takes no Idempotency-Key: if no answer came, revoke the token and make another one.")
    @ApiResponse(
            responseCode = "201",
            description = "Made; keep the token, it is not shown again",
            content = @Content(schema = @Schema(implementation = TokenJson.class)))
    public Response create(
            NewTokenJson given,
            @Parameter(hidden = true) @HeaderParam(Idempotency.HEADER) String key,
            @Context SecurityContext caller,
            @Context UriInfo uri) {
        Input in = new Input();
        if (key != null) {
            in.refuse(
                    "NOT_REPEATABLE",
                    Idempotency.HEADER,
                    "%s is not possible here: the answer would be kept, with the secret".formatted(Idempotency.HEADER));
        }
        String label = in.text("label", given.label(), LONGEST_LABEL);
        Set<String> scopes = UserInput.roles(in, "scopes", given.scopes());
        LocalDate lastDay = in.required("lastDay", given.lastDay(), Read::date);
        in.check();
        Tokens.Created created = tokens.create(caller.getUserPrincipal().getName(), label, scopes, lastDay);
        return Response.created(uri.getAbsolutePathBuilder()
                        .path("{id}")
                        .build(created.token().id()))
                .entity(TokenJson.of(
                        created.token(), tokens.today(), created.text().text()))
                .build();
    }

    @DELETE
    @Path("{id}")
    @PermitAll
    @Operation(
            operationId = "revokeToken",
            summary = "Revoke a token at once and for good",
            description = "Its owner, or an administrator; logged in with the password")
    @ApiResponse(responseCode = "204", description = "Revoked; it stays in the list")
    public void revoke(@PathParam("id") String id, @Context SecurityContext caller) {
        tokens.revoke(seen(id, caller).id(), caller.getUserPrincipal().getName());
    }

    /** Whether there is a token of another user is nobody's business. */
    private Token seen(String id, SecurityContext caller) {
        String user = caller.getUserPrincipal().getName();
        return tokens.find(id)
                .filter(token -> token.owner().equals(user) || caller.isUserInRole(Roles.ADMINISTRATOR))
                .orElseThrow(() -> BillhookException.unknown("token", id));
    }
}
