package org.billhook.core.spi.object;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
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
}
