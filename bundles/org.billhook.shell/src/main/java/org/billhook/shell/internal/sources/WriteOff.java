package org.billhook.shell.internal.sources;

import org.apache.karaf.shell.api.action.Command;
import org.apache.karaf.shell.api.action.lifecycle.Service;
import org.billhook.core.api.Roles;
import org.billhook.core.ledger.ActKind;

/** Give up what is open of sources. */
@Service
@Command(scope = "billhook", name = "write-off", description = "Give up what is open of sources")
public final class WriteOff extends SourcesCommand {

    @Override
    protected String[] roles() {
        return new String[] {Roles.BILLING_CLERK, Roles.BILLING_APPROVER};
    }

    @Override
    ActKind kind() {
        return ActKind.WRITE_OFF;
    }
}
