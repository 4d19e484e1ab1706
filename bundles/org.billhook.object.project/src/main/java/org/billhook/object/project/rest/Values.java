package org.billhook.object.project.rest;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** Attribute values as they came: what is absent stays, an empty text takes the value away. */
final class Values {

    private final Map<String, Optional<String>> values = new LinkedHashMap<>();

    Values with(String attribute, String value) {
        if (value != null) {
            values.put(attribute, Optional.of(value).filter(text -> !text.isBlank()));
        }
        return this;
    }

    Values with(String attribute, Boolean value) {
        return with(attribute, value == null ? null : value.toString());
    }

    /** For a new object. */
    Map<String, String> set() {
        Map<String, String> set = new LinkedHashMap<>();
        values.forEach((attribute, value) -> value.ifPresent(text -> set.put(attribute, text)));
        return set;
    }

    /** For a change. */
    Map<String, Optional<String>> changed() {
        return values;
    }
}
