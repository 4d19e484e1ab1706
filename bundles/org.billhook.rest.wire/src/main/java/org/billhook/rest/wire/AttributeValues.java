package org.billhook.rest.wire;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.billhook.core.api.BillhookException;

/**
 * Values of attributes of a billing object, as they came in the fields of a JSON body: what is absent (null) stays as it
 * is, an empty text takes the value away. Not for several threads.
 */
public final class AttributeValues {

    private final Map<String, Optional<String>> values = new LinkedHashMap<>();

    /** @param value null if the field was absent */
    public AttributeValues with(String attribute, String value) {
        if (value != null) {
            values.put(attribute, Optional.of(value).filter(text -> !text.isBlank()));
        }
        return this;
    }

    /** @param value null if the field was absent */
    public AttributeValues with(String attribute, Boolean value) {
        return with(attribute, value == null ? null : value.toString());
    }

    /**
     * Attributes that other bundles add to the kind.
     *
     * @param added null if the field was absent
     * @throws BillhookException UNREADABLE if one has no value at all, or is given as a field too
     */
    public AttributeValues with(Map<String, String> added) {
        if (added == null) {
            return this;
        }
        Input in = new Input();
        added.forEach((attribute, value) -> {
            String field = "attributes." + attribute;
            if (value == null) {
                in.refuse("MISSING", field, "%s has no value; an empty text takes one away".formatted(field));
            } else if (values.containsKey(attribute)) {
                in.refuse("TWICE", field, "%s is given as the field %s as well".formatted(field, attribute));
            }
        });
        in.check();
        added.forEach(this::with);
        return this;
    }

    /** Those that have a value, for a new object. */
    public Map<String, String> set() {
        Map<String, String> set = new LinkedHashMap<>();
        values.forEach((attribute, value) -> value.ifPresent(text -> set.put(attribute, text)));
        return set;
    }

    /** Those that were given, for a change: without a value those to be taken away. */
    public Map<String, Optional<String>> changed() {
        return new LinkedHashMap<>(values);
    }
}
