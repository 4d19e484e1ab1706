package org.billhook.core.spi.object;

import java.util.Objects;
import java.util.Optional;
import java.util.Set;

/**
 * One attribute of a kind. Values are kept as text: {@code DATE} and {@code DECIMAL} in ISO 8601 and plain notation,
 * {@code BOOLEAN} as true or false, {@code REFERENCE} as kind/key.
 *
 * @param name lower camel case, as in the JSON of the API
 * @param required whether an object without it is refused
 * @param searchable whether lists can be filtered by it
 * @param changeable whether it can be changed after creation
 * @param lockedOnceBilled whether it is closed for good once something of the object was billed; no field check opens it
 * @param values what a {@code CHOICE} may be; empty for other types
 * @param target kind that a {@code REFERENCE} must name; empty for any
 * @param description one sentence for people, with unit where it has one
 */
public record Attribute(
        String name,
        Type type,
        boolean required,
        boolean searchable,
        boolean changeable,
        boolean lockedOnceBilled,
        Set<String> values,
        Optional<String> target,
        String description) {

    /** Types of attributes. */
    public enum Type {
        TEXT,
        DECIMAL,
        DATE,
        BOOLEAN,
        CHOICE,
        REFERENCE
    }

    public Attribute {
        if (!name.matches("[a-z][A-Za-z0-9]{0,39}")) {
            throw new IllegalArgumentException("Attribute name '%s' is not lower camel case".formatted(name));
        }
        Objects.requireNonNull(type, "type");
        values = Set.copyOf(values);
        if ((type == Type.CHOICE) == values.isEmpty()) {
            throw new IllegalArgumentException("Attribute %s: only a CHOICE has values".formatted(name));
        }
    }

    /** An optional, changeable attribute that is neither searchable nor ever locked. */
    public static Attribute of(String name, Type type, String description) {
        return new Attribute(name, type, false, false, true, false, Set.of(), Optional.empty(), description);
    }

    /** An optional choice. */
    public static Attribute choice(String name, Set<String> values, String description) {
        return new Attribute(name, Type.CHOICE, false, false, true, false, values, Optional.empty(), description);
    }

    /** An optional reference to an object of one kind. */
    public static Attribute reference(String name, String target, String description) {
        return new Attribute(
                name, Type.REFERENCE, false, false, true, false, Set.of(), Optional.of(target), description);
    }

    public Attribute mandatory() {
        return new Attribute(name, type, true, searchable, changeable, lockedOnceBilled, values, target, description);
    }

    /** Lists can be filtered by it. */
    public Attribute indexed() {
        return new Attribute(name, type, required, true, changeable, lockedOnceBilled, values, target, description);
    }

    /** Never changes after creation. */
    public Attribute fixed() {
        return new Attribute(name, type, required, searchable, false, lockedOnceBilled, values, target, description);
    }

    public Attribute locked() {
        return new Attribute(name, type, required, searchable, changeable, true, values, target, description);
    }
}
