package org.billhook.engine.internal.log;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.billhook.core.api.Events.Event;
import org.billhook.engine.internal.hash.Sha256;
import org.billhook.engine.port.LogStore;
import org.billhook.engine.port.LogStore.Unnumbered;

/** Makes a chain of events: each carries a hash of its content and of the event before, under a key. */
final class EventChain {

    static final String START = "0".repeat(64);
    private static final char SEPARATOR = '\n';

    private EventChain() {}

    /**
     * Numbers the oldest events of the outbox; returns how many. No number is given twice, even where the last events were cut off.
     *
     * @throws ChainStopped if the key is not there
     */
    static int numberPage(LogStore log, ChainKeys keys, int limit) {
        List<Unnumbered> waiting = log.unnumbered(limit);
        if (waiting.isEmpty()) {
            return 0;
        }
        Optional<Event> last = log.last();
        ChainKey key = keys.next(last);
        long number = Math.max(last.map(Event::number).orElse(0L), log.highestNumber());
        String hash = last.map(Event::hash).orElse(START);
        List<Event> numbered = new ArrayList<>(waiting.size());
        for (Unnumbered event : waiting) {
            Event next = new Event(
                    ++number,
                    event.type(),
                    event.subject(),
                    event.json(),
                    event.at(),
                    event.covers(),
                    Optional.of(key.id()),
                    "");
            hash = key.hash(next, hash);
            numbered.add(new Event(
                    number, next.type(), next.subject(), next.json(), next.at(), next.covers(), next.key(), hash));
        }
        log.number(waiting, numbered);
        return numbered.size();
    }

    /** Hash of an event of before there was a key. */
    static String hashWithoutKey(Event event, String before) {
        String text = event.number() + "" + SEPARATOR + event.type() + SEPARATOR + event.subject() + SEPARATOR
                + event.json() + SEPARATOR + before;
        return Sha256.hex(text, 32);
    }
}
