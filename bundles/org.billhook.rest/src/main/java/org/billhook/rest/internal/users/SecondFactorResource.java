package org.billhook.rest.internal.users;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.SecurityContext;
import org.billhook.core.api.Roles;
import org.billhook.rest.internal.security.PasswordOnly;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.jakartars.whiteboard.propertytypes.JakartarsResource;

/** The second factor of any user, for administrators. */
@Component(service = SecondFactorResource.class)
@JakartarsResource
@Path("/users/{name}/second-factor")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Users")
@RolesAllowed(Roles.ADMINISTRATOR)
@PasswordOnly
public final class SecondFactorResource {

    private final Accounts accounts;
    private final UserSecondFactors factors;

    @Activate
    public SecondFactorResource(@Reference Accounts accounts, @Reference UserSecondFactors factors) {
        this.accounts = accounts;
        this.factors = factors;
    }

    @GET
    @Operation(
            operationId = "getSecondFactor",
            summary = "The second factor of a user",
            description = "Role: " + Roles.ADMINISTRATOR)
    public SecondFactorJson get(@PathParam("name") String name) {
        return SecondFactorJson.of(factors.of(accounts.get(name).name()));
    }

    @DELETE
    @Operation(
            operationId = "removeSecondFactor",
            summary = "Remove the second factor of a user who lost the device and the recovery codes",
            description = "Role: " + Roles.ADMINISTRATOR)
    @ApiResponse(responseCode = "204", description = "Removed; the password is enough from now on")
    public void remove(@PathParam("name") String name, @Context SecurityContext caller) {
        factors.remove(accounts.get(name).name(), caller.getUserPrincipal().getName());
    }
}
