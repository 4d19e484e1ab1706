package org.billhook.shell.internal.operation;

import java.io.PrintStream;
import org.apache.karaf.shell.api.action.Command;
import org.apache.karaf.shell.api.action.lifecycle.Reference;
import org.apache.karaf.shell.api.action.lifecycle.Service;
import org.billhook.core.api.Events;
import org.billhook.core.api.Roles;
import org.billhook.shell.internal.BillhookCommand;
import org.billhook.shell.internal.Operator;

/** Prints the newest event of the chain, signed. */
@Service
@Command(
        scope = "billhook",
        name = "chain-head",
        description = "Print the newest event of the chain of events, signed: keep it elsewhere")
public final class ChainHead extends BillhookCommand {

    @Reference
    private Events events;

    @Override
    protected String[] roles() {
        return new String[] {Roles.AUDITOR};
    }

    @Override
    protected void run(Operator operator, PrintStream out) {
        Events.Head head = events.head();
        out.printf(
                "{\"number\":%d,\"at\":\"%s\",\"hash\":\"%s\",\"signature\":\"%s\"}%n",
                head.number(), head.at(), head.hash(), head.signature());
    }
}
