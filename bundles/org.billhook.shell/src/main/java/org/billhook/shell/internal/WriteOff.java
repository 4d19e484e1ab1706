package org.billhook.shell.internal;

import java.io.PrintStream;
import java.util.Optional;
import org.apache.karaf.shell.api.action.Command;
import org.apache.karaf.shell.api.action.lifecycle.Service;
import org.billhook.core.api.Roles;
import org.billhook.core.ledger.ActKind;

/** Give up all that is open of sources. */
@Service
@Command(scope = "billhook", name = "write-off", description = "Give up all that is open of sources")
public final class WriteOff extends SourcesCommand {

    @Override
    String[] roles() {
        return new String[] {Roles.BILLING_APPROVER};
    }

    @Override
    void run(Operator operator, PrintStream out) {
        apply(operator, out, ActKind.WRITE_OFF, Optional.empty());
    }
}
