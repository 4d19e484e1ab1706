package org.billhook.rest.internal.billing;

import io.swagger.v3.oas.annotations.media.Schema;
import java.time.LocalDate;
import java.util.List;
import org.billhook.core.api.BillingRuns;
import org.billhook.core.model.ObjectRef;
import org.billhook.rest.wire.FindingJson;

/** A root on the due list. */
@Schema(
        name = "DueRoot",
        requiredProperties = {"root", "reasons"})
public record DueRootJson(
        String root,
        @Schema(description = "Item that would bill it") String item,
        String relevance,
        String party,
        @Schema(description = "Open sources up to the key date") long due,
        LocalDate firstServiceDate,
        @Schema(description = "Why it can't be billed now; empty if it can") List<FindingJson> reasons) {

    static DueRootJson of(BillingRuns.DueRoot due) {
        return new DueRootJson(
                due.root().toString(),
                due.item().map(ObjectRef::toString).orElse(null),
                due.relevance().orElse(null),
                due.party().orElse(null),
                due.due(),
                due.firstServiceDate().orElse(null),
                FindingJson.of(due.reasons()));
    }
}
