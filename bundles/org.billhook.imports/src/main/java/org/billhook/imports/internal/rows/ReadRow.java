package org.billhook.imports.internal.rows;

import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.billhook.core.api.BillingObjects;
import org.billhook.core.api.ImportJournal;
import org.billhook.core.model.Finding;
import org.billhook.core.model.ObjectRef;
import org.billhook.core.spi.source.SourceDraft;

/**
 * A row as the mapping reads it.
 *
 * @param draft empty if the row is skipped or refused
 * @param objects what must be there before the draft can be posted, in the order of the mapping
 */
public record ReadRow(
        long number, Optional<SourceDraft> draft, boolean skipped, List<Finding> findings, List<Need> objects) {

    /**
     * An object that a row needs.
     *
     * @param draft what to create where it is missing
     * @param statuses to bring a created one to
     */
    public record Need(ObjectRef ref, Supplier<BillingObjects.Draft> draft, List<String> statuses) {}

    static ReadRow skipped(long number) {
        return new ReadRow(number, Optional.empty(), true, List.of(), List.of());
    }

    static ReadRow refused(long number, List<Finding> findings) {
        return new ReadRow(number, Optional.empty(), false, findings, List.of());
    }

    public ReadRow refusedFor(List<Finding> reasons) {
        return refused(number, reasons);
    }

    public ImportJournal.Row forJournal() {
        return new ImportJournal.Row(number, draft, skipped, findings);
    }
}
