package org.billhook.imports.internal.rest;

import io.swagger.v3.oas.annotations.media.Schema;
import java.util.List;
import org.billhook.core.model.ObjectRef;
import org.billhook.imports.internal.rows.ReadRow;
import org.billhook.rest.wire.FindingJson;

/**
 * What an import would do with a row.
 *
 * @param outcome POSTABLE, REFUSED or SKIPPED
 * @param posting absent unless it can be posted
 * @param objects that the mapping creates where they are missing
 */
@Schema(name = "CheckedRow")
public record CheckedRowJson(
        long row, String outcome, PostingJson posting, List<String> objects, List<FindingJson> findings) {

    static CheckedRowJson of(ReadRow from) {
        String outcome = from.skipped() ? "SKIPPED" : from.draft().isPresent() ? "POSTABLE" : "REFUSED";
        return new CheckedRowJson(
                from.number(),
                outcome,
                from.draft().map(PostingJson::of).orElse(null),
                from.objects().stream()
                        .map(ReadRow.Need::ref)
                        .map(ObjectRef::toString)
                        .toList(),
                FindingJson.of(from.findings()));
    }
}
