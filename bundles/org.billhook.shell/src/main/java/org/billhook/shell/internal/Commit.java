package org.billhook.shell.internal;

import java.io.PrintStream;
import org.apache.karaf.shell.api.action.Argument;
import org.apache.karaf.shell.api.action.Command;
import org.apache.karaf.shell.api.action.lifecycle.Reference;
import org.apache.karaf.shell.api.action.lifecycle.Service;
import org.billhook.core.api.BillingRuns;
import org.billhook.core.api.Roles;

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
    String[] roles() {
        return new String[] {Roles.BILLING_CLERK};
    }

    @Override
    void run(Operator operator, PrintStream out) {
        RunReport.print(out, runs.commit(preview, token, operator.actor()));
    }
}
