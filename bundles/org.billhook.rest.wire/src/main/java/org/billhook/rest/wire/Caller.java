package org.billhook.rest.wire;

import jakarta.ws.rs.ForbiddenException;
import jakarta.ws.rs.core.SecurityContext;
import org.billhook.core.api.Actor;

/** The user of a call. */
public final class Caller {

    private Caller() {}

    /** Who is logged in; there always is someone where a resource is called. */
    public static Actor actor(SecurityContext caller) {
        return new Actor(caller.getUserPrincipal().getName());
    }

    /** @throws ForbiddenException if the user lacks the role, where it depends on what is asked for */
    public static void require(SecurityContext caller, String role) {
        if (!caller.isUserInRole(role)) {
            throw new ForbiddenException("This needs the role " + role);
        }
    }
}
