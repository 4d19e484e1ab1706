package org.billhook.rest.wire;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

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
