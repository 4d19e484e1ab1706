package org.billhook.rest.internal.security;

import jakarta.ws.rs.core.SecurityContext;
import java.security.Principal;

/** The user of a call, for resources and for the filters after the login. */
record LoggedIn(Login login, boolean isSecure, String scheme) implements SecurityContext {

    /** Scheme of a login with a token. */
    static final String TOKEN = "TOKEN";

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
        return scheme;
    }
}
