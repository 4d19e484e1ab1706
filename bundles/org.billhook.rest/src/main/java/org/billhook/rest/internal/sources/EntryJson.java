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
        long act,
        int seq,
        @Schema(implementation = ActKind.class) String kind,
        MeasuredJson share,
        @Schema(description = "What the share became") MoneyJson value,
        @Schema(description = "Request that it stands on") Long document,
        Integer position,
        String actor,
        String reason,
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
                entry.reason(),
                entry.at());
    }
}
