package org.billhook.shell.internal.objects;

import java.io.PrintStream;
import java.util.Optional;
import org.apache.karaf.shell.api.action.Argument;
import org.apache.karaf.shell.api.action.Command;
import org.apache.karaf.shell.api.action.Option;
import org.apache.karaf.shell.api.action.lifecycle.Reference;
import org.apache.karaf.shell.api.action.lifecycle.Service;
import org.billhook.core.api.Prices;
import org.billhook.core.api.Roles;
import org.billhook.core.spi.price.PriceEntry;
import org.billhook.core.spi.price.TimeRounding;
import org.billhook.shell.internal.BillhookCommand;
import org.billhook.shell.internal.Listing;
import org.billhook.shell.internal.Operator;
import org.billhook.shell.internal.Texts;

/** Entries of price lists. */
@Service
@Command(scope = "billhook", name = "prices", description = "Entries of price lists")
public final class PriceList extends BillhookCommand {

    @Reference
    private Prices prices;

    @Argument(index = 0, name = "list", description = "Only of this list")
    private String list;

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
                page -> prices.list(Optional.ofNullable(list), page),
                listed -> row(listed.entry(), listed.cancellation().map(Prices.Cancellation::reason)),
                "No.",
                "List",
                "Key",
                "Price",
                "Per",
                "Least",
                "From",
                "To",
                "Cancelled");
    }

    static Object[] row(PriceEntry price, Optional<String> cancelled) {
        return new Object[] {
            price.number(),
            price.list(),
            Texts.of(price.key()),
            price.rounding().isPresent() || price.isPercentage()
                    ? price.price().getAmount().toPlainString()
                    : Texts.of(price.price()),
            price.rounding()
                    .map(TimeRounding::toString)
                    .orElse(price.isPercentage() ? "%" : price.unit().code()),
            (price.rule() == PriceEntry.Rule.GRADUATED ? "above " : "")
                    + price.from().toPlainString(),
            price.validFrom(),
            Texts.of(price.validTo()),
            Texts.of(cancelled)
        };
    }
}
