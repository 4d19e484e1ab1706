package org.billhook.shell.internal.sources;

import java.io.PrintStream;
import java.time.LocalDate;
import java.util.List;
import org.apache.karaf.shell.api.action.Argument;
import org.apache.karaf.shell.api.action.Command;
import org.apache.karaf.shell.api.action.Option;
import org.apache.karaf.shell.api.action.lifecycle.Reference;
import org.apache.karaf.shell.api.action.lifecycle.Service;
import org.billhook.core.api.DueList.Settled;
import org.billhook.core.api.Roles;
import org.billhook.core.model.ObjectRef;
import org.billhook.shell.internal.BillhookCommand;
import org.billhook.shell.internal.Operator;
import org.billhook.shell.internal.Texts;

/** Write off what no item of some roots bills. */
@Service
@Command(
        scope = "billhook",
        name = "not-billable",
        description = "Write off what no item of some roots bills up to a key date; undo-write-off takes it back")
public final class NotBillable extends BillhookCommand {

    @Reference
    private org.billhook.core.api.DueList due;

    @Argument(index = 0, name = "keyDate", description = "Last day that is settled, like 2026-02-28", required = true)
    private String keyDate;

    @Option(name = "--root", description = "Head of a root; may be repeated", required = true, multiValued = true)
    private List<String> roots;

    @Option(name = "--reason", description = "Why, 1 to 200 characters", required = true)
    private String reason;

    @Override
    protected String[] roles() {
        return new String[] {Roles.BILLING_APPROVER};
    }

    @Override
    protected void run(Operator operator, PrintStream out) {
        Settled settled = due.settleUnbilled(
                LocalDate.parse(keyDate), roots.stream().map(ObjectRef::parse).toList(), reason, operator.actor());
        out.printf("%d sources were written off%n", settled.sources());
        settled.refused()
                .forEach(result -> out.printf("Source %d: %s%n", result.source(), Texts.of(result.findings())));
        if (settled.more()) {
            out.println("There is more: do it again");
        }
    }
}
