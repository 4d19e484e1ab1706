package org.billhook.itests.fuzz;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import org.awaitility.Awaitility;
import org.billhook.harness.Api;

/**
 * What a change leaves behind in any case: an event, an entry of the change log, a job, an import, a run, a user, a token. Events get
 * their numbers a moment after they happened, so they are told apart by their time: it lies in an allowed span or it does not.
 */
final class State {

    private static final int OFTEN = 15;
    private static final int SPANS = 1_000;

    private record Span(Instant from, Instant to) {
        boolean has(Instant at) {
            return !at.isBefore(from) && !at.isAfter(to);
        }
    }

    private final Api administrator;
    private final Deque<Span> allowed = new ArrayDeque<>();
    private long lastEvent;
    private String lastChange = "";
    private String counts = "";
    private int looks;

    State(Api administrator) {
        this.administrator = administrator;
        allow(Instant.EPOCH);
    }

    /** What happened since then, the jobs that came of it included, is no wonder. Waits for their end. */
    void allow(Instant from) {
        Awaitility.await("jobs at their end")
                .atMost(Duration.ofMinutes(3))
                .pollInterval(Duration.ofMillis(20))
                .until(() -> !isBusy());
        allowed.addFirst(new Span(from, Instant.now()));
        if (allowed.size() > SPANS) {
            allowed.removeLast();
        }
        lastChange = newestChange();
        counts = counts();
    }

    /** What happened that was not allowed; the events and changes each time, the rest every so often. */
    Optional<String> change() {
        for (JsonNode event : items("/events?limit=1000&after=" + lastEvent)) {
            lastEvent = event.get("number").asLong();
            Instant at = Instant.parse(event.get("at").asText());
            if (allowed.stream().noneMatch(span -> span.has(at))) {
                return Optional.of("event " + event);
            }
        }
        String change = newestChange();
        if (!change.equals(lastChange)) {
            return Optional.of("change " + change);
        }
        looks++;
        String now = looks % OFTEN == 0 ? counts() : counts;
        return now.equals(counts) ? Optional.empty() : Optional.of("%s, before %s".formatted(now, counts));
    }

    private boolean isBusy() {
        for (JsonNode job : items("/jobs?limit=50")) {
            if (List.of("WAITING", "RUNNING").contains(job.get("state").asText())) {
                return true;
            }
        }
        return false;
    }

    private String newestChange() {
        return items("/changes?limit=1").toString();
    }

    private String counts() {
        StringBuilder counts = new StringBuilder();
        counts.append("/jobs ").append(items("/jobs?limit=1").findValuesAsText("id"));
        for (String list : List.of("/imports", "/runs", "/requests", "/prices", "/mappings", "/field-rules")) {
            JsonNode first = items(list + "?limit=1");
            counts.append(list)
                    .append(' ')
                    .append(first.isEmpty() ? "" : first.get(0).toString().hashCode());
        }
        counts.append(" users ").append(items("/users").toString().hashCode());
        counts.append(" tokens ").append(items("/tokens").size());
        counts.append(" profiles ").append(items("/dip-profiles").toString().hashCode());
        return counts.toString();
    }

    private JsonNode items(String path) {
        return administrator.get(path).expect(200).json().get("items");
    }
}
