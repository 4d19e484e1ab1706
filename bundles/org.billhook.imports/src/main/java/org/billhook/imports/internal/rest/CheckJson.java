package org.billhook.imports.internal.rest;

import io.swagger.v3.oas.annotations.media.Schema;
import java.util.List;
import org.billhook.imports.internal.run.CheckedRow;

/** What an import would do with the first rows of a file. */
@Schema(
        name = "MappingCheck",
        requiredProperties = {"rows"})
public record CheckJson(
        @Schema(description = "How many an import would post") long postable,
        long unchanged,
        long refused,
        long skipped,
        @Schema(description = "What it would do with each row") List<CheckedRowJson> rows) {

    static CheckJson of(List<CheckedRow> rows) {
        List<CheckedRowJson> checked = rows.stream().map(CheckedRowJson::of).toList();
        return new CheckJson(
                count(checked, CheckedRowJson.POSTABLE),
                count(checked, "UNCHANGED"),
                count(checked, "REFUSED"),
                count(checked, "SKIPPED"),
                checked);
    }

    private static long count(List<CheckedRowJson> rows, String outcome) {
        return rows.stream().filter(row -> row.outcome().equals(outcome)).count();
    }
}
