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

/** Stop a run after the root it is at. */
@Service
@Command(scope = "billhook", name = "run-cancel", description = "Stop a run after the root it is at")
public final class CancelRun extends BillhookCommand {

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
        RunReport.print(out, runs.cancel(id, operator.actor()));
    }
}
