package org.billhook.rest.internal.problem;

import java.time.LocalDate;
import java.time.temporal.Temporal;
import java.util.Arrays;
import java.util.Collection;
import java.util.Map;
import java.util.stream.Collectors;

/** What a field takes, in words of JSON. */
final class Allowed {

    private static final Map<Class<?>, String> WORDS = Map.of(
            String.class, "a text in quotes",
            boolean.class, "true or false",
            Boolean.class, "true or false",
            int.class, "a whole number",
            Integer.class, "a whole number",
            long.class, "a whole number",
            Long.class, "a whole number",
            LocalDate.class, "a date like 2026-02-28");

    private Allowed() {}

    static String of(Class<?> type) {
        if (type == null) {
            return "of the right type";
        }
        if (type.isEnum()) {
            return Arrays.stream(type.getEnumConstants())
                    .map(String::valueOf)
                    .collect(Collectors.joining(", ", "one of ", ""));
        }
        if (WORDS.containsKey(type)) {
            return WORDS.get(type);
        }
        if (Number.class.isAssignableFrom(type)) {
            return "a number";
        }
        if (Temporal.class.isAssignableFrom(type)) {
            return "a point in time like 2026-02-28T10:15:30Z";
        }
        return Collection.class.isAssignableFrom(type) || type.isArray() ? "a list" : "an object";
    }
}
