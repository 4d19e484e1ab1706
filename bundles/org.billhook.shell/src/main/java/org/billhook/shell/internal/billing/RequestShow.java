package org.billhook.shell.internal.billing;

import java.io.PrintStream;
import org.apache.karaf.shell.api.action.Argument;
import org.apache.karaf.shell.api.action.Command;
import org.apache.karaf.shell.api.action.Option;
import org.apache.karaf.shell.api.action.lifecycle.Reference;
import org.apache.karaf.shell.api.action.lifecycle.Service;
import org.billhook.core.api.BillhookException;
import org.billhook.core.api.Requests;
import org.billhook.core.api.Roles;
import org.billhook.shell.internal.BillhookCommand;
import org.billhook.shell.internal.Listing;
import org.billhook.shell.internal.Operator;
import org.billhook.shell.internal.Texts;

/** One request with its lines. */
@Service
@Command(scope = "billhook", name = "request", description = "One request with its lines")
public final class RequestShow extends BillhookCommand {

    @Reference
    private Requests requests;

    @Argument(index = 0, name = "request", description = "Id of the request", required = true)
    private long id;

    @Option(name = "--limit", description = "Most rows")
    private int limit = 50;

    @Override
    protected String[] roles() {
        return new String[] {Roles.VIEWER};
    }

    @Override
    protected void run(Operator operator, PrintStream out) {
        Requests.Request request = requests.find(id).orElseThrow(() -> BillhookException.unknown("request", id));
        out.printf(
                "%s %s, %s for %s, net %s, run %d%n",
                request.number(),
                request.state(),
                request.kind(),
                request.party(),
                Texts.of(request.net()),
                request.run());
        Listing.print(
                out,
                limit,
                page -> requests.lines(id, page),
                line -> new Object[] {
                    line.position(),
                    line.item(),
                    Texts.of(line.quantity()),
                    line.text(),
                    Texts.of(line.serviceFrom()),
                    Texts.of(line.serviceTo()),
                    Texts.of(line.net()),
                    line.revenueReceiver()
                },
                "Pos.",
                "Item",
                "Quantity",
                "Text",
                "From",
                "To",
                "Net",
                "Revenue to");
    }
}
