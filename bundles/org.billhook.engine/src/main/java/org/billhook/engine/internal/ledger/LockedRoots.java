package org.billhook.engine.internal.ledger;

import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.billhook.core.model.ObjectRef;
import org.billhook.engine.port.ObjectRow;
import org.billhook.engine.port.SourceRow;
import org.billhook.engine.port.Store;
import org.billhook.engine.port.StoreException;

/**
 * Sources, and objects that they are to be moved to, as they stand under the locks of all their roots: until the end of the
 * transaction nothing else acts on them, and none moves to another root.
 *
 * @param sources by id
 * @param targets those of the named objects that exist
 */
record LockedRoots(Map<Long, SourceRow> sources, Map<ObjectRef, ObjectRow> targets) {

    /**
     * Locks in the order of the ids, so that two commands never wait in a ring, and reads after that. A source without a root
     * is locked by its object: who gives that one a root writes to it.
     *
     * @throws StoreException RETRY if one moved to another root before it was locked
     */
    static LockedRoots lock(Store store, Collection<Long> ids, Set<ObjectRef> named) {
        Map<Long, SourceRow> found = store.sources().byId(ids);
        Map<ObjectRef, ObjectRow> namedBefore =
                named.isEmpty() ? Map.of() : store.objects().find(named);
        Set<Long> locks = new TreeSet<>();
        found.values().forEach(source -> locks.add(source.root().orElse(source.object())));
        namedBefore.values().forEach(target -> {
            locks.add(target.id());
            target.root().ifPresent(locks::add);
        });
        Map<Long, ObjectRow> rows = store.objects().lock(locks);

        Map<Long, SourceRow> sources = store.sources().byId(ids);
        sources.forEach(
                (id, source) -> requireSame("Source " + id, found.get(id).root(), source.root()));
        Map<ObjectRef, ObjectRow> targets = new HashMap<>();
        namedBefore.forEach((ref, before) -> {
            ObjectRow target = rows.get(before.id());
            if (target == null) {
                throw new StoreException(StoreException.Reason.RETRY, ref + " was deleted meanwhile", null);
            }
            requireSame(ref, before.root(), target.root());
            targets.put(ref, target);
        });
        return new LockedRoots(sources, targets);
    }

    private static void requireSame(Object what, Optional<Long> before, Optional<Long> now) {
        if (!now.equals(before)) {
            throw new StoreException(StoreException.Reason.RETRY, what + " moved to another root meanwhile", null);
        }
    }
}
