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
import org.billhook.shell.internal.Listing;
import org.billhook.shell.internal.Operator;
import org.billhook.shell.internal.Texts;

/** Compute and store what a run would bill. */
@Service
@Command(scope = "billhook", name = "preview", description = "Compute and store what a run would bill")
public final class Preview extends BillhookCommand {

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
        return new String[] {Roles.PROJECT_MANAGER, Roles.BILLING_CLERK};
    }

    @Override
    protected void run(Operator operator, PrintStream out) {
        BillingRuns.Preview preview = runs.preview(Orders.of(keyDate, roots), operator.actor());
        Listing requests = new Listing("No.", "Kind", "Root", "Item", "Party", "Lines", "Net");
        preview.requests()
                .forEach(draft -> requests.row(
                        draft.number(),
                        draft.kind(),
                        Texts.roots(draft),
                        Texts.items(draft),
                        draft.party(),
                        draft.lines(),
                        Texts.of(draft.net())));
        requests.print(out);
        RunReport.printTroubles(out, preview.roots());
        if (!preview.stake().isNone()) {
            out.printf(
                    "It gives up %s. To have that released: billhook:preview-propose %d %s%n",
                    Texts.of(preview.stake()), preview.id(), preview.token());
        }
        out.printf(
                "Preview %d until %s. To bill exactly this: billhook:commit %d %s%n",
                preview.id(), preview.endsAt(), preview.id(), preview.token());
    }
}
