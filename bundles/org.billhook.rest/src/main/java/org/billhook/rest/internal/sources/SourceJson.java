package org.billhook.rest.internal.sources;

import io.swagger.v3.oas.annotations.media.Schema;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Map;
import org.billhook.core.api.StoredSource;
import org.billhook.core.model.ObjectRef;
import org.billhook.rest.wire.MoneyJson;

/** A posting on the wire, with what stands on it now. */
@Schema(
        name = "Source",
        requiredProperties = {
            "kind",
            "origin",
            "externalId",
            "object",
            "serviceDate",
            "postingDate",
            "enteredAt",
            "characteristics",
            "balance"
        },
        description = "A posting that can be billed, with what stands on it now.")
public record SourceJson(
        @Schema(description = "Id in paths") long id,
        @Schema(description = "Kind of source, such as time or cost-line") String kind,
        @Schema(
                        description =
                                "Who sent it: api, api/<name> or import/<mapping>; object, transfer or reversal if the"
                                        + " server posted it by itself")
                String origin,
        @Schema(description = "Unique within its origin") String externalId,
        @Schema(example = "wbs-element/PC2.PBC42") String object,
        @Schema(description = "Head of its root, as kind/key; absent if it belongs to none") String root,
        LocalDate serviceDate,
        LocalDate postingDate,
        @Schema(description = "When the server took it in, in UTC") Instant enteredAt,
        @Schema(description = "What was done, for people") String text,
        @Schema(description = "Whether it can ever be billed") boolean billable,
        Map<String, String> characteristics,
        @Schema(description = "What it cost; absent where none was posted") MoneyJson cost,
        @Schema(description = "Id of the posting it takes back") Long reverses,
        @Schema(description = "First day a held share can be billed again") LocalDate heldUntil,
        @Schema(description = "Where each share of it is now") BalanceJson balance) {

    public static SourceJson of(StoredSource source) {
        return new SourceJson(
                source.id(),
                source.kind(),
                source.origin(),
                source.externalId(),
                source.object().toString(),
                source.root().map(ObjectRef::toString).orElse(null),
                source.serviceDate(),
                source.postingDate(),
                source.enteredAt(),
                source.text(),
                source.billable(),
                source.characteristics(),
                source.cost().map(MoneyJson::of).orElse(null),
                source.reverses().orElse(null),
                source.heldUntil().orElse(null),
                BalanceJson.of(source.balance()));
    }
}
