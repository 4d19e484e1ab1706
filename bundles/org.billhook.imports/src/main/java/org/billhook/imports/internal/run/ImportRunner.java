package org.billhook.imports.internal.run;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.function.BiConsumer;
import java.util.function.UnaryOperator;
import org.billhook.core.api.Actor;
import org.billhook.core.api.BillingObjects;
import org.billhook.core.api.ImportJournal;
import org.billhook.core.api.ImportJournal.Import;
import org.billhook.core.api.ImportJournal.State;
import org.billhook.core.api.ImportJournal.Turn;
import org.billhook.core.api.JobRunner;
import org.billhook.core.api.Roles;
import org.billhook.core.model.Finding;
import org.billhook.core.model.Severity;
import org.billhook.imports.internal.files.BrokenFile;
import org.billhook.imports.internal.files.TableFile;
import org.billhook.imports.internal.mapping.Mapping;
import org.billhook.imports.internal.rows.ReadRow;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/**
 * Does one import: reads the file to its end first, so that a broken one posts nothing, then posts it page by page after
 * the last row that the journal has.
 */
@Component(property = {JobRunner.KIND + "=" + ImportRunner.KIND, JobRunner.ROLES + "=" + Roles.INTEGRATOR})
public final class ImportRunner implements JobRunner {

    /** Kind of the jobs. */
    public static final String KIND = "import";

    static final int PAGE = 1_000;

    /** As many as make a database work on one while the rows of another are made ready. */
    private static final int POSTED_AT_ONCE = 2;

    private final ImportJournal journal;
    private final BillingObjects objects;
    private final Uploads uploads;

    @Activate
    public ImportRunner(
            @Reference ImportJournal journal, @Reference BillingObjects objects, @Reference Uploads uploads) {
        this.journal = journal;
        this.objects = objects;
        this.uploads = uploads;
    }

    @Override
    public List<Finding> run(Progress progress) throws Exception {
        String name = progress.job().subject();
        Optional<UploadFolder> folder = uploads.find(name);
        if (folder.isEmpty()) {
            // deleted last of all, so that all was done when the server died
            return List.of(info("The files of this job were dealt with before"));
        }
        Upload upload = folder.get().upload();
        try {
            List<Finding> findings =
                    upload.isDryRun() ? dryRun(folder.get(), upload, progress) : post(folder.get(), upload, progress);
            if (!progress.suspended()) {
                folder.get().delete();
            }
            return findings;
        } catch (BrokenFile e) {
            end(upload, State.FAILED);
            folder.get().delete();
            return List.of(e.finding());
        } catch (IOException | RuntimeException e) {
            if (!progress.suspended()) {
                giveUp(folder.get(), upload, e);
            }
            throw e;
        }
    }

    private List<Finding> post(UploadFolder folder, Upload upload, Progress progress) throws IOException, BrokenFile {
        Import before = journal.find(upload.importId())
                .orElseThrow(() ->
                        new IllegalStateException("Import %d is not in the journal".formatted(upload.importId())));
        if (before.state() != State.RUNNING) {
            return summary(before);
        }
        Mapping mapping = Mappings.compile(upload.mappingJson());
        MissingObjects missing = new MissingObjects(objects, new Actor(before.actor()));
        boolean whole = eachPage(
                folder, upload, mapping, before.rows(), progress, missing::ensure, POSTED_AT_ONCE, (page, turn) -> {
                    List<ImportJournal.Row> rows =
                            page.stream().map(ReadRow::forJournal).toList();
                    journal.post(
                            upload.importId(),
                            origin(mapping),
                            rows,
                            mapping.repeats().changed(),
                            turn);
                });
        if (!whole && progress.suspended()) {
            return List.of();
        }
        return summary(journal.end(upload.importId(), whole ? State.DONE : State.CANCELLED));
    }

    private List<Finding> dryRun(UploadFolder folder, Upload upload, Progress progress) throws IOException, BrokenFile {
        Mapping mapping = Mappings.compile(upload.mappingJson());
        DryRun dryRun = new DryRun(journal, mapping);
        eachPage(folder, upload, mapping, 0, progress, page -> page, 1, (page, turn) -> dryRun.check(page));
        return dryRun.summary();
    }

    /**
     * @param from rows that were done before
     * @param before what makes a page ready, on another thread, while pages before it are worked on and the next one is read
     * @param atOnce number of pages that are worked on at the same time
     * @param work what to do with a page then
     * @return whether all rows are done; else the job was cancelled or suspended
     */
    private boolean eachPage(
            UploadFolder folder,
            Upload upload,
            Mapping mapping,
            long from,
            Progress progress,
            UnaryOperator<List<ReadRow>> before,
            int atOnce,
            BiConsumer<List<ReadRow>, Turn> work)
            throws IOException, BrokenFile {
        Path main = folder.file(upload.main());
        progress.total(TableFile.verify(main, mapping.file(), mapping.formats(), mapping.ownColumns()));
        progress.done(from);
        try (RowSource rows = RowSource.open(main, folder.joined(upload), mapping, uploads.mostJoinedRows())) {
            rows.skip(from);
            try (PagesAhead read = new PagesAhead(() -> rows.next(PAGE));
                    PagesAhead pages = new PagesAhead(() -> before.apply(read.next()));
                    PagesInTurn worked = new PagesInTurn(atOnce, progress::done)) {
                List<ReadRow> page = pages.next();
                while (!page.isEmpty()) {
                    worked.awaitRoom();
                    if (progress.cancelled() || progress.suspended()) {
                        break;
                    }
                    List<ReadRow> next = page;
                    worked.add(next.get(next.size() - 1).number(), turn -> work.accept(next, turn));
                    page = pages.next();
                }
                worked.end();
                return page.isEmpty();
            }
        }
    }

    private static List<Finding> summary(Import done) {
        String message = "%d rows: %d posted, %d unchanged, %d refused, %d skipped"
                .formatted(done.rows(), done.posted(), done.unchanged(), done.refused(), done.skipped());
        return List.of(done.refused() == 0 ? info(message) : Finding.warning("ROWS_REFUSED", message));
    }

    private void giveUp(UploadFolder folder, Upload upload, Exception reason) {
        try {
            end(upload, State.FAILED);
            folder.delete();
        } catch (IOException | RuntimeException e) {
            reason.addSuppressed(e);
        }
    }

    private void end(Upload upload, State state) {
        if (!upload.isDryRun()) {
            journal.end(upload.importId(), state);
        }
    }

    /** Under which the external ids of a mapping are unique. */
    static String origin(Mapping mapping) {
        return "import/" + mapping.origin();
    }

    static Finding info(String message) {
        return new Finding(Severity.INFO, "IMPORT", Optional.empty(), Optional.empty(), message);
    }
}
