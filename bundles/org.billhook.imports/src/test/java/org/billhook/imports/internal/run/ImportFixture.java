package org.billhook.imports.internal.run;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.billhook.core.api.Actor;
import org.billhook.core.model.Finding;

/** An import bundle around fakes, its files in a folder of the test. */
final class ImportFixture {

    static final Actor INTEGRATOR = new Actor("integrator");

    static final String MAPPING =
            """
            {"source": "time", "origin": "times", "file": {"charset": "UTF-8"},
             "fields": {
               "externalId": "{Id}", "object": {"kind": "wbs-element", "key": "{Project}.{Package}"},
               "quantity": {"column": "Hours", "unit": "HUR"}, "serviceDate": "Day"},
             "objects": [
               {"kind": "project", "key": "{Project}", "name": "{Project}", "statuses": ["PREPARED", "RELEASED"]},
               {"kind": "wbs-element", "key": "{Project}.{Package}", "name": "{Package}",
                "attributes": {"project": "project/{Project}"}}]}
            """;

    static final String HEADER = "Id,Project,Package,Hours,Day\n";

    final FakeJournal journal = new FakeJournal();
    final FakeObjects objects = new FakeObjects();
    final FakeJobs jobs = new FakeJobs();
    final Mappings mappings = new Mappings(new FakeConfigurations());
    final Uploads uploads;
    final ImportRunner runner;
    private final Path folder;
    private final Imports imports;

    ImportFixture(Path folder) throws IOException {
        this.folder = folder;
        uploads = new Uploads(folder, 100_000_000, 1_000_000);
        imports = new Imports(journal, jobs, mappings, uploads);
        runner = new ImportRunner(journal, objects, uploads);
    }

    void mapping(String json) {
        mappings.put(
                "times", mappings.find("times").map(Mappings.Named::version).orElse(0L), json, INTEGRATOR);
    }

    /** Uploads a file in UTF-8; its job waits. */
    Imports.Started upload(String content) throws IOException {
        return upload("times", Map.of(Intake.MAIN, stream(content)), false);
    }

    Imports.Started upload(String mapping, Map<String, InputStream> files, boolean dryRun) throws IOException {
        try (Intake intake = uploads.begin()) {
            for (Map.Entry<String, InputStream> file : files.entrySet()) {
                try (OutputStream out = intake.open(file.getKey(), file.getKey() + ".csv")) {
                    file.getValue().transferTo(out);
                }
            }
            return imports.start(intake, mapping, dryRun, INTEGRATOR);
        }
    }

    List<Finding> run() throws Exception {
        return runner.run(jobs.lastProgress());
    }

    List<Path> filesLeft() {
        try (Stream<Path> files = Files.walk(folder)) {
            return files.filter(Files::isRegularFile).toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static InputStream stream(String content) {
        return new ByteArrayInputStream(content.getBytes(StandardCharsets.UTF_8));
    }
}
