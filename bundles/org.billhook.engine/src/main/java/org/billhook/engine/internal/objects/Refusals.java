package org.billhook.engine.internal.objects;

import java.util.List;
import org.billhook.core.api.BillhookException;
import org.billhook.core.api.BillhookException.Type;
import org.billhook.core.model.Finding;

/** How a change of objects is refused. */
final class Refusals {

    private Refusals() {}

    static BillhookException refused(Finding finding) {
        return new BillhookException(Type.REFUSED, finding);
    }

    static BillhookException conflict(Finding finding) {
        return new BillhookException(Type.CONFLICT, finding);
    }

    /** Refuses with all errors at once, if there are any. */
    static void throwIfErrors(List<Finding> findings) {
        List<Finding> errors = findings.stream().filter(Finding::isError).toList();
        if (!errors.isEmpty()) {
            throw new BillhookException(Type.REFUSED, errors);
        }
    }
}
