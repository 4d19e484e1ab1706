package org.billhook.shell.internal.billing;

import java.io.PrintStream;
import org.apache.karaf.shell.api.action.Argument;
import org.apache.karaf.shell.api.action.Command;
import org.apache.karaf.shell.api.action.lifecycle.Reference;
import org.apache.karaf.shell.api.action.lifecycle.Service;
import org.billhook.core.api.BillingRuns;
import org.billhook.core.api.Roles;
import org.billhook.shell.internal.BillhookCommand;
import org.billhook.shell.internal.Operator;

/** Go on with roots of a run that failed or wait. */
@Service
@Command(scope = "billhook", name = "run-resume", description = "Go on with roots of a run that failed or wait")
public final class ResumeRun extends BillhookCommand {

    @Reference
    private BillingRuns runs;

    @Argument(index = 0, name = "run", description = "Id of the run", required = true)
    private long id;

    @Override
    protected String[] roles() {
        return new String[] {Roles.BILLING_CLERK};
    }

    @Override
    protected void run(Operator operator, PrintStream out) {
        RunReport.print(out, runs.resume(id, operator.actor()));
    }
}
