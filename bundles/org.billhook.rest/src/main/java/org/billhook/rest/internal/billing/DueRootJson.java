package org.billhook.rest.internal.billing;

import io.swagger.v3.oas.annotations.media.Schema;
import java.time.LocalDate;
import java.util.List;
import org.billhook.core.api.DueList;
import org.billhook.core.model.ObjectRef;
import org.billhook.rest.wire.FindingJson;
import org.billhook.rest.wire.MeasuredJson;
import org.billhook.rest.wire.MoneyJson;

/** A root on the due list. */
@Schema(
        name = "DueRoot",
        requiredProperties = {"root", "reasons"})
public record DueRootJson(
        @Schema(description = "Head of the root, as kind/key; none/no-root for postings that belong to none")
                String root,
        @Schema(description = "Item that would bill it") String item,
        @Schema(description = "Billing relevance of that item") String relevance,
        @Schema(description = "Party of that item, who would get the bill") String party,
        @Schema(description = "Open sources up to the key date") long due,
        @Schema(description = "How many of these no item of the root bills") long unbilled,
        @Schema(description = "Earliest service date of what is due; absent where none has a day")
                LocalDate firstServiceDate,
        @Schema(description = "What is open, one sum for each measure") List<MeasuredJson> open,
        @Schema(
                        description =
                                "What would be billed if nothing stood against it, one sum for each currency; absent where it was not"
                                        + " asked for, there are more than 1000 sources, or a rule broke")
                List<MoneyJson> atStake,
        @Schema(description = "Why it can't be billed now; empty if it can") List<FindingJson> reasons) {

    static DueRootJson of(DueList.DueRoot due) {
        return new DueRootJson(
                due.root().toString(),
                due.item().map(ObjectRef::toString).orElse(null),
                due.relevance().orElse(null),
                due.party().orElse(null),
                due.due(),
                due.unbilled(),
                due.firstServiceDate().orElse(null),
                due.open().stream().map(MeasuredJson::of).toList(),
                due.atStake()
                        .map(sums -> sums.stream().map(MoneyJson::of).toList())
                        .orElse(null),
                FindingJson.of(due.reasons()));
    }
}
