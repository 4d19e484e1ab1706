package org.billhook.shell.internal.billing;

import java.io.PrintStream;
import org.apache.karaf.shell.api.action.Argument;
import org.apache.karaf.shell.api.action.Command;
import org.apache.karaf.shell.api.action.lifecycle.Reference;
import org.apache.karaf.shell.api.action.lifecycle.Service;
import org.billhook.core.api.Requests;
import org.billhook.core.api.Roles;
import org.billhook.shell.internal.BillhookCommand;
import org.billhook.shell.internal.Listing;
import org.billhook.shell.internal.Operator;
import org.billhook.shell.internal.Texts;

/** Everything behind a line of a request. */
@Service
@Command(scope = "billhook", name = "why", description = "Everything behind a line of a request")
public final class Why extends BillhookCommand {

    @Reference
    private Requests requests;

    @Argument(index = 0, name = "request", description = "Id of the request", required = true)
    private long id;

    @Argument(index = 1, name = "position", description = "Position of the line", required = true)
    private int position;

    @Override
    protected String[] roles() {
        return new String[] {Roles.VIEWER};
    }

    @Override
    protected void run(Operator operator, PrintStream out) {
        Requests.Why why = requests.why(id, position);
        out.printf(
                "%s position %d: %s%n%n",
                why.request().number(),
                why.line().position(),
                Texts.of(why.line().net()));
        why.line().derivation().steps().forEach(step -> out.println(step.words()));
        out.println();
        Listing claims = new Listing("Source", "External id", "Service date", "Act", "Share", "Value");
        why.claims()
                .forEach(claim -> claims.row(
                        claim.source(),
                        claim.externalId(),
                        claim.serviceDate(),
                        claim.act(),
                        claim.share(),
                        Texts.of(claim.value())));
        claims.print(out);
        out.println();
        Listing deciders = new Listing("Decided", "Id", "Bundle", "Version");
        why.deciders()
                .forEach(decider -> deciders.row(decider.role(), decider.id(), decider.bundle(), decider.version()));
        deciders.print(out);
    }
}
