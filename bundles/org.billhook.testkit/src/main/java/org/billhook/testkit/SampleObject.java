package org.billhook.testkit;

import java.time.LocalDate;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.billhook.core.model.ObjectRef;
import org.billhook.core.model.Phase;
import org.billhook.core.spi.object.ObjectSnapshot;

/** A billing object for tests. Immutable: every method that changes something gives a new one. */
public record SampleObject(
        ObjectRef ref,
        String name,
        String status,
        Phase phase,
        Optional<ObjectRef> root,
        Map<String, String> attributes,
        boolean billed,
        Optional<LocalDate> firstActualPosting)
        implements ObjectSnapshot {

    public SampleObject {
        attributes = Map.copyOf(attributes);
    }

    /**
     * An object in status and phase OPEN, without attributes, nothing billed or posted.
     *
     * @param ref kind and key, for example {@code wbs-element/P1.1}
     */
    public static SampleObject of(String ref) {
        ObjectRef parsed = ObjectRef.parse(ref);
        return new SampleObject(
                parsed, parsed.key(), "OPEN", Phase.OPEN, Optional.empty(), Map.of(), false, Optional.empty());
    }

    public SampleObject with(String attribute, String value) {
        Map<String, String> more = new LinkedHashMap<>(attributes);
        more.put(attribute, value);
        return new SampleObject(ref, name, status, phase, root, more, billed, firstActualPosting);
    }

    public SampleObject without(String attribute) {
        Map<String, String> less = new LinkedHashMap<>(attributes);
        less.remove(attribute);
        return new SampleObject(ref, name, status, phase, root, less, billed, firstActualPosting);
    }

    public SampleObject in(String newStatus, Phase newPhase) {
        return new SampleObject(ref, name, newStatus, newPhase, root, attributes, billed, firstActualPosting);
    }

    /** The same, with a line that stands. */
    public SampleObject alreadyBilled() {
        return new SampleObject(ref, name, status, phase, root, attributes, true, firstActualPosting);
    }

    /** The same, with a first actual posting on the day given, ISO 8601. */
    public SampleObject postedOn(String day) {
        return new SampleObject(ref, name, status, phase, root, attributes, billed, Optional.of(LocalDate.parse(day)));
    }
}
