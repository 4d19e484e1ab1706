package org.billhook.rest.internal.security;

import java.util.Set;

/**
 * A user who is let in.
 *
 * @param roles effective ones
 * @param mustChangePassword whether nothing else is allowed before
 * @param mustSetUp whether nothing else is allowed before a second factor was set up
 */
public record Login(String user, Set<String> roles, boolean mustChangePassword, boolean mustSetUp) {

    public Login {
        roles = Set.copyOf(roles);
    }
}
