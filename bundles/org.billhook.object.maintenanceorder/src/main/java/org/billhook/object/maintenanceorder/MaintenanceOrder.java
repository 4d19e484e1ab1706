package org.billhook.object.maintenanceorder;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.billhook.core.model.Finding;
import org.billhook.core.model.ObjectRef;
import org.billhook.core.spi.object.Attribute;
import org.billhook.core.spi.object.Attribute.Type;
import org.billhook.core.spi.object.BillingBlock;
import org.billhook.core.spi.object.BillingObjectKind;
import org.billhook.core.spi.object.BillingObjectType;
import org.billhook.core.spi.object.CollectingOrder;
import org.billhook.core.spi.object.ItemTerms;
import org.billhook.core.spi.object.LifeCycle;
import org.billhook.core.spi.object.ObjectInContext;
import org.billhook.core.spi.object.ObjectSnapshot;
import org.billhook.core.spi.object.OrderItem;
import org.billhook.core.spi.object.Placement;
import org.billhook.core.spi.object.Receivers;
import org.osgi.service.component.annotations.Component;

/**
 * A billable maintenance order. Named by an order item, or settled to one, it is the execution of that item (R-1, O-21): work is
 * posted on it, the item bills it, and its status is one of the prerequisites of billing. It may be there before
 * its item, as one that a maintenance plan has started; until then what is posted on it waits. One of a type that bears
 * revenue is billed by itself as long as it is assigned to nothing (O-30 to O-33).
 */
@Component
@BillingObjectKind(MaintenanceOrder.KIND)
public final class MaintenanceOrder implements BillingObjectType {

    /** Kind of maintenance orders. */
    public static final String KIND = "maintenance-order";

    private static final String TYPE = "orderType";
    private static final String CUSTOMER = "customer";
    private static final String CURRENCY = "currency";

    private static final OrderItem.PriceSources PRICES =
            new OrderItem.PriceSources("cost-plus", "item-net-price", List.of("price-list", "posted-amount"));

    /** What an order gets from the item that it executes. */
    private static final List<String> OF_ITEM = List.of("planningPlant", "workCenter");

    /** What an order gets from its type. */
    private static final List<String> OF_TYPE =
            List.of(OrderType.REVENUE_BEARING, ItemTerms.RELEVANCE, ItemTerms.DIP_PROFILE);

    private static final List<Attribute> ATTRIBUTES = List.of(
            CollectingOrder.item(),
            CollectingOrder.element(),
            CollectingOrder.superior(),
            BillingBlock.attribute(),
            Attribute.of(
                    SettlementRule.ATTRIBUTE,
                    Type.TEXT,
                    "Receivers of the cost with their percentage: kind/key percent; kind/key percent. An order item among"
                            + " them bills the order."),
            Attribute.reference(TYPE, OrderType.KIND, "Type of the order.")
                    .fixed()
                    .indexed(),
            Attribute.of("planningPlant", Type.TEXT, "Plant that plans the work.")
                    .indexed(),
            Attribute.of("workCenter", Type.TEXT, "Work center that does the work.")
                    .indexed(),
            Attribute.of("maintenancePlan", Type.TEXT, "Maintenance plan that started the order, if one did.")
                    .indexed(),
            Attribute.of(
                            OrderType.REVENUE_BEARING,
                            Type.BOOLEAN,
                            "Whether it bears revenue itself while it is assigned to nothing; from its type.")
                    .fixed(),
            Attribute.of(CUSTOMER, Type.TEXT, "Party that is billed if it bears revenue itself.")
                    .indexed()
                    .locked(),
            Attribute.of(CURRENCY, Type.CURRENCY, "ISO 4217 code of its bill if it bears revenue itself.")
                    .locked(),
            Attribute.of(ItemTerms.RELEVANCE, Type.TEXT, "Id of its billing relevance if it bears revenue itself.")
                    .indexed()
                    .locked(),
            Attribute.of(ItemTerms.DIP_PROFILE, Type.TEXT, "Id of its DIP profile if it bears revenue itself.")
                    .locked(),
            Attribute.of("upliftPercent", Type.DECIMAL, "Percent of the cost that is added, 0 to 100, likewise.")
                    .percentage()
                    .locked(),
            Attribute.of("priceList", Type.TEXT, "Name of the price list, likewise; 'standard' if empty."),
            Attribute.of("priceSources", Type.TEXT, "Ids of the price sources to ask, likewise, set apart by commas."),
            Attribute.of(
                    ItemTerms.PRICE_BY_SERVICE_DATE,
                    Type.BOOLEAN,
                    "Whether each line has the prices of its service date, likewise; as the installation is set if absent."),
            CollectingOrder.warranty(),
            Attribute.of("description", Type.TEXT, "What is to be done."));

    @Override
    public List<Attribute> attributes() {
        return ATTRIBUTES;
    }

    @Override
    public LifeCycle lifeCycle() {
        return CollectingOrder.LIFE_CYCLE;
    }

    @Override
    public Map<String, String> defaults(ObjectInContext object) {
        Map<String, String> defaults = new LinkedHashMap<>();
        copy(object, CollectingOrder.ITEM, OF_ITEM, defaults);
        copy(object, TYPE, OF_TYPE, defaults);
        object.named(TYPE)
                .flatMap(type -> type.attribute(OrderType.RULE_PROPOSAL))
                .flatMap(proposal -> proposedRule(object, proposal))
                .ifPresent(rule -> defaults.put(SettlementRule.ATTRIBUTE, rule));
        return defaults;
    }

    /** The rule that its type proposes (O-24, O-25). */
    private static Optional<String> proposedRule(ObjectInContext object, String proposal) {
        if (proposal.equals(OrderType.OF_SUPERIOR)) {
            return object.named(CollectingOrder.SUPERIOR).map(superior -> superior.attribute(SettlementRule.ATTRIBUTE)
                    .orElseGet(() -> Receivers.whole(superior.ref())));
        }
        return object.named(CollectingOrder.ITEM)
                .or(() -> object.named(CollectingOrder.ELEMENT))
                .map(named -> Receivers.whole(named.ref()));
    }

    private static void copy(ObjectInContext object, String from, List<String> names, Map<String, String> defaults) {
        object.named(from)
                .ifPresent(named ->
                        names.forEach(name -> named.attribute(name).ifPresent(value -> defaults.put(name, value))));
    }

    @Override
    public List<Finding> validate(ObjectInContext context) {
        ObjectSnapshot order = context.object();
        List<Finding> findings = new ArrayList<>(0);
        Optional<String> rule = order.attribute(SettlementRule.ATTRIBUTE);
        rule.flatMap(SettlementRule::refusal).ifPresent(findings::add);
        CollectingOrder.check(order).ifPresent(findings::add);
        if (findings.isEmpty()) {
            rule.flatMap(SettlementRule::item)
                    .filter(item -> !assigned(order).equals(Optional.of(item)) && !settlesAsSuperior(context, item))
                    .ifPresent(item -> findings.add(Finding.error(
                                    "OTHER_ITEM",
                                    SettlementRule.ATTRIBUTE,
                                    "The rule settles to %s, but the order belongs to %s"
                                            .formatted(item, assigned(order).orElseThrow()))
                            .withRule("O-22")));
            bearing(context, findings);
        }
        mandatoryRule(context).ifPresent(findings::add);
        profileOfItem(context).ifPresent(findings::add);
        return findings;
    }

    /**
     * Whether the item is that of the superior order, which the order belongs to it through: the one that the superior names, settles
     * to, or stands under as the head of its root (O-24).
     */
    private static boolean settlesAsSuperior(ObjectInContext context, ObjectRef item) {
        return context.named(CollectingOrder.SUPERIOR)
                .filter(superior -> superior.attribute(CollectingOrder.ITEM)
                                .map(ObjectRef::parse)
                                .equals(Optional.of(item))
                        || settled(superior).equals(Optional.of(item))
                        || superior.root().equals(Optional.of(item)))
                .isPresent();
    }

    private static Optional<Finding> mandatoryRule(ObjectInContext context) {
        ObjectSnapshot order = context.object();
        LifeCycle cycle = CollectingOrder.LIFE_CYCLE;
        return context.named(TYPE)
                .flatMap(type -> type.attribute(OrderType.RULE_MANDATORY))
                .filter(from -> order.attribute(SettlementRule.ATTRIBUTE).isEmpty()
                        && cycle.phase(order.status()).atLeast(cycle.phase(from)))
                .map(from -> Finding.error(
                                "SETTLEMENT_RULE_MISSING",
                                SettlementRule.ATTRIBUTE,
                                "Orders of type %s need a settlement rule from status '%s' on"
                                        .formatted(order.required(TYPE), from))
                        .withRule("O-25"));
    }

    /** An order with an item is billed by the profile of that, which is not changed here (D-8). */
    private static Optional<Finding> profileOfItem(ObjectInContext context) {
        ObjectSnapshot order = context.object();
        return context.before()
                .filter(before -> assigned(order).isPresent()
                        && !before.attribute(ItemTerms.DIP_PROFILE).equals(order.attribute(ItemTerms.DIP_PROFILE)))
                .map(before -> Finding.error(
                                "PROFILE_OF_ITEM",
                                ItemTerms.DIP_PROFILE,
                                "%s belongs to %s and is billed by the DIP profile of the item: change it there"
                                        .formatted(order.ref(), assigned(order).orElseThrow()))
                        .withRule("D-8"));
    }

    /** What an order needs to be billed by itself (O-30, O-32). */
    private static void bearing(ObjectInContext context, List<Finding> findings) {
        ObjectSnapshot order = context.object();
        boolean ofType = context.named(TYPE)
                .filter(type -> type.isTrue(OrderType.REVENUE_BEARING))
                .isPresent();
        if (context.before().isEmpty() && order.isTrue(OrderType.REVENUE_BEARING) && !ofType) {
            findings.add(Finding.error(
                            "NOT_REVENUE_BEARING",
                            OrderType.REVENUE_BEARING,
                            "%s can't bear revenue itself: only orders of a type do that is flagged so"
                                    .formatted(order.ref()))
                    .withRule("O-31"));
        }
        if (bearsRevenue(order)) {
            for (String name : List.of(CUSTOMER, CURRENCY, ItemTerms.RELEVANCE)) {
                if (order.attribute(name).isEmpty()) {
                    findings.add(Finding.error(
                                    "REQUIRED",
                                    name,
                                    "'%s' is required of an order that bears revenue itself".formatted(name))
                            .withRule("O-30"));
                }
            }
        }
    }

    @Override
    public Placement place(ObjectInContext context) {
        ObjectSnapshot order = context.object();
        Optional<ObjectRef> above = CollectingOrder.above(order);
        // a sub-order with the rule of its superior stands under that, which executes the item
        if (order.attribute(CollectingOrder.ITEM).isPresent()
                || (above.isEmpty() && settled(order).isPresent())) {
            return Placement.executing(assigned(order).orElseThrow());
        }
        return above.map(Placement::under).orElseGet(() -> bearsRevenue(order) ? Placement.ownRoot() : Placement.top());
    }

    @Override
    public Optional<ItemTerms> item(ObjectSnapshot order) {
        return bearsRevenue(order) ? Optional.of(OrderItem.terms(order, PRICES).build()) : Optional.empty();
    }

    @Override
    public Optional<Finding> billingBlock(ObjectSnapshot object) {
        return BillingBlock.of(object);
    }

    @Override
    public Map<String, String> characteristics(ObjectSnapshot object) {
        return CollectingOrder.characteristics(object);
    }

    private static boolean bearsRevenue(ObjectSnapshot order) {
        return order.isTrue(OrderType.REVENUE_BEARING) && assigned(order).isEmpty();
    }

    /** What it belongs to: what it names, else the item that it settles to. */
    private static Optional<ObjectRef> assigned(ObjectSnapshot order) {
        return CollectingOrder.above(order).or(() -> settled(order));
    }

    private static Optional<ObjectRef> settled(ObjectSnapshot order) {
        return order.attribute(SettlementRule.ATTRIBUTE).flatMap(SettlementRule::item);
    }
}
