package org.billhook.rest.wire;

import jakarta.ws.rs.ForbiddenException;
import jakarta.ws.rs.core.SecurityContext;
import java.util.stream.Collectors;
import org.billhook.core.api.Actor;
import org.billhook.core.api.Roles;

/** The user of a call. */
public final class Caller {

    private Caller() {}

    /** Who is logged in; there always is someone where a resource is called. */
    public static Actor actor(SecurityContext caller) {
        return new Actor(
                caller.getUserPrincipal().getName(),
                Roles.ALL.stream().filter(caller::isUserInRole).collect(Collectors.toSet()));
    }

    /** @throws ForbiddenException if the user lacks the role, where it depends on what is asked for */
    public static void require(SecurityContext caller, String role) {
        if (!caller.isUserInRole(role)) {
            throw new ForbiddenException("This needs the role " + role);
        }
    }
}
