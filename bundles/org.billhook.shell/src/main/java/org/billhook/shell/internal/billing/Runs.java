package org.billhook.shell.internal.billing;

import java.io.PrintStream;
import java.util.Optional;
import org.apache.karaf.shell.api.action.Argument;
import org.apache.karaf.shell.api.action.Command;
import org.apache.karaf.shell.api.action.Option;
import org.apache.karaf.shell.api.action.lifecycle.Reference;
import org.apache.karaf.shell.api.action.lifecycle.Service;
import org.billhook.core.api.BillhookException;
import org.billhook.core.api.BillingRuns;
import org.billhook.core.api.Roles;
import org.billhook.shell.internal.BillhookCommand;
import org.billhook.shell.internal.Listing;
import org.billhook.shell.internal.Operator;
import org.billhook.shell.internal.Texts;

/** Billing runs, or one of them with its roots. */
@Service
@Command(scope = "billhook", name = "runs", description = "Billing runs, or one of them with its roots")
public final class Runs extends BillhookCommand {

    @Reference
    private BillingRuns runs;

    @Argument(index = 0, name = "run", description = "Id of a run")
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
            RunReport.print(out, runs.find(id).orElseThrow(() -> BillhookException.unknown("run", id)));
            Listing.print(
                    out,
                    limit,
                    page -> runs.roots(id, Optional.empty(), page),
                    root -> new Object[] {
                        root.root(),
                        root.state(),
                        root.requests(),
                        root.lines(),
                        Texts.money(root.totals()),
                        Texts.of(root.findings())
                    },
                    "Root",
                    "State",
                    "Requests",
                    "Lines",
                    "Net",
                    "Findings");
            return;
        }
        Listing.print(
                out,
                limit,
                runs::list,
                run -> new Object[] {
                    run.id(),
                    run.order().keyDate(),
                    run.state(),
                    run.roots(),
                    run.lines(),
                    Texts.money(run.totals().values()),
                    run.actor(),
                    run.createdAt()
                },
                "Run",
                "Key date",
                "State",
                "Roots",
                "Lines",
                "Net",
                "By",
                "At");
    }
}
