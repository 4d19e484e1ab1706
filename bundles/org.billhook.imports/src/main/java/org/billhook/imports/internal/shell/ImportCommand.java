package org.billhook.imports.internal.shell;

import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import org.apache.karaf.shell.api.action.Action;
import org.apache.karaf.shell.api.action.Argument;
import org.apache.karaf.shell.api.action.Command;
import org.apache.karaf.shell.api.action.Completion;
import org.apache.karaf.shell.api.action.Option;
import org.apache.karaf.shell.api.action.lifecycle.Reference;
import org.apache.karaf.shell.api.action.lifecycle.Service;
import org.apache.karaf.shell.api.console.Session;
import org.apache.karaf.shell.support.completers.FileCompleter;
import org.billhook.core.api.Actor;
import org.billhook.core.api.BillhookException;
import org.billhook.core.api.Jobs;
import org.billhook.core.model.Finding;
import org.billhook.imports.internal.run.Imports;
import org.billhook.imports.internal.run.Intake;
import org.billhook.imports.internal.run.Uploads;

/** Does what a POST to /imports does, with files that lie on the server. */
@Service
@Command(scope = "billhook", name = "import", description = "Imports postings from a CSV file by a mapping")
public final class ImportCommand implements Action {

    private static final long POLL_MILLIS = 500;

    @Argument(index = 0, name = "mapping", description = "Name of the mapping", required = true)
    private String mapping;

    @Argument(index = 1, name = "file", description = "Path of the file", required = true)
    @Completion(FileCompleter.class)
    private String file;

    @Option(
            name = "--join",
            description = "Joined file as NAME=FILE; options go before the mapping",
            multiValued = true)
    private List<String> joins = List.of();

    @Option(name = "--dry-run", description = "Reads every row and posts none")
    private boolean dryRun;

    @Reference
    private Imports imports;

    @Reference
    private Uploads uploads;

    @Reference
    private Session session;

    @Override
    public Object execute() throws Exception {
        Actor actor = ShellUser.whoMayImport();
        PrintStream out = session.getConsole();
        try (Intake intake = uploads.begin()) {
            copy(intake, Intake.MAIN, Path.of(file));
            for (String join : joins) {
                int equals = join.indexOf('=');
                if (equals < 1) {
                    throw new IllegalArgumentException("--join '%s' is not of the form NAME=FILE".formatted(join));
                }
                copy(intake, join.substring(0, equals), Path.of(join.substring(equals + 1)));
            }
            Imports.Started started = imports.start(intake, mapping, dryRun, actor);
            out.println(
                    dryRun
                            ? "Dry run, job %d".formatted(started.job().id())
                            : "Import %d, job %d"
                                    .formatted(started.importId(), started.job().id()));
            follow(started.job().id(), out);
        } catch (NoSuchFileException e) {
            throw new IllegalArgumentException("There is no file " + e.getFile(), e);
        } catch (BillhookException e) {
            print(e.findings(), out);
            throw new IllegalStateException("Refused", e);
        }
        return null;
    }

    private static void copy(Intake intake, String part, Path from) throws IOException {
        try (OutputStream to = intake.open(part, from.getFileName().toString())) {
            Files.copy(from, to);
        }
    }

    /** Shows the progress until the end; the import goes on if the command is interrupted. */
    private void follow(long id, PrintStream out) throws InterruptedException {
        Jobs.Job job = imports.job(id);
        long shown = -1;
        while (job.endedAt().isEmpty()) {
            if (job.done() != shown) {
                out.println("%s rows of %s"
                        .formatted(job.done(), job.total().map(String::valueOf).orElse("?")));
                out.flush();
                shown = job.done();
            }
            Thread.sleep(POLL_MILLIS);
            job = imports.job(id);
        }
        out.println(job.state());
        print(job.findings(), out);
    }

    private static void print(List<Finding> findings, PrintStream out) {
        findings.forEach(
                finding -> out.println("%s %s: %s".formatted(finding.severity(), finding.code(), finding.message())));
    }
}
