package org.billhook.core.spi.object;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.LinkedList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.billhook.core.model.Finding;
import org.billhook.core.model.Phase;

/**
 * The statuses of a kind, the phase each one stands for, and the allowed changes.
 *
 * @param initial status of a new object
 * @param phases phase per status, in the order of the life cycle
 * @param transitions statuses that can follow, per status; a status without an entry is final
 */
public record LifeCycle(String initial, Map<String, Phase> phases, Map<String, Set<String>> transitions) {

    public LifeCycle {
        phases = java.util.Collections.unmodifiableMap(new LinkedHashMap<>(phases));
        transitions = Map.copyOf(transitions);
        if (!phases.containsKey(initial)) {
            throw new IllegalArgumentException(
                    "Initial status %s is not one of %s".formatted(initial, phases.keySet()));
        }
        for (Map.Entry<String, Set<String>> entry : transitions.entrySet()) {
            if (!phases.containsKey(entry.getKey()) || !phases.keySet().containsAll(entry.getValue())) {
                throw new IllegalArgumentException("Transition %s names an unknown status".formatted(entry));
            }
        }
    }

    /**
     * A life cycle, status by status.
     *
     * @param initial status of a new object
     * @param next statuses that can follow it
     */
    public static Builder from(String initial, Phase phase, String... next) {
        return new Builder(initial).then(initial, phase, next);
    }

    /** Puts a life cycle together; not for more than one thread. */
    public static final class Builder {
        private final String initial;
        private final Map<String, Phase> phases = new LinkedHashMap<>();
        private final Map<String, Set<String>> transitions = new LinkedHashMap<>();

        private Builder(String initial) {
            this.initial = initial;
        }

        /** One more status, and those that can follow it. */
        public Builder then(String status, Phase phase, String... next) {
            phases.put(status, phase);
            transitions.put(status, Set.of(next));
            return this;
        }

        /** @throws IllegalArgumentException if a status that follows is unknown */
        public LifeCycle build() {
            return new LifeCycle(initial, phases, transitions);
        }
    }

    /** @throws IllegalArgumentException if the status is unknown */
    public Phase phase(String status) {
        Phase phase = phases.get(status);
        if (phase == null) {
            throw new IllegalArgumentException("Status '%s' is not one of %s".formatted(status, phases.keySet()));
        }
        return phase;
    }

    public boolean allows(String from, String to) {
        return transitions.getOrDefault(from, Set.of()).contains(to);
    }

    /**
     * Why a change of status is refused, with the way that leads there where one does (G-3); empty if it is allowed or
     * nothing changes.
     */
    public Optional<Finding> refusal(String from, String to) {
        if (from.equals(to) || allows(from, to)) {
            return Optional.empty();
        }
        List<String> way = way(from, to);
        String advice = way.isEmpty()
                ? "no way leads there; allowed: %s".formatted(next(from))
                : "the way is %s".formatted(String.join(", ", way));
        String message = phases.containsKey(to)
                ? "Status %s can't become %s directly: %s".formatted(from, to, advice)
                : "Status '%s' is not one of %s".formatted(to, phases.keySet());
        return Optional.of(Finding.error("STATUS_CHANGE", "status", message).withRule("G-3"));
    }

    /** The statuses to pass, {@code to} included and {@code from} not, on a shortest way; empty if there is none. */
    public List<String> way(String from, String to) {
        Map<String, String> cameFrom = new LinkedHashMap<>();
        Deque<String> queue = new ArrayDeque<>(List.of(from));
        while (!queue.isEmpty() && !cameFrom.containsKey(to)) {
            String status = queue.remove();
            for (String next : next(status)) {
                if (!next.equals(from) && cameFrom.putIfAbsent(next, status) == null) {
                    queue.add(next);
                }
            }
        }
        LinkedList<String> way = new LinkedList<>();
        for (String status = to; cameFrom.containsKey(status); status = cameFrom.get(status)) {
            way.addFirst(status);
        }
        return way;
    }

    /** Statuses that can follow, in the order of the life cycle. */
    private List<String> next(String status) {
        return phases.keySet().stream().filter(to -> allows(status, to)).toList();
    }
}
