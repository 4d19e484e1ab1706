package org.billhook.core.api;

/**
 * Who acts, for the change log and the acts of the ledger.
 *
 * @param name login name, or {@code system} for what the server does by itself
 */
public record Actor(String name) {

    public static final Actor SYSTEM = new Actor("system");

    public Actor {
        if (name.isBlank() || name.length() > 80) {
            throw new IllegalArgumentException("Name of an actor must have 1 to 80 characters: '%s'".formatted(name));
        }
    }
}
