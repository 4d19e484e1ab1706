package org.billhook.shell.internal;

import java.io.PrintStream;
import java.util.List;
import java.util.Optional;
import org.apache.karaf.shell.api.action.Command;
import org.apache.karaf.shell.api.action.lifecycle.Reference;
import org.apache.karaf.shell.api.action.lifecycle.Service;
import org.billhook.core.api.Events;
import org.billhook.core.api.LedgerCommands;
import org.billhook.core.api.Roles;
import org.billhook.core.model.Finding;

/** Add the ledger up and check the chain of events. */
@Service
@Command(scope = "billhook", name = "audit", description = "Add the ledger up and check the chain of events")
public final class Audit extends BillhookCommand {

    @Reference
    private LedgerCommands ledger;

    @Reference
    private Events events;

    @Override
    String[] roles() {
        return new String[] {Roles.AUDITOR};
    }

    @Override
    void run(Operator operator, PrintStream out) {
        List<Finding> findings = ledger.audit();
        findings.forEach(finding -> out.println(Texts.of(finding)));
        out.println(findings.isEmpty() ? "Ledger: all entries add up to their balances" : "Ledger: BROKEN");
        Optional<Long> broken = events.firstBroken();
        out.println(broken.map(number -> "Events: BROKEN at " + number).orElse("Events: the chain is whole"));
        if (!findings.isEmpty() || broken.isPresent()) {
            throw new CommandRefused("The audit failed");
        }
    }
}
