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

/** Bill exactly what a preview showed. */
@Service
@Command(scope = "billhook", name = "commit", description = "Bill exactly what a preview showed")
public final class Commit extends BillhookCommand {

    @Reference
    private BillingRuns runs;

    @Argument(index = 0, name = "preview", description = "Id of the preview", required = true)
    private long preview;

    @Argument(index = 1, name = "token", description = "Token that the preview printed", required = true)
    private String token;

    @Override
    protected String[] roles() {
        return new String[] {Roles.BILLING_CLERK};
    }

    @Override
    protected void run(Operator operator, PrintStream out) {
        RunReport.print(out, runs.commit(preview, token, operator.actor()));
    }
}
