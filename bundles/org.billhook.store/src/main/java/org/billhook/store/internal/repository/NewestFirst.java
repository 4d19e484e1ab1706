package org.billhook.store.internal.repository;

import java.util.List;
import java.util.function.Function;
import org.billhook.core.api.Page;
import org.billhook.store.internal.sql.Cursor;

/** Pages of entities in descending order of their ids. */
final class NewestFirst {

    private NewestFirst() {}

    static <E, R> Page<R> page(
            Session session,
            String table,
            Class<E> type,
            Function<E, Long> idOf,
            Function<E, R> toRow,
            Page.Request page) {
        long before = Cursor.read(page, 1).map(after -> after.number(0)).orElse(Long.MAX_VALUE);
        List<Long> ids = session.sql()
                .list(
                        "SELECT id FROM " + table + " WHERE id < ? ORDER BY id DESC FETCH FIRST ? ROWS ONLY",
                        row -> row.number(1),
                        before,
                        page.limit() + 1);
        Page<E> entities = Cursor.page(session.load(type, ids, idOf), page, entity -> Cursor.of(idOf.apply(entity)));
        return new Page<>(entities.items().stream().map(toRow).toList(), entities.next());
    }
}
