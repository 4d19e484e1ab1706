package org.billhook.shell.internal.billing;

import java.io.PrintStream;
import java.util.ArrayList;
import java.util.List;
import org.apache.karaf.shell.api.action.Argument;
import org.apache.karaf.shell.api.action.Command;
import org.apache.karaf.shell.api.action.Option;
import org.apache.karaf.shell.api.action.lifecycle.Reference;
import org.apache.karaf.shell.api.action.lifecycle.Service;
import org.billhook.core.api.BillingRuns;
import org.billhook.core.api.Roles;
import org.billhook.shell.internal.BillhookCommand;
import org.billhook.shell.internal.Operator;

/** Start a billing run. */
@Service
@Command(scope = "billhook", name = "run", description = "Start a billing run")
public final class Run extends BillhookCommand {

    @Reference
    private BillingRuns runs;

    @Argument(index = 0, name = "keyDate", description = "Last day that is billed, like 2026-02-28", required = true)
    private String keyDate;

    @Option(
            name = "--root",
            description = "Head of a root, or an object beneath it; may be repeated",
            multiValued = true)
    private List<String> roots = new ArrayList<>();

    @Override
    protected String[] roles() {
        return new String[] {Roles.BILLING_CLERK};
    }

    @Override
    protected void run(Operator operator, PrintStream out) {
        BillingRuns.Run run = runs.start(Orders.of(keyDate, roots), operator.actor());
        out.printf("Run %d started, job %d. See it with billhook:runs %d%n", run.id(), run.job(), run.id());
    }
}
