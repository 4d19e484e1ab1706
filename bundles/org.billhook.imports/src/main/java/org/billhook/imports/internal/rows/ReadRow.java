package org.billhook.imports.internal.rows;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.billhook.core.api.BillingObjects;
import org.billhook.core.api.ImportJournal;
import org.billhook.core.model.Finding;
import org.billhook.core.model.ObjectRef;
import org.billhook.core.spi.source.SourceDraft;

/** A row as the mapping reads it. */
public final class ReadRow {

    /**
     * An object that a row needs.
     *
     * @param draft what to create where it is missing
     * @param statuses that a new one passes, one after the other
     */
    public record Need(ObjectRef ref, Supplier<BillingObjects.Draft> draft, List<String> statuses) {}

    /** Of a row that is skipped or refused. */
    private static final RowId NONE = new RowId("", "", false);

    private final long number;
    private final RowId id;
    private final Optional<SourceDraft> draft;
    private final boolean skipped;
    private final boolean again;
    private final List<Finding> findings;
    private final List<Need> objects;

    private ReadRow(
            long number,
            RowId id,
            Optional<SourceDraft> draft,
            boolean skipped,
            boolean again,
            List<Finding> findings,
            List<Need> objects) {
        this.number = number;
        this.id = id;
        this.draft = draft;
        this.skipped = skipped;
        this.again = again;
        this.findings = findings;
        this.objects = objects;
    }

    static ReadRow of(long number, RowId id, SourceDraft draft, List<Finding> warnings, List<Need> objects) {
        return new ReadRow(number, id, Optional.of(draft), false, false, warnings, objects);
    }

    static ReadRow skipped(long number) {
        return new ReadRow(number, NONE, Optional.empty(), true, false, List.of(), List.of());
    }

    static ReadRow refused(long number, List<Finding> findings) {
        return new ReadRow(number, NONE, Optional.empty(), false, false, findings, List.of());
    }

    public ReadRow refusedFor(List<Finding> reasons) {
        return refused(number, reasons);
    }

    /** With another external id. */
    ReadRow as(String externalId, Finding warning) {
        SourceDraft other =
                draft.orElseThrow().toBuilder().externalId(externalId).build();
        return new ReadRow(number, id, Optional.of(other), skipped, again, with(warning), objects);
    }

    /** One posting with a row before it. */
    ReadRow again(Finding warning) {
        return new ReadRow(number, id, draft, skipped, true, with(warning), objects);
    }

    private List<Finding> with(Finding warning) {
        List<Finding> all = new ArrayList<>(findings);
        all.add(warning);
        return List.copyOf(all);
    }

    public long number() {
        return number;
    }

    RowId id() {
        return id;
    }

    /** Empty if the row is skipped or refused. */
    public Optional<SourceDraft> draft() {
        return draft;
    }

    public boolean isSkipped() {
        return skipped;
    }

    /** Whether a row before it in the file is the same posting. */
    public boolean isAgain() {
        return again;
    }

    /** Why it is refused; warnings otherwise. */
    public List<Finding> findings() {
        return findings;
    }

    /** What must be there before the draft can be posted, in the order of the mapping. */
    public List<Need> objects() {
        return objects;
    }

    public ImportJournal.Row forJournal() {
        return new ImportJournal.Row(number, draft, skipped, findings);
    }
}
