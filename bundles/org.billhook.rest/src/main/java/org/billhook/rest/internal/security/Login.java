package org.billhook.rest.internal.security;

import java.util.Set;

/**
 * A user whose password was right.
 *
 * @param roles effective ones
 * @param mustChangePassword whether nothing else is allowed before
 */
public record Login(String user, Set<String> roles, boolean mustChangePassword) {

    public Login {
        roles = Set.copyOf(roles);
    }
}
