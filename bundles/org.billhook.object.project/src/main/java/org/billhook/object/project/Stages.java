package org.billhook.object.project;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.billhook.core.model.Finding;
import org.billhook.core.model.Phase;
import org.billhook.core.spi.object.LifeCycle;
import org.billhook.core.spi.object.ObjectSnapshot;

/** Stages of a project and what may follow what: the one place for table J-24 (G-11). */
final class Stages {

    static final String IN_PLANNING = "IN_PLANNING";
    static final String CONTRACT_PREPARATION = "CONTRACT_PREPARATION";
    static final String IN_EXECUTION = "IN_EXECUTION";
    static final String COMPLETED = "COMPLETED";
    static final String CLOSED = "CLOSED";

    static final LifeCycle LIFE_CYCLE = new LifeCycle(
            IN_PLANNING,
            phases(),
            Map.of(
                    IN_PLANNING, Set.of(CONTRACT_PREPARATION, IN_EXECUTION),
                    CONTRACT_PREPARATION, Set.of(IN_PLANNING, IN_EXECUTION),
                    IN_EXECUTION, Set.of(COMPLETED, CONTRACT_PREPARATION),
                    COMPLETED, Set.of(IN_EXECUTION, CLOSED),
                    CLOSED, Set.of(COMPLETED)));

    private Stages() {}

    /** The conditions of the table that a list of transitions can't say: its footnotes. */
    static Optional<Finding> refusal(ObjectSnapshot before, ObjectSnapshot after) {
        String from = before.status();
        String to = after.status();
        boolean withCustomer = after.attribute("customer").isPresent();
        if (from.equals(IN_PLANNING) && to.equals(IN_EXECUTION) && withCustomer) {
            return Optional.of(refused(
                    "CONTRACT_NEEDED", "A project with a customer goes to IN_EXECUTION through CONTRACT_PREPARATION"));
        }
        boolean back = from.equals(CONTRACT_PREPARATION) && to.equals(IN_PLANNING)
                || from.equals(IN_EXECUTION) && to.equals(CONTRACT_PREPARATION);
        boolean used = after.billed() || after.firstActualPosting().isPresent();
        if (back && used) {
            return Optional.of(refused(
                    "ALREADY_POSTED",
                    "Stage %s can't go back to %s: something is posted or billed".formatted(from, to)));
        }
        return Optional.empty();
    }

    private static Finding refused(String code, String message) {
        return Finding.error(code, "status", message).withRule("J-24");
    }

    private static Map<String, Phase> phases() {
        Map<String, Phase> phases = new LinkedHashMap<>();
        phases.put(IN_PLANNING, Phase.OPEN);
        phases.put(CONTRACT_PREPARATION, Phase.IN_PROCESS);
        phases.put(IN_EXECUTION, Phase.RELEASED);
        phases.put(COMPLETED, Phase.COMPLETED);
        phases.put(CLOSED, Phase.CLOSED);
        return phases;
    }
}
