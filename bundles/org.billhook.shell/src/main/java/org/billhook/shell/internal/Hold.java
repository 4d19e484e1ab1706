package org.billhook.shell.internal;

import java.io.PrintStream;
import java.time.LocalDate;
import java.util.Optional;
import org.apache.karaf.shell.api.action.Command;
import org.apache.karaf.shell.api.action.Option;
import org.apache.karaf.shell.api.action.lifecycle.Service;
import org.billhook.core.api.Roles;
import org.billhook.core.ledger.ActKind;

/** Hold back all that is open of sources. */
@Service
@Command(scope = "billhook", name = "hold", description = "Hold back all that is open of sources")
public final class Hold extends SourcesCommand {

    @Option(name = "--until", description = "First day they can be billed again")
    private String until;

    @Override
    String[] roles() {
        return new String[] {Roles.PROJECT_MANAGER, Roles.BILLING_CLERK};
    }

    @Override
    void run(Operator operator, PrintStream out) {
        apply(operator, out, ActKind.HOLD, Optional.ofNullable(until).map(LocalDate::parse));
    }
}
