package org.billhook.engine.internal.log;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.billhook.core.api.Events.Event;
import org.billhook.engine.internal.hash.Sha256;
import org.billhook.engine.port.LogStore;
import org.billhook.engine.port.LogStore.Unnumbered;

/** Makes a chain of events: each carries the hash of its content and of the event before. Pure but for the store it is given. */
final class EventChain {

    static final String START = "0".repeat(64);
    private static final char SEPARATOR = '\n';

    private EventChain() {}

    /** Numbers the oldest events of the outbox; returns how many. */
    static int numberPage(LogStore log, int limit) {
        List<Unnumbered> waiting = log.unnumbered(limit);
        if (waiting.isEmpty()) {
            return 0;
        }
        Optional<Event> last = log.last();
        long number = last.map(Event::number).orElse(0L);
        String hash = last.map(Event::hash).orElse(START);
        List<Event> numbered = new ArrayList<>(waiting.size());
        for (Unnumbered event : waiting) {
            hash = hash(++number, event.type(), event.subject(), event.json(), hash);
            numbered.add(new Event(number, event.type(), event.subject(), event.json(), event.at(), hash));
        }
        log.number(waiting, numbered);
        return numbered.size();
    }

    /** The number of the first event of the page that does not follow from the one before; empty if all do. */
    static Optional<Long> firstBroken(List<Event> page, long numberBefore, String hashBefore) {
        long number = numberBefore;
        String hash = hashBefore;
        for (Event event : page) {
            hash = hash(++number, event.type(), event.subject(), event.json(), hash);
            if (event.number() != number || !event.hash().equals(hash)) {
                return Optional.of(event.number());
            }
        }
        return Optional.empty();
    }

    static String hash(long number, String type, String subject, String json, String before) {
        String text = number + "" + SEPARATOR + type + SEPARATOR + subject + SEPARATOR + json + SEPARATOR + before;
        return Sha256.hex(text, 32);
    }
}
