package org.billhook.imports.internal.run;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.billhook.core.api.ImportJournal;
import org.billhook.core.api.ImportJournal.RowResult;
import org.billhook.core.api.ImportJournal.RowResult.Outcome;
import org.billhook.core.model.Finding;
import org.billhook.core.model.ObjectRef;
import org.billhook.core.model.Severity;
import org.billhook.imports.internal.mapping.Mapping;
import org.billhook.imports.internal.rows.ReadRow;

/** Asks what an import would do with the rows of a file, by the checks of the import itself, and posts none. */
final class DryRun {

    private static final int MOST_SHOWN = 100;

    private final ImportJournal journal;
    private final Mapping mapping;
    private final List<Finding> shown = new ArrayList<>();
    private final Map<Outcome, Long> counts = new EnumMap<>(Outcome.class);

    DryRun(ImportJournal journal, Mapping mapping) {
        this.journal = journal;
        this.mapping = mapping;
    }

    List<CheckedRow> check(List<ReadRow> page) {
        Set<ObjectRef> created = page.stream()
                .flatMap(row -> row.objects().stream())
                .map(ReadRow.Need::ref)
                .collect(Collectors.toSet());
        List<RowResult> results = journal.check(
                ImportRunner.origin(mapping),
                page.stream().map(ReadRow::forJournal).toList(),
                mapping.repeats().changed(),
                created);
        List<CheckedRow> checked = new ArrayList<>(page.size());
        for (int i = 0; i < page.size(); i++) {
            checked.add(new CheckedRow(page.get(i), count(page.get(i), results.get(i))));
        }
        return checked;
    }

    /** How many rows would be posted, and the first findings. */
    List<Finding> summary() {
        List<Finding> summary = new ArrayList<>(List.of(ImportRunner.info(
                "Dry run of %d rows: %d can be posted, %d unchanged, %d refused, %d skipped; the first %d findings of rows follow"
                        .formatted(
                                counts.values().stream()
                                        .mapToLong(Long::longValue)
                                        .sum(),
                                counts.getOrDefault(Outcome.POSTED, 0L),
                                counts.getOrDefault(Outcome.UNCHANGED, 0L),
                                counts.getOrDefault(Outcome.REFUSED, 0L),
                                counts.getOrDefault(Outcome.SKIPPED, 0L),
                                shown.size()))));
        summary.addAll(shown);
        return summary;
    }

    private RowResult count(ReadRow row, RowResult of) {
        // what a row before it will have posted is not there yet
        boolean again = row.isAgain() && of.outcome() == Outcome.POSTED;
        RowResult result = again ? new RowResult(of.number(), Outcome.UNCHANGED, of.source(), of.findings()) : of;
        counts.merge(result.outcome(), 1L, Long::sum);
        for (Finding finding : result.findings()) {
            if (shown.size() < MOST_SHOWN) {
                // a job with an error counts as failed; a dry run that finds wrong rows did what it should
                shown.add(new Finding(
                        Severity.WARNING, finding.code(), finding.field(), finding.rule(), named(row, finding)));
            }
        }
        return result;
    }

    private static String named(ReadRow row, Finding finding) {
        String message = finding.message();
        return message.startsWith("Row ") ? message : "Row %d: %s".formatted(row.number(), message);
    }
}
