package org.billhook.shell.internal.billing;

import java.io.PrintStream;
import org.apache.karaf.shell.api.action.Argument;
import org.apache.karaf.shell.api.action.Command;
import org.apache.karaf.shell.api.action.lifecycle.Reference;
import org.apache.karaf.shell.api.action.lifecycle.Service;
import org.billhook.core.api.Proposals;
import org.billhook.core.api.Roles;
import org.billhook.shell.internal.BillhookCommand;
import org.billhook.shell.internal.Operator;
import org.billhook.shell.internal.Texts;

/** Release what somebody else proposed to give up. */
@Service
@Command(
        scope = "billhook",
        name = "proposal-release",
        description = "Release what somebody else proposed: commands are done, a preview can be committed")
public final class ReleaseProposal extends BillhookCommand {

    @Reference
    private Proposals proposals;

    @Argument(index = 0, name = "proposal", description = "Id of the proposal", required = true)
    private long id;

    @Override
    protected String[] roles() {
        return new String[] {Roles.BILLING_APPROVER};
    }

    @Override
    protected void run(Operator operator, PrintStream out) {
        out.println(Texts.of(proposals.release(id, operator.actor())));
    }
}
