package org.billhook.engine.internal.log;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.billhook.core.api.Events.Event;
import org.billhook.core.model.Finding;

/** Follows the chain from its beginning, page by page: gaps, and events that are not as they were chained. Not for more than one thread. */
public final class ChainAudit {

    private static final int MOST = 100;

    private final Optional<KeyFile> keys;
    private final List<Finding> findings = new ArrayList<>();
    private long number;
    private String hash = EventChain.START;
    private boolean keyed;
    private String fault = "";
    private long faultFirst;
    private long faultLast;

    public ChainAudit(ChainKeys keys) {
        Optional<KeyFile> read = Optional.empty();
        try {
            read = Optional.of(keys.known());
        } catch (ChainStopped e) {
            // events without a key can be followed all the same; those with one say what is missing
            findings.add(Finding.warning("CHAIN_KEY", e.getMessage()));
        }
        this.keys = read;
    }

    public void next(List<Event> page) {
        for (Event event : page) {
            if (event.number() != number + 1) {
                closeFault();
                missing(number + 1, event.number() - 1);
            }
            fault(event.number(), fault(event));
            keyed |= event.key().isPresent();
            number = event.number();
            hash = event.hash();
        }
    }

    /** What is wrong with an event; empty if nothing is. */
    private String fault(Event event) {
        if (event.key().isEmpty()) {
            if (keyed || keys.filter(file -> event.number() >= file.from()).isPresent()) {
                return "not under the key, though the chain is keyed from event %s on"
                        .formatted(keys.map(file -> Long.toString(file.from())).orElse("before"));
            }
            return EventChain.hashWithoutKey(event, hash).equals(event.hash()) ? "" : "not as chained";
        }
        String id = event.key().get();
        Optional<KeyFile> later = keys.filter(file -> file.isReplaced(id, event.number()));
        if (later.isPresent()) {
            return "chained with the key %s, though the chain is under the key %s from event %d on"
                    .formatted(id, later.get().current().id(), later.get().currentFrom());
        }
        Optional<ChainKey> key = keys.flatMap(file -> file.find(id));
        if (key.isEmpty()) {
            return (keys.filter(file -> file.isLost(id)).isPresent() ? "under the lost key " : "under the key ") + id;
        }
        return key.get().hash(event, hash).equals(event.hash()) ? "" : "not as chained";
    }

    private void fault(long event, String found) {
        if (!found.equals(fault)) {
            closeFault();
            fault = found;
            faultFirst = event;
        }
        faultLast = event;
    }

    private void closeFault() {
        if (!fault.isEmpty() && findings.size() < MOST) {
            String events = events(faultFirst, faultLast);
            if (fault.startsWith("under the lost key ")) {
                findings.add(Finding.warning(
                        "EVENTS_NOT_CHECKED", "%s can't be checked: they are %s".formatted(events, fault)));
            } else if (fault.startsWith("under the key ")) {
                findings.add(Finding.error(
                        "EVENTS_NOT_CHECKED",
                        "%s can't be checked: they are %s, which the key file does not have".formatted(events, fault)));
            } else {
                findings.add(Finding.error(
                        "EVENTS_BROKEN",
                        fault.equals("not as chained")
                                ? "%s: what is stored is not what was chained after the event before".formatted(events)
                                : "%s: %s".formatted(events, fault)));
            }
        }
        fault = "";
    }

    private void missing(long first, long last) {
        if (findings.size() < MOST) {
            findings.add(
                    last < first
                            ? Finding.error("EVENTS_BROKEN", "Event %d stands twice".formatted(last + 1))
                            : Finding.error(
                                    "EVENTS_MISSING",
                                    events(first, last)
                                            + (first == last
                                                    ? " was numbered and is not there"
                                                    : " were numbered and are not there")));
        }
    }

    private static String events(long first, long last) {
        return first == last ? "Event %d".formatted(first) : "Events %d to %d".formatted(first, last);
    }

    /**
     * What was found.
     *
     * @param highest number that was ever given, which was read before the last page
     */
    public List<Finding> end(long highest) {
        closeFault();
        if (highest > number) {
            missing(number + 1, highest);
        }
        return List.copyOf(findings);
    }
}
