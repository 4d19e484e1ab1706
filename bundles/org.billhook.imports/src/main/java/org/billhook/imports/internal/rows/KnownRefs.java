package org.billhook.imports.internal.rows;

import java.util.HashMap;
import java.util.Map;
import org.billhook.core.model.ObjectRef;

/** The objects that rows name, most of them again and again: each is one reference, which is quickly told from others. For one thread. */
final class KnownRefs {

    /** Beyond this many of a kind they are forgotten, so that memory stays bounded. */
    private static final int MOST = 10_000;

    private final Map<String, Map<String, ObjectRef>> byKind = new HashMap<>();

    /** @throws IllegalArgumentException as the reference itself does */
    ObjectRef of(String kind, String key) {
        Map<String, ObjectRef> known = byKind.computeIfAbsent(kind, first -> new HashMap<>());
        ObjectRef before = known.get(key);
        if (before != null) {
            return before;
        }
        ObjectRef ref = new ObjectRef(kind, key);
        if (known.size() >= MOST) {
            known.clear();
        }
        known.put(key, ref);
        return ref;
    }
}
