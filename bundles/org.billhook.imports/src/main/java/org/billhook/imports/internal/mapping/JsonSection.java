package org.billhook.imports.internal.mapping;

import com.fasterxml.jackson.databind.JsonNode;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.billhook.core.model.Finding;
import org.billhook.core.model.ObjectRef;

/** One object of a JSON text, read property by property; every finding names the path. */
final class JsonSection {

    private final String path;
    private final JsonNode node;
    private final List<Finding> findings;
    private final Set<String> read = new LinkedHashSet<>();

    JsonSection(String path, JsonNode node, List<Finding> findings) {
        this.path = path;
        this.node = node;
        this.findings = findings;
        if (!node.isObject()) {
            findings.add(Finding.error(
                    "WRONG_TYPE",
                    path,
                    "%s must be an object in braces".formatted(path.isEmpty() ? "A mapping" : path)));
        }
    }

    String path(String name) {
        return path.isEmpty() ? name : path + "." + name;
    }

    void error(String code, String name, String message) {
        findings.add(Finding.error(code, path(name), message));
    }

    boolean has(String name) {
        return node.hasNonNull(name);
    }

    Optional<String> text(String name) {
        return value(name).flatMap(value -> textOf(value, path(name)));
    }

    /** Empty, with a finding, where it is missing. */
    Optional<String> requiredText(String name) {
        if (!has(name)) {
            missing(name);
        }
        return text(name).filter(text -> {
            if (text.isBlank()) {
                error("MISSING", name, "%s must not be empty".formatted(path(name)));
            }
            return !text.isBlank();
        });
    }

    Optional<Template> template(String name) {
        return text(name).flatMap(text -> parse(name, text));
    }

    /** Empty, with a finding, where it is missing. */
    Optional<Template> requiredTemplate(String name) {
        return requiredText(name).flatMap(text -> parse(name, text));
    }

    /** The same with a place for a number. */
    Optional<Template> requiredCountedTemplate(String name) {
        return requiredText(name).flatMap(text -> parse(name, text, Template::parseCounted));
    }

    private interface Parser {
        Template parse(String text) throws Template.BadTemplate;
    }

    private Optional<Template> parse(String name, String text) {
        return parse(name, text, Template::parse);
    }

    private Optional<Template> parse(String name, String text, Parser parser) {
        try {
            return Optional.of(parser.parse(text));
        } catch (Template.BadTemplate e) {
            error("BAD_TEMPLATE", name, "%s: %s".formatted(path(name), e.getMessage()));
            return Optional.empty();
        }
    }

    /** Id of a kind; empty text, with a finding, where it is missing or none. */
    String id(String name) {
        Optional<String> id = requiredText(name);
        try {
            id.ifPresent(text -> new ObjectRef(text, "x"));
            return id.orElse("");
        } catch (IllegalArgumentException e) {
            error("BAD_NAME", name, e.getMessage());
            return "";
        }
    }

    /** One of the values, by its name; empty, with a finding, for another one. */
    <T> Optional<T> choice(String name, Map<String, T> values) {
        return text(name).flatMap(text -> {
            if (!values.containsKey(text)) {
                error(
                        "WRONG_VALUE",
                        name,
                        "%s is '%s'; allowed is %s"
                                .formatted(path(name), text, String.join(", ", new TreeSet<>(values.keySet()))));
            }
            return Optional.ofNullable(values.get(text));
        });
    }

    Optional<Boolean> flag(String name) {
        return value(name).flatMap(value -> {
            if (!value.isBoolean()) {
                error("WRONG_TYPE", name, "%s is %s; it must be true or false".formatted(path(name), value));
                return Optional.empty();
            }
            return Optional.of(value.booleanValue());
        });
    }

    /** A whole number within bounds, both inclusive. */
    Optional<Integer> number(String name, int least, int most) {
        return value(name).flatMap(value -> {
            if (!value.isInt() || value.intValue() < least || value.intValue() > most) {
                error(
                        "WRONG_TYPE",
                        name,
                        "%s is %s; it must be a whole number from %d to %d".formatted(path(name), value, least, most));
                return Optional.empty();
            }
            return Optional.of(value.intValue());
        });
    }

    Optional<BigDecimal> decimal(String name) {
        return text(name).flatMap(text -> {
            if (!text.matches("-?\\d{1,12}(\\.\\d{1,9})?")) {
                error(
                        "WRONG_TYPE",
                        name,
                        "%s is '%s'; it must be a decimal such as \"0.25\"".formatted(path(name), text));
                return Optional.empty();
            }
            return Optional.of(new BigDecimal(text));
        });
    }

    /** A single text counts as a list of one. */
    List<String> texts(String name) {
        List<String> texts = new ArrayList<>();
        value(name).ifPresent(value -> {
            if (!value.isArray()) {
                textOf(value, path(name)).ifPresent(texts::add);
            }
            for (int i = 0; value.isArray() && i < value.size(); i++) {
                textOf(value.get(i), path(name) + "[" + i + "]").ifPresent(texts::add);
            }
        });
        return texts;
    }

    Map<String, String> textByName(String name) {
        Map<String, String> texts = new LinkedHashMap<>();
        section(name).ifPresent(section -> section.names()
                .forEach(key -> section.text(key).ifPresent(text -> texts.put(key, text))));
        return texts;
    }

    Optional<JsonSection> section(String name) {
        return value(name).map(value -> new JsonSection(path(name), value, findings));
    }

    Optional<JsonSection> requiredSection(String name) {
        if (!has(name)) {
            missing(name);
        }
        return section(name);
    }

    List<JsonSection> sections(String name) {
        List<JsonSection> sections = new ArrayList<>();
        value(name).ifPresent(value -> {
            if (!value.isArray()) {
                error("WRONG_TYPE", name, "%s must be a list in brackets".formatted(path(name)));
            }
            for (int i = 0; value.isArray() && i < value.size(); i++) {
                sections.add(new JsonSection(path(name) + "[" + i + "]", value.get(i), findings));
            }
        });
        return sections;
    }

    List<String> names() {
        List<String> names = new ArrayList<>();
        node.fieldNames().forEachRemaining(names::add);
        return names;
    }

    /** To be called last: what nobody asked for is unknown. */
    void refuseOthers() {
        for (String name : names()) {
            if (!read.contains(name)) {
                error("UNKNOWN_PROPERTY", name, "%s is not known; allowed is %s".formatted(path(name), read));
            }
        }
    }

    private Optional<JsonNode> value(String name) {
        read.add(name);
        return Optional.ofNullable(node.get(name)).filter(value -> !value.isNull());
    }

    private void missing(String name) {
        read.add(name);
        error("MISSING", name, "%s is missing".formatted(path(name)));
    }

    private Optional<String> textOf(JsonNode value, String where) {
        if (!value.isTextual()) {
            findings.add(Finding.error(
                    "WRONG_TYPE", where, "%s is %s; it must be a text in quotes".formatted(where, value)));
            return Optional.empty();
        }
        return Optional.of(value.textValue());
    }
}
