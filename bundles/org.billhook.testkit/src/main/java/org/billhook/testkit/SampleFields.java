package org.billhook.testkit;

import java.util.Set;
import org.billhook.core.spi.fieldcheck.CheckedObject;
import org.billhook.core.spi.object.ObjectSnapshot;

/** An object whose fields are asked about, for tests. Immutable. */
public record SampleFields(ObjectSnapshot object, Mode mode, Set<String> fields) implements CheckedObject {

    public SampleFields {
        fields = Set.copyOf(fields);
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
