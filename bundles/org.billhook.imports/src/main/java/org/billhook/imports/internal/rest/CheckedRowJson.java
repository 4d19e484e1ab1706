package org.billhook.imports.internal.rest;

import io.swagger.v3.oas.annotations.media.Schema;
import java.util.List;
import org.billhook.core.api.ImportJournal.RowResult.Outcome;
import org.billhook.core.model.ObjectRef;
import org.billhook.imports.internal.rows.ReadRow;
import org.billhook.imports.internal.run.CheckedRow;
import org.billhook.rest.wire.FindingJson;

/**
 * What an import would do with a row.
 *
 * @param outcome POSTABLE, UNCHANGED, REFUSED or SKIPPED
 * @param posting absent unless it can be posted
 * @param objects that the mapping creates where they are missing
 */
@Schema(
        name = "CheckedRow",
        requiredProperties = {"outcome", "objects", "findings"})
public record CheckedRowJson(
        long row,
        @Schema(allowableValues = {"POSTABLE", "UNCHANGED", "REFUSED", "SKIPPED"}) String outcome,
        @Schema(description = "What it would post; absent unless POSTABLE") PostingJson posting,
        @Schema(description = "Billing objects that it would create first, since they are missing, as kind/key")
                List<String> objects,
        List<FindingJson> findings) {

    static final String POSTABLE = "POSTABLE";

    static CheckedRowJson of(CheckedRow from) {
        ReadRow row = from.row();
        boolean postable = from.result().outcome() == Outcome.POSTED;
        return new CheckedRowJson(
                row.number(),
                postable ? POSTABLE : from.result().outcome().name(),
                row.draft().filter(draft -> postable).map(PostingJson::of).orElse(null),
                row.objects().stream()
                        .map(ReadRow.Need::ref)
                        .map(ObjectRef::toString)
                        .toList(),
                FindingJson.of(from.result().findings()));
    }
}
