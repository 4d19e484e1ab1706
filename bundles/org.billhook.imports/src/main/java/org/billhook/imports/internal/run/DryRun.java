package org.billhook.imports.internal.run;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.billhook.core.api.BillingObjects;
import org.billhook.core.model.Finding;
import org.billhook.core.model.ObjectRef;
import org.billhook.core.model.Severity;
import org.billhook.imports.internal.rows.ReadRow;

/** Reads rows as an import would and posts none; unknown objects are found, repeated external ids are not. */
final class DryRun {

    private static final int MOST_KNOWN = 100_000;
    private static final int MOST_SHOWN = 100;

    private final BillingObjects objects;
    private final Map<ObjectRef, Boolean> known = new HashMap<>();
    private final List<Finding> shown = new ArrayList<>();
    private long rows;
    private long refused;
    private long skipped;

    DryRun(BillingObjects objects) {
        this.objects = objects;
    }

    /** The same rows, those refused whose object neither exists nor would be created. */
    List<ReadRow> check(List<ReadRow> page) {
        List<ReadRow> checked = new ArrayList<>(page.size());
        for (ReadRow row : page) {
            checked.add(count(check(row)));
        }
        if (known.size() > MOST_KNOWN) {
            known.clear();
        }
        return checked;
    }

    /** How many rows would be posted, and the first findings. */
    List<Finding> summary() {
        List<Finding> summary = new ArrayList<>(List.of(ImportRunner.info(
                "Dry run of %d rows: %d can be posted, %d refused, %d skipped; the first %d findings of rows follow"
                        .formatted(rows, rows - refused - skipped, refused, skipped, shown.size()))));
        summary.addAll(shown);
        return summary;
    }

    private ReadRow count(ReadRow row) {
        rows++;
        skipped += row.skipped() ? 1 : 0;
        refused += row.draft().isEmpty() && !row.skipped() ? 1 : 0;
        for (Finding finding : row.findings()) {
            if (shown.size() < MOST_SHOWN) {
                // a job with an error counts as failed; a dry run that finds wrong rows did what it should
                shown.add(new Finding(
                        Severity.WARNING, finding.code(), finding.field(), finding.rule(), finding.message()));
            }
        }
        return row;
    }

    private ReadRow check(ReadRow row) {
        if (row.draft().isEmpty()) {
            return row;
        }
        ObjectRef object = row.draft().get().object();
        boolean created = row.objects().stream().anyMatch(need -> need.ref().equals(object));
        if (created || known.computeIfAbsent(object, ref -> objects.find(ref).isPresent())) {
            return row;
        }
        return row.refusedFor(List.of(Finding.error(
                "UNKNOWN_OBJECT",
                "Row %d: there is no %s, and the mapping does not create it".formatted(row.number(), object))));
    }
}
