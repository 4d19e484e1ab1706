package org.billhook.shell.internal.billing;

import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import org.billhook.core.api.BillingRuns;
import org.billhook.core.model.ObjectRef;

/** What the shell asks runs and previews to do. */
final class Orders {

    private Orders() {}

    static BillingRuns.Order of(String keyDate, List<String> roots) {
        return new BillingRuns.Order(
                LocalDate.parse(keyDate),
                roots.stream().map(ObjectRef::parse).toList(),
                Optional.empty(),
                Optional.empty(),
                List.of());
    }
}
