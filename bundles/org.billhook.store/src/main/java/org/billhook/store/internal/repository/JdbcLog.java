package org.billhook.store.internal.repository;

import java.sql.SQLException;
import java.time.Instant;
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

    static final Table CHANGE = new Table("change_log")
            .with(Type.LONG, "id")
            .with(Type.MOMENT, "changed_at")
            .with(Type.TEXT, "actor", "subject", "field")
            .with(Type.LONG_TEXT, "before_value", "after_value")
            .with(Type.TEXT, "allowed_by");

    private static final Table OUTBOX = new Table("outbox")
            .with(Type.LONG, "id")
            .with(Type.TEXT, "event_type", "subject")
            .with(Type.LONG_TEXT, "body")
            .with(Type.MOMENT, "happened_at")
            .with(Type.LONG_TEXT, "covers");

    private static final Table EVENT = new Table("event")
            .with(Type.LONG, "event_no")
            .with(Type.TEXT, "event_type", "subject")
            .with(Type.LONG_TEXT, "body")
            .with(Type.MOMENT, "happened_at")
            .with(Type.LONG_TEXT, "covers")
            .with(Type.TEXT, "chain_key", "hash");

    private static final String EVENTS =
            "SELECT event_no, event_type, subject, body, happened_at, covers, chain_key, hash FROM event";

    /** Type of the event of a transaction that has no other one. */
    private static final String WRITTEN = "rows.written";

    private final Session session;

    JdbcLog(Session session) {
        this.session = session;
    }

    @Override
    public void insertChanges(List<Change> changes) {
        List<Object[]> rows = new ArrayList<>(changes.size());
        for (Change change : changes) {
            long id = session.id(Sequence.CHANGE_LOG_ID);
            Object[] row = {
                id,
                change.at(),
                change.actor(),
                change.subject(),
                change.field(),
                change.before().orElse(null),
                change.after().orElse(null),
                change.check().orElse(null)
            };
            rows.add(row);
            session.covers().add(Covered.CHANGE, id, row);
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
        session.events().addAll(events);
    }

    /** At the end of a transaction: its events, of which the last one covers what it wrote. */
    static void flush(Session session, Instant now) {
        Optional<String> covers = session.covers().text(session);
        List<Unnumbered> events = session.events();
        if (events.isEmpty() && covers.isPresent()) {
            events.add(new Unnumbered(0, WRITTEN, WRITTEN, "{}", now));
        }
        if (events.isEmpty()) {
            return;
        }
        List<Object[]> rows = new ArrayList<>(events.size());
        for (int i = 0; i < events.size(); i++) {
            Unnumbered event = events.get(i);
            rows.add(new Object[] {
                session.id(Sequence.OUTBOX_ID),
                event.type(),
                event.subject(),
                event.json(),
                event.at(),
                i == events.size() - 1 ? covers.orElse(null) : null
            });
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
                        "SELECT id, event_type, subject, body, happened_at, covers FROM outbox"
                                + " ORDER BY id FETCH FIRST ? ROWS ONLY",
                        row -> new Unnumbered(
                                row.number(1),
                                row.text(2),
                                row.text(3),
                                row.text(4),
                                row.moment(5),
                                row.optionalText(6)),
                        limit);
    }

    /** By the greatest number, since Derby reads no index backwards. */
    @Override
    public Optional<Event> last() {
        return session.sql().first(EVENTS + " WHERE event_no = (SELECT MAX(event_no) FROM event)", JdbcLog::event);
    }

    @Override
    public long highestNumber() {
        return session.sql().number("SELECT tally FROM tally WHERE name = 'event'");
    }

    @Override
    public void number(List<Unnumbered> from, List<Event> to) {
        List<Object[]> rows = new ArrayList<>(to.size());
        long highest = highestNumber();
        for (Event event : to) {
            rows.add(new Object[] {
                event.number(),
                event.type(),
                event.subject(),
                event.json(),
                event.at(),
                event.covers().orElse(null),
                event.key().orElse(null),
                event.hash()
            });
            highest = Math.max(highest, event.number());
        }
        session.dialect().insert(session.sql(), EVENT, rows);
        session.sql().update("UPDATE tally SET tally = ? WHERE name = 'event'", highest);
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
        return new Event(
                row.number(1),
                row.text(2),
                row.text(3),
                row.text(4),
                row.moment(5),
                row.optionalText(6),
                row.optionalText(7),
                row.text(8));
    }
}
