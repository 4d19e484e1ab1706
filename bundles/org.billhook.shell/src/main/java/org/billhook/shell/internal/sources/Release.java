package org.billhook.shell.internal.sources;

import org.apache.karaf.shell.api.action.Command;
import org.apache.karaf.shell.api.action.lifecycle.Service;
import org.billhook.core.api.Roles;
import org.billhook.core.ledger.ActKind;

/** Open again what is held of sources. */
@Service
@Command(scope = "billhook", name = "release", description = "Open again what is held of sources")
public final class Release extends SourcesCommand {

    @Override
    protected String[] roles() {
        return new String[] {Roles.PROJECT_MANAGER, Roles.BILLING_CLERK};
    }

    @Override
    ActKind kind() {
        return ActKind.RELEASE;
    }
}
