package org.billhook.core.api;

import java.util.Collections;
import java.util.List;
import java.util.Set;
import org.billhook.core.model.Finding;

/**
 * Who acts, for the change log and the acts of the ledger, and what he may do where that depends on what is asked for.
 *
 * @param name login name, or {@code system} for what the server does by itself
 * @param roles effective ones, see {@link Roles#effective}
 */
public record Actor(String name, Set<String> roles) {

    public static final Actor SYSTEM = new Actor("system");

    public Actor {
        if (name.isBlank() || name.length() > 80) {
            throw new IllegalArgumentException("Name of an actor must have 1 to 80 characters: '%s'".formatted(name));
        }
        roles = Set.copyOf(roles);
    }

    /** One without a role: may do what is allowed to everybody who gets here. */
    public Actor(String name) {
        this(name, Set.of());
    }

    /** @throws BillhookException FORBIDDEN if the actor has none of the roles, which it names */
    public void requireOneOf(List<String> needed) {
        if (Collections.disjoint(roles, needed)) {
            throw new BillhookException(
                    BillhookException.Type.FORBIDDEN,
                    Finding.error("FORBIDDEN", "This needs the role " + String.join(" or ", needed)));
        }
    }
}
