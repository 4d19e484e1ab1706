package org.billhook.shell.internal.sources;

import java.time.LocalDate;
import java.util.Optional;
import org.apache.karaf.shell.api.action.Command;
import org.apache.karaf.shell.api.action.Option;
import org.apache.karaf.shell.api.action.lifecycle.Service;
import org.billhook.core.api.Roles;
import org.billhook.core.ledger.ActKind;

/** Hold back what is open of sources. */
@Service
@Command(scope = "billhook", name = "hold", description = "Hold back what is open of sources")
public final class Hold extends SourcesCommand {

    @Option(name = "--until", description = "First day they can be billed again")
    private String until;

    @Override
    Optional<LocalDate> until() {
        return Optional.ofNullable(until).map(LocalDate::parse);
    }

    @Override
    protected String[] roles() {
        return new String[] {Roles.PROJECT_MANAGER, Roles.BILLING_CLERK};
    }

    @Override
    ActKind kind() {
        return ActKind.HOLD;
    }
}
