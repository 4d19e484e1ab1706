package org.billhook.engine.memory;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.billhook.core.api.Events.Change;
import org.billhook.core.api.Events.Event;
import org.billhook.core.api.Page;
import org.billhook.engine.port.LogStore;

/** Change log, outbox and chain. */
public final class MemoryLog implements LogStore {

    private final List<Change> changes = new ArrayList<>();
    private final List<Unnumbered> outbox = new ArrayList<>();
    private final List<Event> events = new ArrayList<>();
    private long ids;

    MemoryLog copy() {
        MemoryLog copy = new MemoryLog();
        copy.changes.addAll(changes);
        copy.outbox.addAll(outbox);
        copy.events.addAll(events);
        copy.ids = ids;
        return copy;
    }

    public List<Change> changes() {
        return List.copyOf(changes);
    }

    @Override
    public void insertChanges(List<Change> added) {
        added.forEach(change -> changes.add(new Change(
                ++ids,
                change.at(),
                change.actor(),
                change.subject(),
                change.field(),
                change.before(),
                change.after(),
                change.check())));
    }

    @Override
    public Page<Change> changes(Optional<String> subject, Page.Request page) {
        return new Page<>(
                changes.stream()
                        .filter(change -> subject.isEmpty() || subject.get().equals(change.subject()))
                        .toList(),
                Optional.empty());
    }

    @Override
    public void putEvents(List<Unnumbered> added) {
        added.forEach(
                event -> outbox.add(new Unnumbered(++ids, event.type(), event.subject(), event.json(), event.at())));
    }

    @Override
    public List<Unnumbered> unnumbered(int limit) {
        return outbox.stream().limit(limit).toList();
    }

    @Override
    public Optional<Event> last() {
        return events.isEmpty() ? Optional.empty() : Optional.of(events.get(events.size() - 1));
    }

    @Override
    public void number(List<Unnumbered> from, List<Event> to) {
        outbox.removeAll(from);
        events.addAll(to);
    }

    @Override
    public List<Event> events(long after, int limit) {
        return events.stream()
                .filter(event -> event.number() > after)
                .limit(limit)
                .toList();
    }
}
