package org.billhook.store.internal.repository;

import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.billhook.core.model.ObjectRef;
import org.billhook.engine.port.ObjectRow;

/** Billing objects that nobody but the transaction can change, since it inserted or locked them: as they are, so that none is read twice. */
final class HeldObjects {

    private final Map<Long, ObjectRow> byId = new HashMap<>();
    private final Map<ObjectRef, ObjectRow> byRef = new HashMap<>();

    void put(ObjectRow row) {
        byId.put(row.id(), row);
        byRef.put(row.ref(), row);
    }

    Optional<ObjectRow> of(ObjectRef ref) {
        return Optional.ofNullable(byRef.get(ref));
    }

    Optional<ObjectRow> of(long id) {
        return Optional.ofNullable(byId.get(id));
    }

    /** Rows that were changed otherwise than as a whole. */
    void forget(Collection<Long> ids) {
        for (long id : ids) {
            Optional.ofNullable(byId.remove(id)).ifPresent(row -> byRef.remove(row.ref()));
        }
    }

    /** All of them, where it is not told which were changed. */
    void forget() {
        byId.clear();
        byRef.clear();
    }
}
