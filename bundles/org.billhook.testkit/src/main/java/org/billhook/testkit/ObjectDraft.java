package org.billhook.testkit;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.billhook.core.api.StoredObject;
import org.billhook.core.model.Finding;
import org.billhook.core.model.ObjectRef;
import org.billhook.core.spi.object.Attribute;
import org.billhook.core.spi.object.BillingObjectType;

/** An object as it would stand after a change, before its kind has looked at it. */
record ObjectDraft(ObjectRef ref, String name, String status, Map<String, String> attributes) {

    ObjectDraft {
        attributes = Map.copyOf(attributes);
    }

    /**
     * What schema and life cycle find wrong.
     *
     * @param known references of the objects that exist
     */
    List<Finding> fits(BillingObjectType type, Optional<StoredObject> before, Set<String> known) {
        List<Finding> findings = new ArrayList<>();
        Map<String, Attribute> schema =
                type.attributes().stream().collect(Collectors.toMap(Attribute::name, attribute -> attribute));
        attributes.keySet().stream()
                .filter(name -> !schema.containsKey(name))
                .forEach(name -> findings.add(Finding.error("UNKNOWN_FIELD", name, "There is no field " + name)));
        for (Attribute attribute : schema.values()) {
            String value = attributes.get(attribute.name());
            if (attribute.required() && value == null) {
                findings.add(Finding.error("MISSING", attribute.name(), attribute.name() + " is missing"));
            }
            if (value != null) {
                attribute.refusal(value).ifPresent(findings::add);
                if (attribute.type() == Attribute.Type.REFERENCE && !known.contains(value)) {
                    findings.add(Finding.error("UNKNOWN_OBJECT", attribute.name(), "There is no " + value));
                }
            }
            boolean changed = before.isPresent()
                    && !Objects.equals(value, before.get().attributes().get(attribute.name()));
            if (changed && !attribute.changeable()) {
                findings.add(Finding.error("FIXED", attribute.name(), attribute.name() + " can't be changed"));
            }
        }
        before.flatMap(object -> type.lifeCycle().refusal(object.status(), status))
                .ifPresent(findings::add);
        return findings;
    }

    /** This draft with what it names among the objects, and what names it. */
    SampleContext inContext(BillingObjectType type, Optional<StoredObject> before, Collection<StoredObject> others) {
        SampleObject after = SampleObject.of(ref.toString())
                .in(
                        status,
                        Optional.ofNullable(type.lifeCycle().phases().get(status))
                                .orElseThrow());
        SampleContext context = before.map(object -> SampleContext.changing(sample(object), with(after)))
                .orElseGet(() -> SampleContext.creating(with(after)));
        for (StoredObject other : others) {
            if (other.ref().equals(ref)) {
                continue;
            }
            for (Map.Entry<String, String> attribute : attributes.entrySet()) {
                if (attribute.getValue().equals(other.ref().toString())) {
                    context = context.naming(attribute.getKey(), sample(other));
                } else if (attribute.getValue().contains("/")
                        && attribute.getValue().equals(other.attributes().get(attribute.getKey()))) {
                    context = context.sharing(attribute.getKey(), other.ref().toString());
                }
            }
            if (other.attributes().containsValue(ref.toString())) {
                context = context.namedBy(other.ref().toString());
            }
        }
        return context;
    }

    private SampleObject with(SampleObject object) {
        SampleObject all = object;
        for (Map.Entry<String, String> attribute : attributes.entrySet()) {
            all = all.with(attribute.getKey(), attribute.getValue());
        }
        return all;
    }

    private static SampleObject sample(StoredObject object) {
        return new ObjectDraft(object.ref(), object.name(), object.status(), object.attributes())
                .with(SampleObject.of(object.ref().toString()).in(object.status(), object.phase()));
    }
}
