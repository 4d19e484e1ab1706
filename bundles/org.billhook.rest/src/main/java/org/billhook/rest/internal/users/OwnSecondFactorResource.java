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
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.SecurityContext;
import jakarta.ws.rs.core.UriInfo;
import org.billhook.core.api.BillhookException;
import org.billhook.core.model.Finding;
import org.billhook.rest.internal.call.Idempotency;
import org.billhook.rest.internal.security.ClientAddresses;
import org.billhook.rest.internal.security.Logins;
import org.billhook.rest.internal.security.PasswordOnly;
import org.billhook.rest.internal.security.TooManyLogins;
import org.billhook.rest.wire.Input;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.jakartars.whiteboard.propertytypes.JakartarsResource;

/** The caller's own second factor. */
@Component(service = OwnSecondFactorResource.class)
@JakartarsResource
@Path("/users/me/second-factor")
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
@Tag(name = "Users")
@PermitAll
@PasswordOnly
public final class OwnSecondFactorResource {

    private static final int LONGEST_PASSWORD = 1_000;
    private static final int LONGEST_CODE = 20;

    private final UserSecondFactors factors;
    private final Logins logins;
    private final ClientAddresses addresses;

    @Activate
    public OwnSecondFactorResource(
            @Reference UserSecondFactors factors, @Reference Logins logins, @Reference ClientAddresses addresses) {
        this.factors = factors;
        this.logins = logins;
        this.addresses = addresses;
    }

    @GET
    @Operation(operationId = "getOwnSecondFactor", summary = "The caller's second factor", description = "Any user")
    public SecondFactorJson get(@Context SecurityContext caller) {
        return SecondFactorJson.of(factors.of(name(caller)));
    }

    @POST
    @Operation(
            operationId = "setUpOwnSecondFactor",
            summary = "Set up a second factor: a new secret, for which no code is asked before it is confirmed",
            description =
                    "Any user, logged in with the password. The secret is in the answer and nowhere else, so this call takes no"
                            + " Idempotency-Key: if no answer came, send it again, the secret of before counts no more.")
    @ApiResponse(
            responseCode = "201",
            description = "Made; give the secret to the device, and confirm it with the code that it shows",
            content = @Content(schema = @Schema(implementation = SecretJson.class)))
    public Response setUp(
            NewSecondFactorJson given,
            @Parameter(hidden = true) @HeaderParam(Idempotency.HEADER) String key,
            @Context SecurityContext caller,
            @Context HttpHeaders headers,
            @Context UriInfo uri) {
        Input in = new Input();
        refuseKey(in, key);
        String current = in.text("current", given.current(), LONGEST_PASSWORD);
        in.check();
        Logins.Outcome outcome = logins.login(name(caller), current, addresses.of(headers::getHeaderString));
        if (outcome instanceof Logins.MustWait wait) {
            return TooManyLogins.answer(wait.time());
        }
        if (outcome instanceof Logins.Refused) {
            throw new BillhookException(
                    BillhookException.Type.REFUSED,
                    Finding.error("WRONG_PASSWORD", "current", "The current password is wrong"));
        }
        return Response.created(uri.getAbsolutePath())
                .entity(SecretJson.of(name(caller), factors.begin(name(caller))))
                .build();
    }

    @POST
    @Path("confirm")
    @Operation(
            operationId = "confirmOwnSecondFactor",
            summary = "Confirm the second factor with a code: from now on each login with the password needs one",
            description =
                    "Any user, logged in with the password. The recovery codes are in the answer and nowhere else, so this call takes"
                            + " no Idempotency-Key. Sessions of the shell that are open end.")
    public RecoveryCodesJson confirm(
            FirstCodeJson given,
            @Parameter(hidden = true) @HeaderParam(Idempotency.HEADER) String key,
            @Context SecurityContext caller) {
        Input in = new Input();
        refuseKey(in, key);
        String code = in.text("code", given.code(), LONGEST_CODE);
        in.check();
        return new RecoveryCodesJson(factors.confirm(name(caller), code));
    }

    @DELETE
    @Operation(
            operationId = "removeOwnSecondFactor",
            summary = "Remove the caller's second factor",
            description = "Any user, logged in with the password, and with a code if the second factor is active")
    @ApiResponse(responseCode = "204", description = "Removed; the password is enough from now on")
    public void remove(@Context SecurityContext caller) {
        factors.remove(name(caller), name(caller));
    }

    private static void refuseKey(Input in, String key) {
        if (key != null) {
            in.refuse(
                    "NOT_REPEATABLE",
                    Idempotency.HEADER,
                    "%s is not possible here: the answer would be kept, with the secret".formatted(Idempotency.HEADER));
        }
    }

    private static String name(SecurityContext caller) {
        return caller.getUserPrincipal().getName();
    }
}
