package org.billhook.object.salesorderitem;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.billhook.core.model.Finding;
import org.billhook.core.model.ObjectRef;
import org.billhook.core.model.Phase;
import org.billhook.core.model.Quantity;
import org.billhook.core.model.Unit;
import org.billhook.core.spi.object.ObjectInContext;
import org.billhook.core.spi.object.ObjectSnapshot;

/** What must hold for an item beyond its attribute schema. */
final class ItemRules {

    private static final BigDecimal HUNDRED = new BigDecimal(100);

    private final ObjectInContext context;
    private final ObjectSnapshot item;
    private final List<Finding> findings = new ArrayList<>(0);

    private ItemRules(ObjectInContext context) {
        this.context = context;
        item = context.object();
    }

    static List<Finding> check(ObjectInContext context) {
        ItemRules rules = new ItemRules(context);
        Currencies.unknown(rules.item).ifPresent(rules.findings::add);
        rules.order();
        rules.category();
        rules.quantity();
        rules.price();
        rules.uplift();
        rules.billingElement();
        return List.copyOf(rules.findings);
    }

    private void order() {
        Optional<ObjectSnapshot> order = context.named("order");
        if (order.isEmpty()) {
            error("UNKNOWN_ORDER", "order", "There is no %s".formatted(value("order")));
            return;
        }
        String number = value("itemNumber");
        if (!number.matches("[0-9]{1,6}")) {
            error("ITEM_NUMBER", "itemNumber", "Item number '%s' must have 1 to 6 digits".formatted(number));
        }
        String key = order.get().ref().key() + "-" + number;
        if (!item.ref().key().equals(key)) {
            String message = "Key %s must be %s: order, hyphen, item number";
            error("ITEM_KEY", "itemNumber", message.formatted(item.ref().key(), key));
        }
        String currency = order.get().attribute("currency").orElse("none");
        if (!currency.equals(value("currency"))) {
            String message = "Currency %s differs from that of the order: %s";
            error("OTHER_CURRENCY", "currency", message.formatted(value("currency"), currency));
        }
    }

    private void category() {
        boolean isNew = context.before().isEmpty();
        context.named("category")
                .filter(category -> isNew && !category.phase().equals(Phase.OPEN))
                .ifPresent(category -> error(
                        "CATEGORY_INACTIVE",
                        "category",
                        "%s is %s and not for new items".formatted(category.ref(), category.status())));
    }

    private void quantity() {
        if (item.attribute("unit").isPresent()) {
            readable("unit", () -> new Unit(value("unit")));
        }
        Optional<BigDecimal> quantity = item.attribute("quantity").map(BigDecimal::new);
        if (quantity.isEmpty()) {
            return;
        }
        if (item.attribute("unit").isEmpty()) {
            error("UNIT_MISSING", "unit", "A quantity needs a unit, such as C62 or HUR");
        }
        if (quantity.get().signum() <= 0) {
            error("QUANTITY", "quantity", "Quantity %s is not above zero".formatted(value("quantity")));
        }
        readable("quantity", () -> new Quantity(quantity.get(), Unit.PIECE));
    }

    private void price() {
        if (item.attribute("netPrice")
                .map(BigDecimal::new)
                .filter(p -> p.signum() < 0)
                .isPresent()) {
            error("NEGATIVE_PRICE", "netPrice", "Net price %s is below zero".formatted(value("netPrice")));
        }
    }

    private void uplift() {
        Optional<BigDecimal> percent = item.attribute("upliftPercent").map(BigDecimal::new);
        if (percent.filter(value -> value.signum() < 0 || value.compareTo(HUNDRED) > 0)
                .isPresent()) {
            String message = "Uplift of %s percent is not between 0 and 100";
            findings.add(Finding.error("PERCENT", "upliftPercent", message.formatted(value("upliftPercent")))
                    .withRule("I-6"));
        }
    }

    private void billingElement() {
        Optional<ObjectRef> named = SalesOrderItem.billingElement(item);
        if (named.isEmpty()) {
            return;
        }
        Optional<ObjectSnapshot> element = context.named("billingElement");
        if (element.isEmpty()) {
            error("UNKNOWN_ELEMENT", "billingElement", "There is no %s".formatted(named.get()));
        } else if (!element.get().attribute("billingElement").equals(Optional.of("true"))) {
            String message = "%s is not flagged as billing element".formatted(named.get());
            findings.add(Finding.error("NO_BILLING_ELEMENT", "billingElement", message)
                    .withRule("O-47"));
        }
        List<ObjectRef> others = context.alsoNaming("billingElement");
        if (!others.isEmpty()) {
            String message = "%s is also named by %s; what is posted on it goes to the item of the lowest number (O-44)"
                    .formatted(named.get(), others.get(0));
            findings.add(Finding.warning("SHARED_ELEMENT", message)
                    .withField("billingElement")
                    .withRule("O-43"));
        }
    }

    private void readable(String field, Runnable read) {
        try {
            read.run();
        } catch (IllegalArgumentException e) {
            error("UNREADABLE", field, e.getMessage());
        }
    }

    private String value(String attribute) {
        return item.attribute(attribute).orElse("");
    }

    private void error(String code, String field, String message) {
        findings.add(Finding.error(code, field, message));
    }
}
