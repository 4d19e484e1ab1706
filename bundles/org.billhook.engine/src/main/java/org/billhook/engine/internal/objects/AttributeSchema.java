package org.billhook.engine.internal.objects;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.UnaryOperator;
import org.billhook.core.model.Finding;
import org.billhook.core.model.ObjectRef;
import org.billhook.core.spi.object.Attribute;
import org.billhook.core.spi.object.Attribute.Type;
import org.billhook.core.spi.object.Receivers;
import org.billhook.engine.internal.registry.Vacancy;

/** Checks the values of attributes against what their kind declares; one finding per field. Pure. */
final class AttributeSchema {

    private static final int LONGEST = 2000;
    /** Of an object, whether its kind knows them or not. */
    private static final int MOST = 500;

    private static final int LONGEST_SEARCHABLE = 500;

    private final String kind;
    private final List<Vacancy> away;
    private final Map<String, Attribute> attributes = new LinkedHashMap<>();

    /** @param away who may know what is none of the attributes */
    AttributeSchema(String kind, List<Attribute> attributes, List<Vacancy> away) {
        this.kind = kind;
        this.away = away;
        attributes.forEach(attribute -> this.attributes.put(attribute.name(), attribute));
    }

    /**
     * What is wrong with the values.
     *
     * @param before values that stood before; one that did not change is not judged again, since a new version of the kind may
     *     be stricter
     * @param missing gives those of the objects that do not exist
     */
    List<Finding> check(
            Map<String, String> values, Map<String, String> before, UnaryOperator<Collection<ObjectRef>> missing) {
        if (values.size() > MOST) {
            return List.of(Finding.error(
                    "TOO_MANY", "attributes", "%d attributes, %d are allowed".formatted(values.size(), MOST)));
        }
        List<Finding> findings = new ArrayList<>();
        Map<ObjectRef, String> named = new LinkedHashMap<>();
        values.forEach((name, value) -> {
            if (!Objects.equals(before.get(name), value)) {
                Optional<Finding> finding = check(name, value);
                finding.ifPresent(findings::add);
                if (finding.isEmpty()) {
                    named(attributes.get(name).type(), value).forEach(ref -> named.put(ref, name));
                }
            }
        });
        before.keySet().stream()
                .filter(name -> !values.containsKey(name) && !attributes.containsKey(name))
                .forEach(name -> ownerAway(name).ifPresent(findings::add));
        if (!named.isEmpty()) {
            missing.apply(named.keySet())
                    .forEach(ref -> findings.add(
                            Finding.error("UNKNOWN_OBJECT", named.get(ref), "There is no %s".formatted(ref))));
        }
        for (Attribute attribute : attributes.values()) {
            if (attribute.required() && !values.containsKey(attribute.name())) {
                findings.add(Finding.error(
                        "REQUIRED",
                        attribute.name(),
                        "'%s' is required: %s".formatted(attribute.name(), attribute.description())));
            }
        }
        return findings;
    }

    private static List<ObjectRef> named(Type type, String value) {
        return switch (type) {
            case REFERENCE -> List.of(ObjectRef.parse(value));
            case RECEIVERS -> Receivers.parse(value).refs();
            default -> List.of();
        };
    }

    /** Objects that reference attributes name, by attribute; what can't be read is left out. */
    Map<String, ObjectRef> references(Map<String, String> values) {
        Map<String, ObjectRef> references = new LinkedHashMap<>();
        values.forEach((name, value) -> {
            Attribute attribute = attributes.get(name);
            if (attribute != null
                    && attribute.type() == Type.REFERENCE
                    && attribute.refusal(value).isEmpty()) {
                references.put(name, ObjectRef.parse(value));
            }
        });
        return references;
    }

    boolean hasReceivers() {
        return attributes.values().stream().anyMatch(attribute -> attribute.type() == Type.RECEIVERS);
    }

    /** Objects that the values name as receivers; what can't be read is left out. */
    Set<ObjectRef> receivers(Map<String, String> values) {
        Set<ObjectRef> receivers = new HashSet<>();
        attributes.forEach((name, attribute) -> {
            String value = values.get(name);
            if (value != null
                    && attribute.type() == Type.RECEIVERS
                    && attribute.refusal(value).isEmpty()) {
                receivers.addAll(Receivers.parse(value).refs());
            }
        });
        return receivers;
    }

    /** Values that lists can be filtered by. */
    Map<String, String> searchable(Map<String, String> values) {
        Map<String, String> searchable = new LinkedHashMap<>();
        values.forEach((name, value) -> {
            if (attributes.containsKey(name) && attributes.get(name).searchable()) {
                searchable.put(name, value);
            }
        });
        return searchable;
    }

    private Optional<Finding> check(String name, String value) {
        Attribute attribute = attributes.get(name);
        if (attribute == null) {
            return ownerAway(name)
                    .or(() -> Optional.of(Finding.error(
                            "UNKNOWN_ATTRIBUTE",
                            name,
                            "Kind '%s' has no attribute '%s'; it has %s".formatted(kind, name, attributes.keySet()))));
        }
        int longest = attribute.searchable() ? LONGEST_SEARCHABLE : LONGEST;
        if (value.length() > longest) {
            return invalid(name, "'%s' has %d characters, %d are allowed".formatted(name, value.length(), longest));
        }
        return attribute.refusal(value);
    }

    /** What nobody knows is neither set nor taken away while who knows it may come back (law 4). */
    private Optional<Finding> ownerAway(String name) {
        return away.stream().findFirst().map(vacancy -> vacancy.finding().withField(name));
    }

    private static Optional<Finding> invalid(String name, String message) {
        return Optional.of(Finding.error("INVALID_VALUE", name, message));
    }
}
