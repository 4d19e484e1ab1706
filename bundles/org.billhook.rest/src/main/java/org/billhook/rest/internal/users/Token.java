package org.billhook.rest.internal.users;

import java.time.Instant;
import java.time.LocalDate;
import java.util.Set;

/**
 * An API token, without its secret.
 *
 * @param label what it is for, in the words of its owner
 * @param scopes roles that it has at most; what the owner lacks it lacks too
 * @param lastDay inclusive, in UTC
 */
record Token(
        String id,
        String owner,
        String label,
        Set<String> scopes,
        Instant createdAt,
        LocalDate lastDay,
        boolean revoked) {

    /** Whether it counts. */
    enum State {
        ACTIVE,
        ENDED,
        REVOKED
    }

    Token {
        scopes = Set.copyOf(scopes);
    }

    State on(LocalDate today) {
        if (revoked) {
            return State.REVOKED;
        }
        return today.isAfter(lastDay) ? State.ENDED : State.ACTIVE;
    }
}
