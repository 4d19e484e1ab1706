package org.billhook.shell.internal.operation;

import java.io.PrintStream;
import org.apache.karaf.shell.api.action.Argument;
import org.apache.karaf.shell.api.action.Command;
import org.apache.karaf.shell.api.action.lifecycle.Reference;
import org.apache.karaf.shell.api.action.lifecycle.Service;
import org.billhook.core.api.Jobs;
import org.billhook.core.api.Roles;
import org.billhook.shell.internal.BillhookCommand;
import org.billhook.shell.internal.Operator;

/** Stop a job after the unit it is at; who may start such a job may. */
@Service
@Command(scope = "billhook", name = "job-cancel", description = "Stop a job after the unit it is at")
public final class CancelJob extends BillhookCommand {

    @Reference
    private Jobs jobs;

    @Argument(index = 0, name = "job", description = "Id of the job", required = true)
    private long id;

    @Override
    protected String[] roles() {
        return new String[] {Roles.VIEWER};
    }

    @Override
    protected void run(Operator operator, PrintStream out) {
        out.printf("Job %d: %s%n", id, jobs.cancel(id, operator.actor()).state());
    }
}
