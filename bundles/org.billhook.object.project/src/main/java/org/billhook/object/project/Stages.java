package org.billhook.object.project;

import java.util.Optional;
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

    static final LifeCycle LIFE_CYCLE = LifeCycle.from(IN_PLANNING, Phase.OPEN, CONTRACT_PREPARATION, IN_EXECUTION)
            .then(CONTRACT_PREPARATION, Phase.IN_PROCESS, IN_PLANNING, IN_EXECUTION)
            .then(IN_EXECUTION, Phase.RELEASED, COMPLETED, CONTRACT_PREPARATION)
            .then(COMPLETED, Phase.COMPLETED, IN_EXECUTION, CLOSED)
            .then(CLOSED, Phase.CLOSED, COMPLETED)
            .build();

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
}
