package org.billhook.rest.internal;

import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerRequestFilter;
import jakarta.ws.rs.container.PreMatching;
import jakarta.ws.rs.core.SecurityContext;
import java.security.Principal;
import java.util.Set;

/** Makes every call one of a user with roles that a test chooses. */
@PreMatching
public final class AsUser implements ContainerRequestFilter, SecurityContext {

    private final String name;
    private Set<String> roles;

    public AsUser(String name, String... roles) {
        this.name = name;
        this.roles = Set.of(roles);
    }

    public void roles(String... given) {
        roles = Set.of(given);
    }

    @Override
    public void filter(ContainerRequestContext call) {
        call.setSecurityContext(this);
    }

    @Override
    public Principal getUserPrincipal() {
        return () -> name;
    }

    @Override
    public boolean isUserInRole(String role) {
        return roles.contains(role);
    }

    @Override
    public boolean isSecure() {
        return false;
    }

    @Override
    public String getAuthenticationScheme() {
        return BASIC_AUTH;
    }
}
