package org.billhook.store.internal.repository;

import java.util.Collection;
import java.util.List;
import java.util.TreeSet;
import org.billhook.store.internal.sql.Sql;

/**
 * Notes which objects ever had a posting below zero: a root with none of them has nothing that takes back other work, and need not be
 * read for it. A note stays, so that it never says too little.
 */
final class BelowZero {

    private static final String NOTE =
            "UPDATE billing_object SET below_zero = TRUE WHERE below_zero = FALSE AND id IN ";

    private final Session session;

    BelowZero(Session session) {
        this.session = session;
    }

    void note(Collection<Long> objects) {
        for (List<Long> some : Session.parts(new TreeSet<>(objects))) {
            session.sql().update(NOTE + Sql.marks(some.size()), some);
        }
    }

    /** The same of the objects of sources. */
    void noteOf(Collection<Long> sources) {
        note(session.byKey(
                "SELECT s.object_id" + session.dialect().from() + "source s"
                        + session.dialect().by("source_pk") + "WHERE s.id %s",
                List.of(),
                sources,
                row -> row.number(1)));
    }

    /** Whether an object of the root is noted. */
    boolean any(long root) {
        return session.sql()
                .first(
                        "SELECT id" + session.dialect().from() + "billing_object"
                                + session.dialect().byIndex("billing_object_by_root")
                                + "WHERE root_id = ? AND below_zero = TRUE FETCH FIRST 1 ROWS ONLY",
                        row -> row.number(1),
                        root)
                .isPresent();
    }
}
