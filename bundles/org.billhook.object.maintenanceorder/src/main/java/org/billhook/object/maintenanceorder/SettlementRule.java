package org.billhook.object.maintenanceorder;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.billhook.core.model.Finding;
import org.billhook.core.model.ObjectRef;
import org.billhook.core.spi.object.Receivers;

/**
 * Who takes over the cost of an order, and which part of it: {@code sales-order-item/4711-10 60; cost-center/4000 40}. A receiver
 * that is an order item assigns the order to it; of other receivers nothing follows here (O-21, O-22).
 */
final class SettlementRule {

    static final String ATTRIBUTE = "settlementRule";

    /** Kinds of receivers that assign the order. */
    private static final Set<String> ITEMS = Set.of("sales-order-item", "service-order-item");

    private SettlementRule() {}

    /**
     * The order item that a rule assigns the order to; empty if it names none.
     *
     * @throws IllegalArgumentException if the text is no rule
     */
    static Optional<ObjectRef> item(String rule) {
        return items(rule).stream().findFirst();
    }

    private static List<ObjectRef> items(String rule) {
        return Receivers.parse(rule).refs().stream()
                .filter(receiver -> ITEMS.contains(receiver.kind()))
                .toList();
    }

    static Optional<Finding> refusal(String text) {
        try {
            List<ObjectRef> items = items(text);
            return items.size() < 2
                    ? Optional.empty()
                    : Optional.of(Finding.error(
                                    "SEVERAL_ITEMS",
                                    ATTRIBUTE,
                                    "The rule names %s and %s: an order belongs to one order item"
                                            .formatted(items.get(0), items.get(1)))
                            .withRule("O-22"));
        } catch (IllegalArgumentException e) {
            return Optional.of(Finding.error("SETTLEMENT_RULE", ATTRIBUTE, e.getMessage()));
        }
    }
}
