package org.billhook.imports.internal.run;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.time.Instant;
import java.util.Optional;
import org.billhook.core.api.Actor;
import org.billhook.core.api.BillhookException;
import org.billhook.core.api.ImportJournal;
import org.billhook.core.api.Jobs;
import org.billhook.imports.internal.files.BrokenFile;
import org.billhook.imports.internal.files.TableFile;
import org.billhook.imports.internal.mapping.Mapping;
import org.billhook.imports.internal.rows.RowReader;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Takes uploads and turns each into a job. */
@Component(service = Imports.class)
public final class Imports {

    /** @param importId in the journal; 0 for a dry run, which leaves no trace there */
    public record Started(long importId, Jobs.Job job) {}

    private static final Logger LOG = LoggerFactory.getLogger(Imports.class);

    private final ImportJournal journal;
    private final Jobs jobs;
    private final Mappings mappings;
    private final Uploads uploads;

    @Activate
    public Imports(
            @Reference ImportJournal journal,
            @Reference Jobs jobs,
            @Reference Mappings mappings,
            @Reference Uploads uploads)
            throws IOException {
        this.journal = journal;
        this.jobs = jobs;
        this.mappings = mappings;
        this.uploads = uploads;
        clearLeftovers();
    }

    /** Starts the import of what came in; the intake is closed by the caller. */
    public Started start(Intake intake, String mapping, boolean dryRun, Actor actor) throws IOException {
        clearLeftovers();
        Mappings.Named named = mappings.get(mapping);
        Upload upload = intake.describe(named);
        checkFiles(intake.folder(), upload);
        if (!dryRun) {
            upload = upload.withImport(
                    journal.open(named.name(), named.version(), upload.file(), upload.checksum(), actor)
                            .id());
        }
        intake.folder().describe(upload);
        UploadFolder folder = intake.keep();
        try {
            return new Started(upload.importId(), jobs.submit(ImportRunner.KIND, folder.name(), actor));
        } catch (RuntimeException e) {
            abandon(folder, ImportJournal.State.FAILED);
            throw e;
        }
    }

    private static void checkFiles(UploadFolder folder, Upload upload) throws IOException {
        Mapping mapping = Mappings.compile(upload.mappingJson());
        try (TableFile csv =
                TableFile.open(folder.file(upload.main()), mapping.file(), mapping.formats(), mapping.ownColumns())) {
            RowReader.checkFiles(mapping, csv.header(), upload.joined().keySet());
        } catch (BrokenFile e) {
            throw new BillhookException(BillhookException.Type.REFUSED, e.finding());
        }
    }

    private void abandon(UploadFolder folder, ImportJournal.State state) throws IOException {
        long importId = folder.isComplete() ? folder.upload().importId() : 0;
        if (journal.find(importId)
                .filter(found -> found.state() == ImportJournal.State.RUNNING)
                .isPresent()) {
            journal.end(importId, state);
        }
        folder.delete();
    }

    /**
     * What a kill left between an upload and its job, or between the end of a job and its clearing; and the files of jobs that
     * were cancelled before they began.
     */
    private synchronized void clearLeftovers() throws IOException {
        Instant start =
                Instant.ofEpochMilli(ManagementFactory.getRuntimeMXBean().getStartTime());
        for (UploadFolder folder : uploads.all()) {
            Optional<Jobs.Job> job = folder.isComplete() ? jobOf(folder) : Optional.empty();
            boolean leftover = job.map(found -> found.endedAt().isPresent()).orElse(folder.isOlderThan(start));
            if (leftover) {
                boolean cancelled = job.filter(found -> found.state() == Jobs.State.CANCELLED)
                        .isPresent();
                clear(folder, cancelled ? ImportJournal.State.CANCELLED : ImportJournal.State.FAILED);
            }
        }
    }

    private void clear(UploadFolder folder, ImportJournal.State state) throws IOException {
        LOG.warn("Upload without a job that could use it is deleted folder='{}'", folder.name());
        try {
            abandon(folder, state);
        } catch (BillhookException e) {
            LOG.warn("Import without a job can't be ended folder='{}'", folder.name(), e);
        }
    }

    private Optional<Jobs.Job> jobOf(UploadFolder folder) {
        return jobs.of(ImportRunner.KIND, folder.name()).stream().findFirst();
    }

    public Jobs.Job job(long id) {
        return jobs.find(id).orElseThrow(() -> BillhookException.unknown("job", id));
    }
}
