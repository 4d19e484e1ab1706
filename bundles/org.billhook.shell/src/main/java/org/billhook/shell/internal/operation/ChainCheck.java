package org.billhook.shell.internal.operation;

import java.io.PrintStream;
import java.time.Instant;
import java.util.List;
import org.apache.karaf.shell.api.action.Argument;
import org.apache.karaf.shell.api.action.Command;
import org.apache.karaf.shell.api.action.lifecycle.Reference;
import org.apache.karaf.shell.api.action.lifecycle.Service;
import org.billhook.core.api.Events;
import org.billhook.core.api.Roles;
import org.billhook.core.model.Finding;
import org.billhook.shell.internal.BillhookCommand;
import org.billhook.shell.internal.CommandRefused;
import org.billhook.shell.internal.Operator;
import org.billhook.shell.internal.Texts;

/** Checks that a head that was printed before is still on the chain. */
@Service
@Command(
        scope = "billhook",
        name = "chain-check",
        description = "Check that a head of the chain of events that was kept elsewhere is still on it")
public final class ChainCheck extends BillhookCommand {

    @Argument(index = 0, name = "number", description = "Number of the event", required = true)
    private long number;

    @Argument(index = 1, name = "at", description = "When the head was taken", required = true)
    private String at;

    @Argument(index = 2, name = "hash", description = "Hash of the event", required = true)
    private String hash;

    @Argument(index = 3, name = "signature", description = "Signature of the head", required = true)
    private String signature;

    @Reference
    private Events events;

    @Override
    protected String[] roles() {
        return new String[] {Roles.AUDITOR};
    }

    @Override
    protected void run(Operator operator, PrintStream out) {
        List<Finding> findings = events.check(new Events.Head(number, Instant.parse(at), hash, signature));
        if (!findings.isEmpty()) {
            throw new CommandRefused(Texts.of(findings.get(0)));
        }
        out.println("Event %d is on the chain as it was at %s".formatted(number, at));
    }
}
