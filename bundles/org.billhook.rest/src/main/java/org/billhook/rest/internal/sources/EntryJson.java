package org.billhook.rest.internal.sources;

import io.swagger.v3.oas.annotations.media.Schema;
import java.time.Instant;
import org.billhook.core.api.LedgerCommands;
import org.billhook.core.ledger.ActKind;
import org.billhook.rest.wire.MeasuredJson;
import org.billhook.rest.wire.MoneyJson;

/** One act on one source. */
@Schema(
        name = "LedgerEntry",
        requiredProperties = {"kind", "share", "actor", "at"},
        description = "One act on one source.")
public record EntryJson(
        @Schema(description = "Id of the act in the ledger") long act,
        @Schema(description = "Counts the acts on the source, from 1") int seq,
        @Schema(
                        description = "What was done; POST and REVALUE change what is posted, all others move a share",
                        implementation = ActKind.class)
                String kind,
        MeasuredJson share,
        @Schema(description = "What the share became; absent where nothing was valued") MoneyJson value,
        @Schema(description = "Id of the request that it stands on; absent for what no request did") Long document,
        Integer position,
        String actor,
        @Schema(description = "Who released what it gives up; absent where that needs no release") String releasedBy,
        @Schema(description = "Why it was done, in the words of the actor") String reason,
        Instant at) {

    static EntryJson of(LedgerCommands.Entry entry) {
        return new EntryJson(
                entry.act(),
                entry.seq(),
                entry.kind().name(),
                MeasuredJson.of(entry.share()),
                entry.value().map(MoneyJson::of).orElse(null),
                entry.document().orElse(null),
                entry.position().orElse(null),
                entry.actor(),
                entry.releasedBy().orElse(null),
                entry.reason(),
                entry.at());
    }
}
