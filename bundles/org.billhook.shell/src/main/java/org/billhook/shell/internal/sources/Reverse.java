package org.billhook.shell.internal.sources;

import org.apache.karaf.shell.api.action.Command;
import org.apache.karaf.shell.api.action.lifecycle.Service;
import org.billhook.core.api.Roles;
import org.billhook.core.ledger.ActKind;

/** Take postings back. */
@Service
@Command(scope = "billhook", name = "reverse", description = "Take postings back")
public final class Reverse extends SourcesCommand {

    @Override
    protected String[] roles() {
        return new String[] {Roles.BILLING_CLERK};
    }

    @Override
    ActKind kind() {
        return ActKind.REVERSE;
    }
}
