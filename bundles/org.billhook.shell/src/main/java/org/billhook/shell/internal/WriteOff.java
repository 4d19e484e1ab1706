package org.billhook.shell.internal;

import java.io.PrintStream;
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

/** Give up all that is open of sources. */
@Service
@Command(scope = "billhook", name = "write-off", description = "Give up all that is open of sources")
public final class WriteOff extends BillhookCommand {

    @Reference
    private LedgerCommands ledger;

    @Argument(index = 0, name = "sources", description = "Ids of sources", required = true, multiValued = true)
    private List<Long> ids;

    @Option(name = "--reason", description = "Why; stands in the ledger", required = true)
    private String reason;

    @Override
    String[] roles() {
        return new String[] {Roles.BILLING_APPROVER};
    }

    @Override
    void run(Operator operator, PrintStream out) {
        Acts.apply(out, ledger, operator, ActKind.WRITE_OFF, ids, Optional.empty(), reason);
    }
}
