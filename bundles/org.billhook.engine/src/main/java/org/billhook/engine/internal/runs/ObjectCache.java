package org.billhook.engine.internal.runs;

import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.billhook.engine.port.ObjectRow;
import org.billhook.engine.port.ObjectStore;
import org.billhook.engine.port.OpenRow;

/** The objects of the sources that were read last, so that most pages need no look-up; never all of a root. */
final class ObjectCache {

    private static final int MOST = 5000;

    private final ObjectStore store;
    private final LinkedHashMap<Long, ObjectRow> rows = new LinkedHashMap<>(64, 0.75f, true);

    ObjectCache(ObjectStore store) {
        this.store = store;
    }

    void read(List<OpenRow> sources) {
        Set<Long> missing = new HashSet<>();
        long before = 0;
        for (OpenRow source : sources) {
            long object = source.object();
            if (object != before && !rows.containsKey(object)) {
                missing.add(object);
            }
            before = object;
        }
        if (!missing.isEmpty()) {
            // what is dropped here is not of this page, which has a thousand objects at most
            Map<Long, ObjectRow> found = store.byId(missing);
            while (rows.size() > MOST) {
                rows.remove(rows.keySet().iterator().next());
            }
            rows.putAll(found);
        }
    }

    ObjectRow get(long id) {
        ObjectRow row = rows.get(id);
        if (row == null) {
            row = store.byId(Set.of(id)).get(id);
            rows.put(id, row);
        }
        return row;
    }
}
