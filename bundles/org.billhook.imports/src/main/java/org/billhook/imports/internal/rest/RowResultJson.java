package org.billhook.imports.internal.rest;

import io.swagger.v3.oas.annotations.media.Schema;
import java.util.List;
import org.billhook.core.api.ImportJournal;
import org.billhook.rest.wire.FindingJson;

/**
 * What became of one row.
 *
 * @param row 1 for the first after the header
 * @param source id of the posting; absent if there is none
 */
@Schema(
        name = "RowResult",
        requiredProperties = {"outcome", "findings"})
public record RowResultJson(
        long row,
        @Schema(implementation = ImportJournal.RowResult.Outcome.class) String outcome,
        Long source,
        List<FindingJson> findings) {

    static RowResultJson of(ImportJournal.RowResult from) {
        return new RowResultJson(
                from.number(), from.outcome().name(), from.source().orElse(null), FindingJson.of(from.findings()));
    }
}
