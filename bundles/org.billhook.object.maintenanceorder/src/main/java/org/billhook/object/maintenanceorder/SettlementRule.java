package org.billhook.object.maintenanceorder;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.billhook.core.model.Finding;
import org.billhook.core.model.ObjectRef;

/**
 * Who takes over the cost of an order, and which part of it: {@code sales-order-item/4711-10 60; cost-center/4000 40}. A receiver
 * that is an order item assigns the order to it; of other receivers nothing follows here (O-21, O-22).
 */
final class SettlementRule {

    static final String ATTRIBUTE = "settlementRule";

    /** Kinds of receivers that assign the order. */
    private static final Set<String> ITEMS = Set.of("sales-order-item", "service-order-item");

    private static final Pattern PART = Pattern.compile("(\\S+) ([0-9]{1,3}(?:\\.[0-9]{1,2})?)");
    private static final BigDecimal WHOLE = new BigDecimal(100);

    private final List<ObjectRef> receivers = new ArrayList<>();
    private BigDecimal sum = BigDecimal.ZERO;

    private SettlementRule() {}

    /** All of it to one receiver. */
    static String whole(ObjectRef receiver) {
        return receiver + " 100";
    }

    /** @throws IllegalArgumentException if the text is no such rule */
    static SettlementRule parse(String text) {
        SettlementRule rule = new SettlementRule();
        for (String part : text.split(";")) {
            Matcher matcher = PART.matcher(part.strip());
            if (!matcher.matches()) {
                throw new IllegalArgumentException(
                        "'%s' is not of the form kind/key percent; kind/key percent".formatted(part.strip()));
            }
            BigDecimal percent = new BigDecimal(matcher.group(2));
            if (percent.signum() == 0) {
                throw new IllegalArgumentException("'%s' gets nothing".formatted(matcher.group(1)));
            }
            rule.receivers.add(ObjectRef.parse(matcher.group(1)));
            rule.sum = rule.sum.add(percent);
        }
        if (rule.sum.compareTo(WHOLE) > 0) {
            throw new IllegalArgumentException(
                    "The parts are %s percent together, 100 at most".formatted(rule.sum.toPlainString()));
        }
        return rule;
    }

    /** Order items among the receivers, without repeats. */
    private List<ObjectRef> items() {
        return receivers.stream()
                .filter(receiver -> ITEMS.contains(receiver.kind()))
                .distinct()
                .toList();
    }

    /** The order item that it assigns the order to; empty if it names none. */
    Optional<ObjectRef> item() {
        return items().stream().findFirst();
    }

    static Optional<Finding> refusal(String text) {
        try {
            List<ObjectRef> items = parse(text).items();
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
