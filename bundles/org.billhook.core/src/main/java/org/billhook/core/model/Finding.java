package org.billhook.core.model;

import java.util.Objects;
import java.util.Optional;

/**
 * One thing that was found wrong, or worth knowing: a value, not an exception, so that several can be told at once.
 *
 * @param code stable upper-case code for programs, for example {@code NO_PRICE}
 * @param field path of the field or thing meant, empty where it is the whole
 * @param rule id of the rule in the specification, for example {@code J-86}; empty where none
 * @param message what is wrong, the value, what is allowed; a full sentence for people
 */
public record Finding(Severity severity, String code, Optional<String> field, Optional<String> rule, String message) {

    public Finding {
        Objects.requireNonNull(severity, "severity");
        Objects.requireNonNull(code, "code");
        Objects.requireNonNull(field, "field");
        Objects.requireNonNull(rule, "rule");
        Objects.requireNonNull(message, "message");
    }

    public static Finding error(String code, String message) {
        return new Finding(Severity.ERROR, code, Optional.empty(), Optional.empty(), message);
    }

    public static Finding error(String code, String field, String message) {
        return new Finding(Severity.ERROR, code, Optional.of(field), Optional.empty(), message);
    }

    public static Finding warning(String code, String message) {
        return new Finding(Severity.WARNING, code, Optional.empty(), Optional.empty(), message);
    }

    public Finding withRule(String id) {
        return new Finding(severity, code, field, Optional.of(id), message);
    }

    public Finding withField(String path) {
        return new Finding(severity, code, Optional.of(path), rule, message);
    }

    public boolean isError() {
        return severity == Severity.ERROR;
    }
}
