package org.billhook.engine.internal.audit;

import com.fasterxml.jackson.databind.JsonNode;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.BooleanSupplier;
import java.util.function.Function;
import java.util.regex.Pattern;
import org.billhook.core.api.Events.Event;
import org.billhook.core.model.Finding;
import org.billhook.engine.internal.json.Json;
import org.billhook.engine.internal.log.ChainAudit;
import org.billhook.engine.internal.log.ChainKeys;
import org.billhook.engine.internal.retry.Retry;
import org.billhook.engine.port.AuditStore.RequestHead;
import org.billhook.engine.port.Cover;
import org.billhook.engine.port.Store;
import org.billhook.engine.port.Transactions;

/**
 * Compares what the events say with what is stored: requests as they were created and rejected, and whether each posted source is
 * there. What differs may be newer than the event that was read: it counts once all events are read that were written before.
 */
final class EventAudit {

    private static final int PAGE = 1000;
    private static final int MOST = 100;
    private static final int ROUNDS = 100;
    private static final long PAUSE_MILLIS = 200;
    private static final String REQUEST = "request/";
    private static final String SOURCE = "source/";

    private static final Pattern AMOUNT = Pattern.compile("-?[0-9]{1,20}(\\.[0-9]{1,4})?");
    private static final Pattern NUMBER = Pattern.compile("[0-9]{1,18}");

    private final Transactions transactions;
    private final ChainAudit chain;
    private final CoverAudit covers;
    private final BitSet withoutEvent;
    private final List<Finding> findings = new ArrayList<>();
    private final Map<Long, String> rejections = new TreeMap<>();
    private long read;

    /** @param requests ids of all of them */
    EventAudit(Transactions transactions, ChainKeys keys, BitSet requests) {
        this.transactions = transactions;
        chain = new ChainAudit(keys);
        covers = new CoverAudit(transactions);
        withoutEvent = requests;
    }

    /** Ids of the sources that events cover. */
    BitSet coveredSources() {
        return covers.coveredSources();
    }

    /** What is not as the events say, and events that are not as they were chained. */
    List<Finding> findings(BooleanSupplier goOn) {
        readOn(goOn);
        if (!goOn.getAsBoolean()) {
            return findings;
        }
        Set<Long> rejectedBefore = new TreeSet<>(rejections.keySet());
        Set<String> rowsBefore = covers.differing();
        List<Cover> uncovered = new ArrayList<>(covers.uncovered());
        long waiting = read(store -> store.audit().newestWaiting());
        if (!awaitNumbers(waiting, goOn)) {
            found("EVENTS_WAIT", "Events wait for their numbers in the outbox: what they say could not be compared");
            rejectedBefore.clear();
            rowsBefore.clear();
            uncovered.clear();
            withoutEvent.clear();
        }
        long highest = read(store -> store.log().highestNumber());
        readOn(goOn);
        rejections.keySet().retainAll(rejectedBefore);
        rejections.values().forEach(message -> found("EVENT_DISAGREES", message));
        withoutEvent.stream()
                .limit(MOST)
                .forEach(id -> found("EVENT_MISSING", "No event says that request %d was created".formatted(id)));
        List<Finding> all = new ArrayList<>(chain.end(highest));
        all.addAll(covers.findings(rowsBefore, uncovered));
        all.addAll(findings);
        return all;
    }

    private void found(String code, String message) {
        if (findings.size() < MOST) {
            findings.add(Finding.error(code, message));
        }
    }

    private <T> T read(Function<Store, T> work) {
        return Retry.call(transactions, work);
    }

    private boolean awaitNumbers(long upTo, BooleanSupplier goOn) {
        for (int round = 0; round < ROUNDS && goOn.getAsBoolean(); round++) {
            if (!read(store -> store.audit().isWaiting(upTo))) {
                return true;
            }
            try {
                Thread.sleep(PAUSE_MILLIS);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                return false;
            }
        }
        return false;
    }

    private void readOn(BooleanSupplier goOn) {
        while (goOn.getAsBoolean()) {
            List<Event> page = read(store -> store.log().events(read, PAGE));
            if (page.isEmpty()) {
                return;
            }
            read = page.get(page.size() - 1).number();
            chain.next(page);
            covers.next(page);
            requests(page);
            sources(page);
        }
    }

    private void requests(List<Event> page) {
        Map<Long, List<Event>> ofRequest = new LinkedHashMap<>();
        for (Event event : page) {
            if (event.type().startsWith("request.")) {
                id(event, REQUEST).ifPresent(id -> ofRequest
                        .computeIfAbsent(id, key -> new ArrayList<>())
                        .add(event));
            }
        }
        Map<Long, RequestHead> there = new HashMap<>();
        if (!ofRequest.isEmpty()) {
            read(store -> store.audit().requests(ofRequest.keySet())).forEach(row -> there.put(row.id(), row));
        }
        ofRequest.forEach((id, events) -> events.forEach(event -> request(event, id, there.get(id))));
    }

    private void request(Event event, long id, RequestHead request) {
        if (event.type().equals("request.created") && id <= Integer.MAX_VALUE) {
            withoutEvent.clear((int) id);
        }
        if (request == null) {
            if (event.type().equals("request.created")) {
                found(
                        "EVENT_DISAGREES",
                        "There is no request %d, which event %d says was created".formatted(id, event.number()));
            }
            return;
        }
        JsonNode said = body(event);
        if (event.type().equals("request.created")) {
            created(event, said, request);
        } else if (said.has("rejected")) {
            String rejected = money(said, "rejected");
            String is = money(request.rejected(), request.currency());
            if (rejected.equals(is)) {
                rejections.remove(id);
            } else {
                rejections.put(
                        id,
                        "Request %s (%d): event %d says that %s is rejected, its head says %s"
                                .formatted(request.number(), id, event.number(), rejected, is));
            }
        }
    }

    private void created(Event event, JsonNode said, RequestHead request) {
        Map<String, String> is = new LinkedHashMap<>();
        is.put("number", request.number());
        is.put("kind", request.kind());
        is.put("party", request.party());
        is.put("keyDate", request.keyDate().toString());
        is.put("run", Long.toString(request.run()));
        is.put("lines", Long.toString(request.lines()));
        is.put("actor", request.actor());
        is.put("net", money(request.net(), request.currency()));
        is.forEach((field, value) -> {
            String then = field.equals("net")
                    ? money(said, field)
                    : Json.optional(said, field).orElse(value);
            if (!then.equals(value)) {
                found(
                        "EVENT_DISAGREES",
                        "Request %s (%d): event %d says %s %s, its head says %s"
                                .formatted(request.number(), request.id(), event.number(), field, then, value));
            }
        });
    }

    private static String money(JsonNode said, String field) {
        JsonNode money = said.path(field);
        String amount = money.path("amount").asText();
        return AMOUNT.matcher(amount).matches()
                ? money(new BigDecimal(amount), money.path("currency").asText())
                : money.toString();
    }

    private static String money(BigDecimal amount, String currency) {
        return currency + " " + amount.stripTrailingZeros().toPlainString();
    }

    /** What the event says; of one that can't be read, nothing, and a finding. */
    private JsonNode body(Event event) {
        try {
            return Json.parse(event.json());
        } catch (IllegalStateException e) {
            found("EVENT_DISAGREES", "Event %d can't be read".formatted(event.number()));
            return Json.object();
        }
    }

    /** Postings that follow one another are counted together. */
    private void sources(List<Event> page) {
        TreeMap<Long, Long> lastByFirst = new TreeMap<>();
        for (Event event : page) {
            if (event.type().equals("sources.posted")) {
                id(event, SOURCE)
                        .ifPresent(first -> lastByFirst.put(
                                first, first + body(event).path("count").asLong() - 1));
            }
        }
        long first = 0;
        long last = -1;
        for (Map.Entry<Long, Long> range : lastByFirst.entrySet()) {
            if (range.getKey() != last + 1 || first == 0) {
                counted(first, last);
                first = range.getKey();
            }
            last = range.getValue();
        }
        counted(first, last);
    }

    private void counted(long first, long last) {
        if (last < first || read(store -> store.audit().countSources(first, last)) == last - first + 1) {
            return;
        }
        Set<Long> there = read(store -> store.audit().sourceIds(first, last));
        for (long id = first; id <= last && findings.size() < MOST; id++) {
            if (!there.contains(id)) {
                found("SOURCE_MISSING", "There is no source %d, which an event says was posted".formatted(id));
            }
        }
    }

    private static Optional<Long> id(Event event, String prefix) {
        String id = event.subject().startsWith(prefix) ? event.subject().substring(prefix.length()) : "";
        return NUMBER.matcher(id).matches() ? Optional.of(Long.valueOf(id)) : Optional.empty();
    }
}
