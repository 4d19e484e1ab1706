package org.billhook.object.salesorderitem;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.billhook.core.model.Finding;
import org.billhook.core.model.ObjectRef;
import org.billhook.core.spi.object.Attribute;
import org.billhook.core.spi.object.Attribute.Type;
import org.billhook.core.spi.object.BillingBlock;
import org.billhook.core.spi.object.BillingObjectKind;
import org.billhook.core.spi.object.BillingObjectType;
import org.billhook.core.spi.object.ItemTerms;
import org.billhook.core.spi.object.LifeCycle;
import org.billhook.core.spi.object.ObjectInContext;
import org.billhook.core.spi.object.ObjectSnapshot;
import org.billhook.core.spi.object.OrderItem;
import org.billhook.core.spi.object.OwnSource;
import org.billhook.core.spi.object.Placement;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;

/**
 * An item of a sales order: what is billed, to whom, how (O-11). With a billing element it bills that hierarchy (O-42);
 * without one it heads its own (O-15).
 */
@Component(configurationPid = "org.billhook.object.salesorderitem")
@BillingObjectKind(SalesOrderItem.KIND)
public final class SalesOrderItem implements BillingObjectType {

    /** Kind of sales order items; the key is order key, hyphen, item number. */
    public static final String KIND = "sales-order-item";

    private static final String BILLING_ELEMENT = "billingElement";

    private static final OrderItem ITEM = new OrderItem(
            SalesOrder.KIND,
            "item-category",
            "material",
            "item-quantity",
            new OrderItem.PriceSources("cost-plus", "item-net-price", List.of("price-list", "posted-amount")));

    private static final List<Attribute> ATTRIBUTES = attributesOfItem();

    /** Names of the attributes that the kind has itself. */
    public static final Set<String> OWN =
            ATTRIBUTES.stream().map(Attribute::name).collect(Collectors.toUnmodifiableSet());

    /** Settings of sales order items. */
    public @interface Settings {
        /** What becomes of a billing element that several items name (O-43, O-44). */
        SeveralItems severalItems() default SeveralItems.FIRST_FOUND;
    }

    /** What becomes of a billing element that several items name. */
    public enum SeveralItems {
        /** The item of the lowest document and item number bills what is posted on it; a warning says so (G-8). */
        FIRST_FOUND,
        /** A second item is refused; where there are several, none bills what is posted on it. */
        REFUSE
    }

    private final SeveralItems severalItems;

    @Activate
    public SalesOrderItem(Settings settings) {
        this(settings.severalItems());
    }

    public SalesOrderItem(SeveralItems severalItems) {
        this.severalItems = severalItems;
    }

    private static List<Attribute> attributesOfItem() {
        List<Attribute> attributes = new ArrayList<>(ITEM.attributes());
        attributes.add(Attribute.of(BILLING_ELEMENT, Type.REFERENCE, "Billing element whose hierarchy the item bills.")
                .indexed()
                .locked());
        return List.copyOf(attributes);
    }

    @Override
    public List<Attribute> attributes() {
        return ATTRIBUTES;
    }

    @Override
    public Set<String> families() {
        return Set.of(OrderItem.FAMILY);
    }

    @Override
    public LifeCycle lifeCycle() {
        return OrderItem.LIFE_CYCLE;
    }

    @Override
    public Map<String, String> defaults(ObjectInContext object) {
        return ITEM.defaults(object);
    }

    @Override
    public List<Finding> validate(ObjectInContext object) {
        List<Finding> findings = new ArrayList<>(ITEM.check(object));
        object.named(BILLING_ELEMENT).ifPresent(element -> billingElement(element, findings));
        return findings;
    }

    private static void billingElement(ObjectSnapshot element, List<Finding> findings) {
        if (!element.isTrue(BILLING_ELEMENT)) {
            String message = "%s is not flagged as billing element".formatted(element.ref());
            findings.add(Finding.error("NO_BILLING_ELEMENT", BILLING_ELEMENT, message)
                    .withRule("O-47"));
        }
    }

    @Override
    public Placement place(ObjectInContext object) {
        return billingElement(object.object()).map(Placement::under).orElseGet(Placement::ownRoot);
    }

    @Override
    public Optional<ItemTerms> item(ObjectSnapshot object) {
        ItemTerms.Builder terms = ITEM.terms(object).exclusive(severalItems == SeveralItems.REFUSE);
        billingElement(object).ifPresent(terms::bills);
        return Optional.of(terms.build());
    }

    @Override
    public Optional<Finding> billingBlock(ObjectSnapshot object) {
        return BillingBlock.of(object);
    }

    @Override
    public List<OwnSource> ownSources(ObjectSnapshot object) {
        return ITEM.ownSources(object);
    }

    private static Optional<ObjectRef> billingElement(ObjectSnapshot object) {
        return object.attribute(BILLING_ELEMENT).map(ObjectRef::parse);
    }
}
