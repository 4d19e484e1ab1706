package org.billhook.shell.internal.billing;

import java.io.PrintStream;
import org.apache.karaf.shell.api.action.Argument;
import org.apache.karaf.shell.api.action.Command;
import org.apache.karaf.shell.api.action.Option;
import org.apache.karaf.shell.api.action.lifecycle.Reference;
import org.apache.karaf.shell.api.action.lifecycle.Service;
import org.billhook.core.api.Proposals;
import org.billhook.core.api.Roles;
import org.billhook.shell.internal.BillhookCommand;
import org.billhook.shell.internal.Operator;
import org.billhook.shell.internal.Texts;

/** Decline a proposal, or withdraw one's own. */
@Service
@Command(scope = "billhook", name = "proposal-decline", description = "Decline a proposal, or withdraw one's own")
public final class DeclineProposal extends BillhookCommand {

    @Reference
    private Proposals proposals;

    @Argument(index = 0, name = "proposal", description = "Id of the proposal", required = true)
    private long id;

    @Option(name = "--reason", description = "Why, 1 to 500 characters", required = true)
    private String reason;

    @Override
    protected String[] roles() {
        return new String[] {Roles.PROJECT_MANAGER, Roles.BILLING_CLERK, Roles.BILLING_APPROVER};
    }

    @Override
    protected void run(Operator operator, PrintStream out) {
        out.println(Texts.of(proposals.decline(id, reason, operator.actor())));
    }
}
