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

/** Propose a preview that gives something up, so that it can be committed once it is released. */
@Service
@Command(
        scope = "billhook",
        name = "preview-propose",
        description = "Propose a preview that gives something up; it can be committed once it is released")
public final class ProposePreview extends BillhookCommand {

    @Reference
    private Proposals proposals;

    @Argument(index = 0, name = "preview", description = "Id of the preview", required = true)
    private long preview;

    @Argument(index = 1, name = "token", description = "Token that the preview printed", required = true)
    private String token;

    @Override
    protected String[] roles() {
        return new String[] {Roles.PROJECT_MANAGER, Roles.BILLING_CLERK, Roles.BILLING_APPROVER};
    }

    @Override
    protected void run(Operator operator, PrintStream out) {
        out.println(Texts.of(proposals.propose(preview, token, operator.actor())));
    }
}
