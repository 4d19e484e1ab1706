package org.billhook.engine.internal.runs;

import java.util.Collection;
import java.util.HashSet;
import java.util.Set;
import org.billhook.engine.port.ObjectRow;

/** Whose an object of a root is: that of the nearest item at or above it, active or not (R-1, O-42); else of none alone (O-44). */
final class Homes {

    private static final long NONE = 0;

    private final Set<Long> items = new HashSet<>();

    /** @param items all items of the root */
    Homes(Collection<ObjectRow> items) {
        items.forEach(item -> this.items.add(item.id()));
    }

    boolean isOf(ObjectRow object, ObjectRow item) {
        return nearest(object.path()) == item.id();
    }

    boolean isOfNone(ObjectRow object) {
        return nearest(object.path()) == NONE;
    }

    private long nearest(String path) {
        int end = path.length() - 1;
        while (end > 0) {
            int slash = path.lastIndexOf('/', end - 1);
            long id = Long.parseLong(path, slash + 1, end, 10);
            if (items.contains(id)) {
                return id;
            }
            end = slash;
        }
        return NONE;
    }
}
