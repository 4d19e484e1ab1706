package org.billhook.shell.internal.sources;

import java.util.Optional;
import org.apache.karaf.shell.api.action.Command;
import org.apache.karaf.shell.api.action.Option;
import org.apache.karaf.shell.api.action.lifecycle.Service;
import org.billhook.core.api.Roles;
import org.billhook.core.ledger.ActKind;
import org.billhook.core.model.ObjectRef;

/** Move what is open of sources to another object. */
@Service
@Command(scope = "billhook", name = "transfer", description = "Move what is open of sources to another object")
public final class Transfer extends SourcesCommand {

    @Option(name = "--to", description = "Kind and key of the object to post it on", required = true)
    private String to;

    @Override
    Optional<ObjectRef> target() {
        return Optional.of(ObjectRef.parse(to));
    }

    @Override
    protected String[] roles() {
        return new String[] {Roles.BILLING_CLERK};
    }

    @Override
    ActKind kind() {
        return ActKind.TRANSFER;
    }
}
