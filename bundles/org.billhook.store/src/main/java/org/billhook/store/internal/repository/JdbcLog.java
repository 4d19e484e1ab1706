package org.billhook.store.internal.repository;

import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.billhook.core.api.Events.Change;
import org.billhook.core.api.Events.Event;
import org.billhook.core.api.Page;
import org.billhook.engine.port.LogStore;
import org.billhook.store.internal.repository.Ids.Sequence;
import org.billhook.store.internal.sql.Cursor;
import org.billhook.store.internal.sql.Row;
import org.billhook.store.internal.sql.Table;
import org.billhook.store.internal.sql.Type;

/** Change log, outbox and events: rows that are written once. */
final class JdbcLog implements LogStore {

    private static final Table CHANGE = new Table("change_log")
            .with(Type.LONG, "id")
            .with(Type.MOMENT, "changed_at")
            .with(Type.TEXT, "actor", "subject", "field")
            .with(Type.LONG_TEXT, "before_value", "after_value")
            .with(Type.TEXT, "allowed_by");

    private static final Table OUTBOX = new Table("outbox")
            .with(Type.LONG, "id")
            .with(Type.TEXT, "event_type", "subject")
            .with(Type.LONG_TEXT, "body")
            .with(Type.MOMENT, "happened_at");

    private static final Table EVENT = new Table("event")
            .with(Type.LONG, "event_no")
            .with(Type.TEXT, "event_type", "subject")
            .with(Type.LONG_TEXT, "body")
            .with(Type.MOMENT, "happened_at")
            .with(Type.TEXT, "hash");

    private static final String EVENTS = "SELECT event_no, event_type, subject, body, happened_at, hash FROM event";

    private final Session session;

    JdbcLog(Session session) {
        this.session = session;
    }

    @Override
    public void insertChanges(List<Change> changes) {
        List<Object[]> rows = new ArrayList<>(changes.size());
        for (Change change : changes) {
            rows.add(new Object[] {
                session.id(Sequence.CHANGE_LOG_ID),
                change.at(),
                change.actor(),
                change.subject(),
                change.field(),
                change.before().orElse(null),
                change.after().orElse(null),
                change.check().orElse(null)
            });
        }
        session.dialect().insert(session.sql(), CHANGE, rows);
    }

    @Override
    public Page<Change> changes(Optional<String> subject, Page.Request page) {
        ObjectFilter filter = new ObjectFilter();
        subject.ifPresent(text -> filter.and("subject = ?", text));
        return changes(filter, page);
    }

    /** The slash after the kind is followed by the zero in the order of characters. */
    @Override
    public Page<Change> changesOfKind(String kind, Page.Request page) {
        ObjectFilter filter = new ObjectFilter();
        filter.and("subject >= ? AND subject < ?", kind + "/", kind + "0");
        return changes(filter, page);
    }

    private Page<Change> changes(ObjectFilter filter, Page.Request page) {
        Cursor.read(page, 1).ifPresent(after -> filter.and("id < ?", after.number(0)));
        List<Change> rows = session.sql()
                .list(
                        "SELECT id, changed_at, actor, subject, field, before_value, after_value, allowed_by"
                                + " FROM change_log" + filter.where() + " ORDER BY id DESC FETCH FIRST ? ROWS ONLY",
                        row -> new Change(
                                row.number(1),
                                row.moment(2),
                                row.text(3),
                                row.text(4),
                                row.text(5),
                                row.optionalText(6),
                                row.optionalText(7),
                                row.optionalText(8)),
                        filter.with(page.limit() + 1));
        return Cursor.page(rows, page, row -> Cursor.of(row.id()));
    }

    @Override
    public void putEvents(List<Unnumbered> events) {
        List<Object[]> rows = new ArrayList<>(events.size());
        for (Unnumbered event : events) {
            long id = session.id(Sequence.OUTBOX_ID);
            rows.add(new Object[] {id, event.type(), event.subject(), event.json(), event.at()});
        }
        session.dialect().insert(session.sql(), OUTBOX, rows);
    }

    @Override
    public List<Unnumbered> unnumbered(int limit) {
        session.sql()
                .list(
                        "SELECT tally FROM tally WHERE name = 'event'"
                                + session.dialect().forUpdate(),
                        row -> row.number(1));
        return session.sql()
                .list(
                        "SELECT id, event_type, subject, body, happened_at FROM outbox"
                                + " ORDER BY id FETCH FIRST ? ROWS ONLY",
                        row -> new Unnumbered(row.number(1), row.text(2), row.text(3), row.text(4), row.moment(5)),
                        limit);
    }

    /** By the greatest number, since Derby reads no index backwards. */
    @Override
    public Optional<Event> last() {
        return session.sql().first(EVENTS + " WHERE event_no = (SELECT MAX(event_no) FROM event)", JdbcLog::event);
    }

    @Override
    public void number(List<Unnumbered> from, List<Event> to) {
        List<Object[]> rows = new ArrayList<>(to.size());
        for (Event event : to) {
            rows.add(new Object[] {event.number(), event.type(), event.subject(), event.json(), event.at(), event.hash()
            });
        }
        session.dialect().insert(session.sql(), EVENT, rows);
        session.sql()
                .batch(
                        "DELETE FROM outbox WHERE id = ?",
                        from.stream().map(event -> List.of(event.id())).toList());
    }

    @Override
    public List<Event> events(long after, int limit) {
        return session.sql()
                .list(
                        EVENTS + " WHERE event_no > ? ORDER BY event_no FETCH FIRST ? ROWS ONLY",
                        JdbcLog::event,
                        after,
                        limit);
    }

    private static Event event(Row row) throws SQLException {
        return new Event(row.number(1), row.text(2), row.text(3), row.text(4), row.moment(5), row.text(6));
    }
}
