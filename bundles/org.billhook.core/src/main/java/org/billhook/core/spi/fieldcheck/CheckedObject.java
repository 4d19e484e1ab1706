package org.billhook.core.spi.fieldcheck;

import java.util.Set;
import org.billhook.core.spi.object.ObjectSnapshot;
import org.osgi.annotation.versioning.ProviderType;

/** An object whose fields are being asked about. Immutable. */
@ProviderType
public interface CheckedObject {

    /** Why the check is asked. */
    enum Mode {
        /** Right before the object is created, with the values that it would have. */
        CREATE,
        /** To show which fields are open. */
        DISPLAY,
        /** Right before a change of the fields. */
        CHANGE
    }

    ObjectSnapshot object();

    Mode mode();

    /** All fields of the object, whether they have a value or not: attribute names, {@code name} and {@code status}. */
    Set<String> fields();
}
