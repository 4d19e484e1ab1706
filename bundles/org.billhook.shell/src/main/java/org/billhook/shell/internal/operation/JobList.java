package org.billhook.shell.internal.operation;

import java.io.PrintStream;
import org.apache.karaf.shell.api.action.Argument;
import org.apache.karaf.shell.api.action.Command;
import org.apache.karaf.shell.api.action.Option;
import org.apache.karaf.shell.api.action.lifecycle.Reference;
import org.apache.karaf.shell.api.action.lifecycle.Service;
import org.billhook.core.api.BillhookException;
import org.billhook.core.api.Jobs;
import org.billhook.core.api.Roles;
import org.billhook.shell.internal.BillhookCommand;
import org.billhook.shell.internal.Listing;
import org.billhook.shell.internal.Operator;
import org.billhook.shell.internal.Texts;

/** Jobs, newest first, or one of them. */
@Service
@Command(scope = "billhook", name = "jobs", description = "Jobs, newest first, or one of them")
public final class JobList extends BillhookCommand {

    @Reference
    private Jobs jobs;

    @Argument(index = 0, name = "job", description = "Id of a job")
    private Long id;

    @Option(name = "--limit", description = "Most rows")
    private int limit = 50;

    @Override
    protected String[] roles() {
        return new String[] {Roles.VIEWER};
    }

    @Override
    protected void run(Operator operator, PrintStream out) {
        if (id != null) {
            Jobs.Job job = jobs.find(id).orElseThrow(() -> BillhookException.unknown("job", id));
            out.printf(
                    "Job %d %s %s: %s, %d of %s%n",
                    job.id(), job.kind(), job.subject(), job.state(), job.done(), Texts.of(job.total()));
            job.findings().forEach(finding -> out.println(Texts.of(finding)));
            return;
        }
        Listing.print(
                out,
                limit,
                jobs::list,
                job -> new Object[] {
                    job.id(),
                    job.kind(),
                    job.subject(),
                    job.state(),
                    job.done(),
                    Texts.of(job.total()),
                    job.actor(),
                    job.createdAt()
                },
                "Job",
                "Kind",
                "Subject",
                "State",
                "Done",
                "Of",
                "By",
                "At");
    }
}
