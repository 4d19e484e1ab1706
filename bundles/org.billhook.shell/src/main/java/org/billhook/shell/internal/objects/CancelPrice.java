package org.billhook.shell.internal.objects;

import java.io.PrintStream;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import org.apache.karaf.shell.api.action.Argument;
import org.apache.karaf.shell.api.action.Command;
import org.apache.karaf.shell.api.action.Option;
import org.apache.karaf.shell.api.action.lifecycle.Reference;
import org.apache.karaf.shell.api.action.lifecycle.Service;
import org.billhook.core.api.BillhookException;
import org.billhook.core.api.Prices;
import org.billhook.core.api.Prices.Replacement;
import org.billhook.core.api.Roles;
import org.billhook.core.spi.price.PriceEntry;
import org.billhook.shell.internal.BillhookCommand;
import org.billhook.shell.internal.Operator;
import org.joda.money.BigMoney;

/** Cancel a price that was typed wrong, and put the right one in its place. */
@Service
@Command(
        scope = "billhook",
        name = "price-cancel",
        description = "Cancel a price that is wrong from its first day on; price-billed lists what was billed by it")
public final class CancelPrice extends BillhookCommand {

    @Reference
    private Prices prices;

    @Argument(index = 0, name = "number", description = "Number of the entry", required = true)
    private long number;

    @Option(name = "--reason", description = "Why; stands in the change log", required = true)
    private String reason;

    @Option(name = "--price", description = "The right price, in the same currency, or the right percentage")
    private String price;

    @Option(name = "--valid-to", description = "Last day of the right one; that of the wrong one by default")
    private String validTo;

    @Override
    protected String[] roles() {
        return new String[] {Roles.BILLING_APPROVER, Roles.INTEGRATOR};
    }

    @Override
    protected void run(Operator operator, PrintStream out) {
        PriceEntry wrong = prices.find(number)
                .orElseThrow(() -> BillhookException.unknown("price", number))
                .entry();
        if (price == null && validTo != null) {
            throw new IllegalArgumentException("--valid-to is of the right price: tell it with --price");
        }
        Optional<Replacement> replacement = Optional.ofNullable(price)
                .map(amount -> new Replacement(
                        BigMoney.of(wrong.price().getCurrencyUnit(), new BigDecimal(amount)),
                        Optional.ofNullable(validTo).map(LocalDate::parse)));
        List<Prices.Listed> done = prices.cancel(number, replacement, reason, operator.actor());
        out.printf("Price %d is cancelled%n", number);
        if (done.size() > 1) {
            PriceEntry right = done.get(1).entry();
            out.printf(
                    "Price %d has its place: %s from %s%n",
                    right.number(), right.price().getAmount().toPlainString(), right.validFrom());
        }
    }
}
