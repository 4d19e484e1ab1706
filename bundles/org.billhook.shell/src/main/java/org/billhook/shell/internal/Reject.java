package org.billhook.shell.internal;

import java.io.PrintStream;
import org.apache.karaf.shell.api.action.Argument;
import org.apache.karaf.shell.api.action.Command;
import org.apache.karaf.shell.api.action.Option;
import org.apache.karaf.shell.api.action.lifecycle.Reference;
import org.apache.karaf.shell.api.action.lifecycle.Service;
import org.billhook.core.api.BillhookException;
import org.billhook.core.api.Requests;
import org.billhook.core.api.Roles;

/** Reject a request as a whole. */
@Service
@Command(
        scope = "billhook",
        name = "reject",
        description = "Reject a request as a whole; what it claimed is open again")
public final class Reject extends BillhookCommand {

    @Reference
    private Requests requests;

    @Argument(index = 0, name = "request", description = "Id of the request", required = true)
    private long id;

    @Option(name = "--reason", description = "Why; stands in the ledger", required = true)
    private String reason;

    @Option(name = "--give-up", description = "What it claimed is given up for good")
    private boolean giveUp;

    @Override
    String[] roles() {
        return new String[] {Roles.BILLING_APPROVER};
    }

    @Override
    void run(Operator operator, PrintStream out) {
        Requests.Request request = requests.find(id).orElseThrow(() -> BillhookException.unknown("request", id));
        Requests.Request rejected = requests.reject(id, request.version(), !giveUp, reason, operator.actor());
        out.printf("%s %s%n", rejected.number(), rejected.state());
    }
}
