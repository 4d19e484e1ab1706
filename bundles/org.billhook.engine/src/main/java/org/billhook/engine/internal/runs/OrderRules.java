package org.billhook.engine.internal.runs;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.billhook.core.api.BillhookException;
import org.billhook.core.api.BillingRuns.Order;
import org.billhook.core.api.BillingRuns.PriceChange;
import org.billhook.core.api.BillingRuns.PricingDay;
import org.billhook.core.api.LedgerCommands.Command;
import org.billhook.core.ledger.ActKind;
import org.billhook.core.model.Finding;
import org.billhook.core.model.ObjectRef;
import org.billhook.core.spi.price.Condition;
import org.billhook.engine.port.ObjectRow;
import org.billhook.engine.port.Store;

/** What an order must keep to before anything is frozen. */
final class OrderRules {

    private static final Set<ActKind> DECISIONS =
            EnumSet.of(ActKind.BILL, ActKind.HOLD, ActKind.WRITE_OFF, ActKind.INCLUDE);

    private static final BigDecimal HUNDRED = new BigDecimal(100);

    private OrderRules() {}

    static void check(Order order) {
        List<Finding> findings = new ArrayList<>();
        for (int i = 0; i < order.decisions().size(); i++) {
            Command command = order.decisions().get(i);
            String field = "decisions[" + i + "]";
            if (!DECISIONS.contains(command.kind())) {
                findings.add(Finding.error(
                        "BAD_DECISION", field, "%s is no decision of a run: %s".formatted(command.kind(), DECISIONS)));
            }
            if (command.reason().isBlank() || command.reason().length() > 500) {
                findings.add(Finding.error("NO_REASON", field, "A decision needs a reason of 1 to 500 characters"));
            }
            if ((command.kind() == ActKind.HOLD) != command.until().isPresent()) {
                findings.add(Finding.error("BAD_UNTIL", field, "A hold, and nothing else, needs the day it ends"));
            }
        }
        if (!order.usage().bills() && !order.decisions().isEmpty()) {
            findings.add(Finding.error(
                    "NO_DECISIONS",
                    "decisions",
                    "What is planned is only priced for %s, so that nothing can be decided on"
                            .formatted(order.usage())));
        }
        for (int i = 0; i < order.priceChanges().size(); i++) {
            PriceChange change = order.priceChanges().get(i);
            String field = "priceChanges[" + i + "]";
            if (change.reason().isBlank() || change.reason().length() > 500) {
                findings.add(
                        Finding.error("NO_REASON", field, "A change of price needs a reason of 1 to 500 characters"));
            }
            if (change.condition() instanceof Condition.PerUnit price
                    && price.rate().isNegative()) {
                findings.add(Finding.error("NEGATIVE", field, "A price of %s is below zero".formatted(price.rate()))
                        .withRule("D-62"));
            }
            if (change.condition() instanceof Condition.Percent percent
                    && percent.percent().compareTo(HUNDRED.negate()) < 0) {
                findings.add(
                        Finding.error("BELOW_100", field, "%s %% takes off more than all".formatted(percent.percent()))
                                .withRule("D-62"));
            }
        }
        if (!findings.isEmpty()) {
            throw new BillhookException(BillhookException.Type.REFUSED, findings);
        }
    }

    /** The order with the day whose prices count if it names none, so that it is the same whenever it is billed (D-63). */
    static Order priced(Order order, RunSettings settings, LocalDate today) {
        return order.pricedOtherwise(new PricingDay(today, settings.priceByServiceDate()));
    }

    /** Heads of the roots that the order names; all that are due if it names none. */
    static Set<Long> roots(Store store, Order order) {
        return roots(store, order.roots());
    }

    private static Set<Long> roots(Store store, Collection<ObjectRef> refs) {
        Set<Long> roots = new LinkedHashSet<>();
        if (refs.isEmpty()) {
            return roots;
        }
        Map<ObjectRef, ObjectRow> rows = store.objects().find(refs);
        for (ObjectRef ref : refs) {
            ObjectRow row = rows.get(ref);
            if (row == null) {
                throw BillhookException.unknown("billing object", ref);
            }
            Set<Long> own =
                    root(row).map(Set::of).orElseGet(() -> store.objects().rootsOfItems(ref));
            if (own.isEmpty()) {
                throw new BillhookException(
                        BillhookException.Type.REFUSED,
                        Finding.error(
                                "NO_ROOT",
                                "roots",
                                "%s belongs to no billing root: no item bills it, and it has none".formatted(ref)));
            }
            roots.addAll(own);
        }
        return roots;
    }

    private static Optional<Long> root(ObjectRow row) {
        return row.root().or(() -> row.item().flatMap(ObjectRow.Item::billsRoot));
    }
}
