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

    /**
     * An event in the outbox, not numbered yet.
     *
     * @param covers what else its transaction wrote; text of {@link Cover}
     */
    record Unnumbered(long id, String type, String subject, String json, Instant at, Optional<String> covers) {
        public Unnumbered(long id, String type, String subject, String json, Instant at) {
            this(id, type, subject, json, at, Optional.empty());
        }
    }

    /**
     * Puts events into the outbox at the end of the transaction; ids of the arguments are ignored. The last one covers what the
     * transaction wrote to tables that the chain holds.
     */
    void putEvents(List<Unnumbered> events);

    /** The oldest events that have no number; locks the chain so that only one sequencer works at a time. */
    List<Unnumbered> unnumbered(int limit);

    /** The newest event of the chain, or empty. */
    Optional<Event> last();

    /** The highest number that an event was ever given, be it there or not. */
    long highestNumber();

    /** Moves events from the outbox to the chain. */
    void number(List<Unnumbered> from, List<Event> to);

    List<Event> events(long after, int limit);
}
