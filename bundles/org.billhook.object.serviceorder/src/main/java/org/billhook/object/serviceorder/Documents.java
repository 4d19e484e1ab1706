package org.billhook.object.serviceorder;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import org.billhook.core.spi.object.Attribute;
import org.billhook.core.spi.object.Attribute.Type;
import org.billhook.core.spi.object.ItemTerms;
import org.billhook.core.spi.object.ObjectInContext;
import org.billhook.core.spi.object.ObjectSnapshot;
import org.billhook.core.spi.object.OneRequest;
import org.billhook.core.spi.object.OrderItem;

/** What service orders and quotations, and their items, have in common. */
final class Documents {

    /** Leading type that the category of every item must have. */
    static final String LEADING_TYPE = "BUS2000192";

    private static final List<Attribute> HEADER = List.of(
            Attribute.of("customer", Type.TEXT, "Sold-to party.")
                    .mandatory()
                    .fixed()
                    .indexed(),
            Attribute.of("payer", Type.TEXT, "Party that pays, and is billed, if not the sold-to party.")
                    .fixed(),
            Attribute.of("contact", Type.TEXT, "Contact person at the customer."),
            Attribute.of("responsible", Type.TEXT, "Employee responsible."),
            Attribute.of("currency", Type.CURRENCY, "ISO 4217 code of the document currency, that of all items.")
                    .mandatory()
                    .fixed(),
            OneRequest.attribute(),
            Attribute.of("customerReference", Type.TEXT, "The customer's own order number.")
                    .indexed(),
            Attribute.of("description", Type.TEXT, "What is to be done."));

    private static final List<Attribute> EXECUTION = List.of(
            Attribute.of("planningPlant", Type.TEXT, "Plant that plans the work.")
                    .indexed(),
            Attribute.of("workCenter", Type.TEXT, "Work center that does the work.")
                    .indexed());

    private Documents() {}

    /** Attributes of a header, those of its kind last. */
    static List<Attribute> header(Attribute... more) {
        return joined(HEADER, List.of(more));
    }

    /** Attributes of an item, those of its kind last; it must have a category. */
    static List<Attribute> item(OrderItem item, Attribute... more) {
        List<Attribute> common = item.attributes().stream()
                .map(attribute -> attribute.name().equals(OrderItem.CATEGORY) ? attribute.mandatory() : attribute)
                .toList();
        return joined(joined(common, EXECUTION), List.of(more));
    }

    private static List<Attribute> joined(List<Attribute> some, List<Attribute> more) {
        List<Attribute> all = new ArrayList<>(some);
        all.addAll(more);
        return List.copyOf(all);
    }

    /** An item in orders or quotations of a kind. */
    static OrderItem itemOf(String documentKind) {
        return new OrderItem(
                documentKind,
                "item-category",
                "product",
                "item-quantity",
                new OrderItem.PriceSources("cost-plus", "item-net-price", List.of("price-list", "posted-amount")));
    }

    /** What the object that an attribute names gives to a new one that can have it too: all but what says where it belongs. */
    static Map<String, String> copied(ObjectInContext object, String attribute, Predicate<String> canHave) {
        Map<String, String> copied = new LinkedHashMap<>();
        object.named(attribute)
                .map(ObjectSnapshot::attributes)
                .ifPresent(values -> values.forEach((name, value) -> {
                    if (canHave.test(name) && !name.equals(ItemTerms.DOCUMENT) && !name.equals(OrderItem.NUMBER)) {
                        copied.put(name, value);
                    }
                }));
        return copied;
    }
}
