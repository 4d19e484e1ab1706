package org.billhook.testkit;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.billhook.core.spi.fieldcheck.CheckedObject;
import org.billhook.core.spi.object.ObjectSnapshot;

/** An object whose fields are asked about, for tests. Immutable. */
public record SampleFields(
        ObjectSnapshot object, Mode mode, Set<String> fields, Map<String, ? extends ObjectSnapshot> names)
        implements CheckedObject {

    /** @param names the objects that it names, by attribute */
    public SampleFields {
        fields = Set.copyOf(fields);
        names = Map.copyOf(names);
    }

    /** One that names nothing. */
    public SampleFields(ObjectSnapshot object, Mode mode, Set<String> fields) {
        this(object, mode, fields, Map.of());
    }

    /** The same with one more object that it names. */
    public SampleFields naming(String attribute, ObjectSnapshot named) {
        Map<String, ObjectSnapshot> more = new HashMap<>(names);
        more.put(attribute, named);
        return new SampleFields(object, mode, fields, more);
    }

    @Override
    public Optional<ObjectSnapshot> named(String attribute) {
        return Optional.ofNullable(names.get(attribute));
    }

    /** Right before a change of one of the fields. */
    public static SampleFields changing(ObjectSnapshot object, String... fields) {
        return new SampleFields(object, Mode.CHANGE, Set.of(fields));
    }

    /** To show which of the fields are open. */
    public static SampleFields showing(ObjectSnapshot object, String... fields) {
        return new SampleFields(object, Mode.DISPLAY, Set.of(fields));
    }
}
