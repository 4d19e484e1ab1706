package org.billhook.imports.internal.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.stream.Stream;
import org.billhook.core.api.BillhookException;
import org.billhook.core.api.ImportJournal.State;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class UploadsTest {

    @TempDir
    private Path folder;

    @Test
    void filesTogetherAreBounded() throws Exception {
        Uploads uploads = new Uploads(folder, 1 << 20, 10);
        try (Intake intake = uploads.begin()) {
            write(intake, "file", new byte[700_000]);
            assertThatThrownBy(() -> write(intake, "dates", new byte[400_000]))
                    .isInstanceOf(BillhookException.class)
                    .hasMessageContaining("larger than 1 MiB together");
        }
        assertThat(uploads.all()).isEmpty();
    }

    @Test
    void sameFileTwiceIsRefused() throws Exception {
        try (Intake intake = new Uploads(folder, 100, 10).begin()) {
            write(intake, "file", new byte[1]);
            assertThatThrownBy(() -> write(intake, "file", new byte[1]))
                    .hasMessageContaining("File 'file' is sent twice");
        }
    }

    @Test
    void uploadWithoutAJobIsEndedAndDeletedAtTheNextStart() throws Exception {
        ImportFixture before = new ImportFixture(folder);
        before.mapping(ImportFixture.MAPPING);
        before.upload(ImportFixture.HEADER + "1,P1,A,2,2014-02-28\n");
        Files.createDirectory(folder.resolve("cut-off"));
        age();

        // the job is known
        new Imports(before.journal, before.jobs, before.mappings, before.uploads);
        assertThat(before.uploads.all()).hasSize(1);
        assertThat(before.journal.find(1).orElseThrow().state()).isEqualTo(State.RUNNING);

        // the job is not known
        new Imports(before.journal, new FakeJobs(), before.mappings, before.uploads);
        assertThat(before.uploads.all()).isEmpty();
        assertThat(before.journal.find(1).orElseThrow().state()).isEqualTo(State.FAILED);
    }

    @Test
    void filesOfAJobThatWasCancelledBeforeItBeganGoWithTheNextUpload() throws Exception {
        ImportFixture fixture = new ImportFixture(folder);
        fixture.mapping(ImportFixture.MAPPING);
        fixture.upload(ImportFixture.HEADER + "1,P1,A,2,2014-02-28\n");
        fixture.jobs.cancel(1, ImportFixture.INTEGRATOR);

        fixture.upload(ImportFixture.HEADER + "2,P1,A,2,2014-02-28\n");

        assertThat(fixture.uploads.all()).hasSize(1);
        assertThat(fixture.journal.find(1).orElseThrow().state()).isEqualTo(State.CANCELLED);
        assertThat(fixture.journal.find(2).orElseThrow().state()).isEqualTo(State.RUNNING);
    }

    @Test
    void uploadThatComesInNowIsLeftAlone() throws Exception {
        ImportFixture fixture = new ImportFixture(folder);
        try (Intake intake = fixture.uploads.begin()) {
            write(intake, "file", new byte[10]);
            new Imports(fixture.journal, fixture.jobs, fixture.mappings, fixture.uploads);
            assertThat(fixture.uploads.all()).hasSize(1);
        }
    }

    private void age() throws IOException {
        try (Stream<Path> folders = Files.list(folder)) {
            for (Path each : folders.toList()) {
                Files.setLastModifiedTime(each, FileTime.from(Instant.EPOCH));
            }
        }
    }

    private static void write(Intake intake, String part, byte[] content) throws IOException {
        try (OutputStream out = intake.open(part, part + ".csv")) {
            out.write(content);
        }
    }
}
