package org.billhook.engine.inmemory;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import org.billhook.core.api.Events.Change;
import org.billhook.core.api.Events.Event;
import org.billhook.core.api.Page;
import org.billhook.engine.port.LogStore;

final class MemoryLog implements LogStore {

    private final Undo.Table<Long, Change> changes;
    private final Undo.Table<Long, Unnumbered> outbox;
    private final Undo.Table<Long, Event> chain;
    private long next = 1;

    MemoryLog(Undo undo) {
        changes = undo.table();
        outbox = undo.table();
        chain = undo.table();
    }

    @Override
    public void insertChanges(List<Change> rows) {
        for (Change row : rows) {
            long id = next++;
            changes.put(
                    id,
                    new Change(
                            id,
                            row.at(),
                            row.actor(),
                            row.subject(),
                            row.field(),
                            row.before(),
                            row.after(),
                            row.check()));
        }
    }

    List<Change> changes() {
        return List.copyOf(changes.rows().values());
    }

    @Override
    public Page<Change> changes(Optional<String> subject, Page.Request page) {
        List<Change> all = new ArrayList<>(changes.rows().values().stream()
                .filter(change -> subject.isEmpty() || subject.get().equals(change.subject()))
                .toList());
        Collections.reverse(all);
        return Pages.of(all, page);
    }

    @Override
    public Page<Change> changesOfKind(String kind, Page.Request page) {
        List<Change> all = new ArrayList<>(changes.rows().values().stream()
                .filter(change -> change.subject().startsWith(kind + "/"))
                .toList());
        Collections.reverse(all);
        return Pages.of(all, page);
    }

    @Override
    public void putEvents(List<Unnumbered> events) {
        for (Unnumbered event : events) {
            long id = next++;
            outbox.put(id, new Unnumbered(id, event.type(), event.subject(), event.json(), event.at()));
        }
    }

    @Override
    public List<Unnumbered> unnumbered(int limit) {
        return outbox.rows().values().stream().limit(limit).toList();
    }

    @Override
    public Optional<Event> last() {
        return Optional.ofNullable(chain.rows().lastEntry()).map(java.util.Map.Entry::getValue);
    }

    @Override
    public long highestNumber() {
        return last().map(Event::number).orElse(0L);
    }

    @Override
    public void number(List<Unnumbered> from, List<Event> to) {
        from.forEach(event -> outbox.remove(event.id()));
        to.forEach(event -> chain.put(event.number(), event));
    }

    @Override
    public List<Event> events(long after, int limit) {
        return chain.rows().tailMap(after, false).values().stream().limit(limit).toList();
    }
}
