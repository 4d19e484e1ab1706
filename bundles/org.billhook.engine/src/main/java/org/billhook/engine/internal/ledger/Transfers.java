package org.billhook.engine.internal.ledger;

import java.util.Optional;
import org.billhook.core.model.Finding;
import org.billhook.core.model.ObjectRef;
import org.billhook.core.model.Phase;
import org.billhook.engine.port.ObjectRow;
import org.billhook.engine.port.SourceRow;

/** Where a share can be moved. */
final class Transfers {

    private Transfers() {}

    /** @param target null if there is no such object */
    static Optional<Finding> refusal(ObjectRef named, SourceRow source, ObjectRow target) {
        if (target == null) {
            return error("UNKNOWN_OBJECT", "There is no billing object '%s'".formatted(named));
        }
        if (target.id() == source.object()) {
            return error("SAME_OBJECT", "Source %d is posted on %s already".formatted(source.id(), named));
        }
        if (target.phase() == Phase.CLOSED) {
            return error("OBJECT_CLOSED", "%s is in status %s and takes no postings".formatted(named, target.status()));
        }
        return Optional.empty();
    }

    private static Optional<Finding> error(String code, String message) {
        return Optional.of(Finding.error(code, "target", message));
    }
}
