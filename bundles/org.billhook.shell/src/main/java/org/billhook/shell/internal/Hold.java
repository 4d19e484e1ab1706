package org.billhook.shell.internal;

import java.io.PrintStream;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import org.apache.karaf.shell.api.action.Argument;
import org.apache.karaf.shell.api.action.Command;
import org.apache.karaf.shell.api.action.Option;
import org.apache.karaf.shell.api.action.lifecycle.Reference;
import org.apache.karaf.shell.api.action.lifecycle.Service;
import org.billhook.core.api.LedgerCommands;
import org.billhook.core.api.Roles;
import org.billhook.core.ledger.ActKind;

/** Hold back all that is open of sources. */
@Service
@Command(scope = "billhook", name = "hold", description = "Hold back all that is open of sources")
public final class Hold extends BillhookCommand {

    @Reference
    private LedgerCommands ledger;

    @Argument(index = 0, name = "sources", description = "Ids of sources", required = true, multiValued = true)
    private List<Long> ids;

    @Option(name = "--reason", description = "Why; stands in the ledger", required = true)
    private String reason;

    @Option(name = "--until", description = "First day they can be billed again")
    private String until;

    @Override
    String[] roles() {
        return new String[] {Roles.PROJECT_MANAGER, Roles.BILLING_CLERK};
    }

    @Override
    void run(Operator operator, PrintStream out) {
        Acts.apply(
                out,
                ledger,
                operator,
                ActKind.HOLD,
                ids,
                Optional.ofNullable(until).map(LocalDate::parse),
                reason);
    }
}
