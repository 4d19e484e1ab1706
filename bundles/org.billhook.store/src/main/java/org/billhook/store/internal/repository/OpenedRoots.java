package org.billhook.store.internal.repository;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.TreeSet;
import org.billhook.store.internal.repository.Ids.Sequence;
import org.billhook.store.internal.sql.Sql;

/**
 * Which roots may have open sources, so that nobody reads those of all others. A note is made in the transaction that opens
 * something. Each has an id of its own, so that nobody waits for who notes the same root, and none is forgotten but those that
 * were committed when somebody forgot them.
 */
final class OpenedRoots {

    private final Session session;

    OpenedRoots(Session session) {
        this.session = session;
    }

    /** @param roots 0 for the sources that belong to no root */
    void note(Collection<Long> roots) {
        List<List<Object>> notes = new ArrayList<>();
        for (long root : new TreeSet<>(roots)) {
            notes.add(List.of(root, session.id(Sequence.OPENED_ID)));
        }
        session.sql().batch("INSERT INTO opened (root_id, id) VALUES (?, ?)", notes);
    }

    /** The next few roots of which something may be open, ascending. */
    List<Long> after(long root, int limit) {
        return session.sql()
                .list(
                        "SELECT DISTINCT root_id FROM opened WHERE root_id > ? ORDER BY root_id FETCH FIRST ? ROWS ONLY",
                        row -> row.number(1),
                        root,
                        limit);
    }

    /** Before the sources of these roots are read: what is opened after that has a note that stays. */
    void forget(List<Long> roots) {
        session.sql().update("DELETE FROM opened WHERE root_id IN " + Sql.marks(roots.size()), roots);
    }
}
