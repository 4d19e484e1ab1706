package org.billhook.testkit;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.billhook.core.model.ObjectRef;
import org.billhook.core.spi.object.ObjectInContext;
import org.billhook.core.spi.object.ObjectSnapshot;

/** An object with what stands around it, for tests. Immutable: every method that changes something gives a new one. */
public final class SampleContext implements ObjectInContext {

    private final ObjectSnapshot object;
    private final Optional<ObjectSnapshot> before;
    private final Map<String, ObjectSnapshot> named;
    private final List<ObjectRef> namedBy;
    private final Map<String, List<ObjectRef>> alsoNaming;

    private SampleContext(
            ObjectSnapshot object,
            Optional<ObjectSnapshot> before,
            Map<String, ObjectSnapshot> named,
            List<ObjectRef> namedBy,
            Map<String, List<ObjectRef>> alsoNaming) {
        this.object = object;
        this.before = before;
        this.named = Map.copyOf(named);
        this.namedBy = List.copyOf(namedBy);
        this.alsoNaming = Map.copyOf(alsoNaming);
    }

    /** An object that is being created and that nothing names. */
    public static SampleContext creating(ObjectSnapshot object) {
        return new SampleContext(object, Optional.empty(), Map.of(), List.of(), Map.of());
    }

    /** An object that is being changed from {@code before}. */
    public static SampleContext changing(ObjectSnapshot before, ObjectSnapshot object) {
        return new SampleContext(object, Optional.of(before), Map.of(), List.of(), Map.of());
    }

    /** The same, where the reference in {@code attribute} leads to {@code target}. */
    public SampleContext naming(String attribute, ObjectSnapshot target) {
        Map<String, ObjectSnapshot> more = new LinkedHashMap<>(named);
        more.put(attribute, target);
        return new SampleContext(object, before, more, namedBy, alsoNaming);
    }

    /** The same, named by one more object. */
    public SampleContext namedBy(String ref) {
        List<ObjectRef> more = new ArrayList<>(namedBy);
        more.add(ObjectRef.parse(ref));
        return new SampleContext(object, before, named, more, alsoNaming);
    }

    /** The same, where another object names by {@code attribute} what this one names by it. */
    public SampleContext sharing(String attribute, String ref) {
        Map<String, List<ObjectRef>> more = new LinkedHashMap<>(alsoNaming);
        more.put(attribute, List.of(ObjectRef.parse(ref)));
        return new SampleContext(object, before, named, namedBy, more);
    }

    @Override
    public ObjectSnapshot object() {
        return object;
    }

    @Override
    public Optional<ObjectSnapshot> before() {
        return before;
    }

    @Override
    public Optional<ObjectSnapshot> named(String attribute) {
        return Optional.ofNullable(named.get(attribute));
    }

    @Override
    public List<ObjectRef> namedBy() {
        return namedBy;
    }

    @Override
    public List<ObjectRef> alsoNaming(String attribute) {
        return alsoNaming.getOrDefault(attribute, List.of());
    }
}
