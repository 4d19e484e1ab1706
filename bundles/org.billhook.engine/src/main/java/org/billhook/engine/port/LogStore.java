package org.billhook.engine.port;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.billhook.core.api.Events.Change;
import org.billhook.core.api.Events.Event;
import org.billhook.core.api.Page;

/** Change log, outbox and the chain of events. */
public interface LogStore {

    /** Ids of the argument are ignored. */
    void insertChanges(List<Change> changes);

    /** @param subject text form of a reference; empty for all */
    Page<Change> changes(Optional<String> subject, Page.Request page);

    /** @param kind what stands before the slash of a subject */
    Page<Change> changesOfKind(String kind, Page.Request page);

    /** An event in the outbox, not numbered yet. */
    record Unnumbered(long id, String type, String subject, String json, Instant at) {}

    /** Puts events into the outbox; ids of the arguments are ignored. */
    void putEvents(List<Unnumbered> events);

    /** The oldest events that have no number; locks the chain so that only one sequencer works at a time. */
    List<Unnumbered> unnumbered(int limit);

    /** The newest event of the chain, or empty. */
    Optional<Event> last();

    /** Moves events from the outbox to the chain. */
    void number(List<Unnumbered> from, List<Event> to);

    List<Event> events(long after, int limit);
}
