package org.billhook.shell.internal.objects;

import java.io.PrintStream;
import org.apache.karaf.shell.api.action.Argument;
import org.apache.karaf.shell.api.action.Command;
import org.apache.karaf.shell.api.action.Option;
import org.apache.karaf.shell.api.action.lifecycle.Reference;
import org.apache.karaf.shell.api.action.lifecycle.Service;
import org.billhook.core.api.Requests;
import org.billhook.core.api.Roles;
import org.billhook.shell.internal.BillhookCommand;
import org.billhook.shell.internal.Listing;
import org.billhook.shell.internal.Operator;
import org.billhook.shell.internal.Texts;

/** What was billed by an entry of a price list. */
@Service
@Command(scope = "billhook", name = "price-billed", description = "Requests with lines by a price, newest first")
public final class PriceBilled extends BillhookCommand {

    @Reference
    private Requests requests;

    @Argument(index = 0, name = "number", description = "Number of the entry", required = true)
    private long number;

    @Option(name = "--limit", description = "Most rows")
    private int limit = 50;

    @Override
    protected String[] roles() {
        return new String[] {Roles.VIEWER};
    }

    @Override
    protected void run(Operator operator, PrintStream out) {
        Listing.print(
                out,
                limit,
                page -> requests.pricedBy(number, page),
                priced -> new Object[] {
                    priced.request().id(),
                    priced.request().number(),
                    priced.request().state(),
                    Texts.items(priced.request()),
                    priced.request().keyDate(),
                    priced.lines(),
                    Texts.of(priced.net())
                },
                "Id",
                "Number",
                "State",
                "Item",
                "Key date",
                "Lines",
                "Net");
    }
}
