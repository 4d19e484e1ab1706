package org.billhook.shell.internal.sources;

import org.apache.karaf.shell.api.action.Command;
import org.apache.karaf.shell.api.action.lifecycle.Service;
import org.billhook.core.api.Roles;
import org.billhook.core.ledger.ActKind;

/** Open again what was given up of sources. */
@Service
@Command(scope = "billhook", name = "undo-write-off", description = "Open again what was given up of sources")
public final class UndoWriteOff extends SourcesCommand {

    @Override
    protected String[] roles() {
        return new String[] {Roles.BILLING_APPROVER};
    }

    @Override
    ActKind kind() {
        return ActKind.UNDO_WRITE_OFF;
    }
}
