package org.billhook.store.internal.repository;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.TreeSet;
import org.billhook.store.internal.repository.Ids.Sequence;

/**
 * Which roots may have open sources, so that nobody reads those of all others. A note is made in the transaction that opens
 * something, each under an id of its own: who forgets the notes that it has read forgets none that others make meanwhile.
 */
final class OpenedRoots {

    /** A note that something of a root was opened. */
    record Note(long root, long id) {}

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

    List<Note> notes(Collection<Long> roots) {
        return session.in(
                "SELECT root_id, id FROM opened WHERE root_id IN %s",
                roots, row -> new Note(row.number(1), row.number(2)));
    }

    void forget(Collection<Note> notes) {
        List<List<Object>> keys = new ArrayList<>(notes.size());
        notes.forEach(note -> keys.add(List.of(note.root(), note.id())));
        session.sql().batch("DELETE FROM opened WHERE root_id = ? AND id = ?", keys);
    }
}
