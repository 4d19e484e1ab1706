package org.billhook.object.serviceorder;

import java.util.Optional;
import org.billhook.core.model.Finding;
import org.billhook.core.model.Phase;
import org.billhook.core.spi.object.LifeCycle;
import org.billhook.core.spi.object.ObjectInContext;
import org.billhook.core.spi.object.ObjectSnapshot;

/** How quotations and their items live, and when they can become orders. */
final class Quotations {

    static final String ACCEPTED = "ACCEPTED";

    /** Released is sent to the customer, who accepts or rejects; both can be taken back as long as no order came of it. */
    static final LifeCycle LIFE_CYCLE = LifeCycle.from("OPEN", Phase.OPEN, "IN_PROCESS", "RELEASED")
            .then("IN_PROCESS", Phase.IN_PROCESS, "OPEN", "RELEASED")
            .then("RELEASED", Phase.RELEASED, ACCEPTED, "REJECTED")
            .then(ACCEPTED, Phase.COMPLETED, "IN_PROCESS")
            .then("REJECTED", Phase.CLOSED, "IN_PROCESS")
            .build();

    private Quotations() {}

    /** @param field attribute that names the quotation or its item */
    static Optional<Finding> notAccepted(ObjectSnapshot quoted, String field) {
        return quoted.status().equals(ACCEPTED)
                ? Optional.empty()
                : Optional.of(Finding.error(
                                "NOT_ACCEPTED",
                                field,
                                "%s is %s: only what is %s becomes an order"
                                        .formatted(quoted.ref(), quoted.status(), ACCEPTED))
                        .withRule("R-5"));
    }

    /** What an order came of stays accepted. */
    static Optional<Finding> ordered(ObjectInContext quoted, String orderKind) {
        boolean takenBack = quoted.before()
                        .filter(before -> before.status().equals(ACCEPTED))
                        .isPresent()
                && !quoted.object().status().equals(ACCEPTED);
        return takenBack
                ? quoted.namedBy().stream()
                        .filter(ref -> ref.kind().equals(orderKind))
                        .findFirst()
                        .map(ref -> Finding.error(
                                        "ORDERED",
                                        "status",
                                        "%s stays %s: %s came of it"
                                                .formatted(quoted.object().ref(), ACCEPTED, ref))
                                .withRule("R-5"))
                : Optional.empty();
    }
}
