package org.billhook.core.spi.fact;

import org.billhook.core.model.ObjectRef;

/**
 * One value about one object.
 *
 * @param name name within the fact source, at most 80 characters
 * @param value text form, at most 4,000 characters
 */
public record Fact(ObjectRef object, String name, String value) {

    public Fact {
        if (name.isEmpty() || name.length() > 80 || value.length() > 4000) {
            throw new IllegalArgumentException(
                    "Fact '%s' of %s: names have 1 to 80, values at most 4,000 characters".formatted(name, object));
        }
    }
}
