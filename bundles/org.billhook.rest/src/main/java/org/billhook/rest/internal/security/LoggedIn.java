package org.billhook.rest.internal.security;

import jakarta.ws.rs.core.SecurityContext;
import java.security.Principal;

/** The user of a call, for resources and for the filters after the login. */
record LoggedIn(Login login, boolean isSecure) implements SecurityContext {

    @Override
    public Principal getUserPrincipal() {
        return login::user;
    }

    @Override
    public boolean isUserInRole(String role) {
        return login.roles().contains(role);
    }

    @Override
    public String getAuthenticationScheme() {
        return BASIC_AUTH;
    }
}
