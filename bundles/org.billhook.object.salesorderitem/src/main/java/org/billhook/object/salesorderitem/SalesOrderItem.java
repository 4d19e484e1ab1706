package org.billhook.object.salesorderitem;

import java.time.LocalDate;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.billhook.core.model.Characteristics;
import org.billhook.core.model.Finding;
import org.billhook.core.model.ObjectRef;
import org.billhook.core.model.Quantity;
import org.billhook.core.model.Share;
import org.billhook.core.model.Unit;
import org.billhook.core.spi.object.Attribute;
import org.billhook.core.spi.object.Attribute.Type;
import org.billhook.core.spi.object.BillingObjectKind;
import org.billhook.core.spi.object.BillingObjectType;
import org.billhook.core.spi.object.ItemTerms;
import org.billhook.core.spi.object.LifeCycle;
import org.billhook.core.spi.object.ObjectInContext;
import org.billhook.core.spi.object.ObjectSnapshot;
import org.billhook.core.spi.object.OwnSource;
import org.billhook.core.spi.object.Placement;
import org.joda.money.CurrencyUnit;
import org.osgi.service.component.annotations.Component;

/**
 * An item of a sales order: what is billed, to whom, how (O-11). With a billing element it bills that hierarchy (O-42);
 * without one it heads its own (O-15).
 */
@Component
@BillingObjectKind(SalesOrderItem.KIND)
public final class SalesOrderItem implements BillingObjectType {

    /** Kind of sales order items; the key is order key, hyphen, item number. */
    public static final String KIND = "sales-order-item";

    /** Slot of the source that the quantity of an item is. */
    static final String QUANTITY_SLOT = "quantity";

    /** Service date of the quantity of an item without one: billable as soon as the item is completed. */
    static final LocalDate EARLIEST = LocalDate.of(1970, 1, 1);

    /** Price sources of an item that names none; cost plus its uplift and its net price, where it has them, come before. */
    static final String DEFAULT_PRICE_SOURCES = "price-list,posted-amount";

    /** What a category gives to a new item, by the names that both have. */
    private static final List<String> OF_CATEGORY =
            List.of("billingRelevance", "dipProfile", "priceList", "priceSources", "upliftPercent");

    private static final List<Attribute> ATTRIBUTES = List.of(
            Attribute.reference("order", SalesOrder.KIND, "Sales order that it belongs to.")
                    .mandatory()
                    .fixed()
                    .indexed(),
            Attribute.of("itemNumber", Type.TEXT, "Number within the order, 1 to 6 digits.")
                    .mandatory()
                    .fixed(),
            Attribute.of("customer", Type.TEXT, "Party that is billed.")
                    .mandatory()
                    .indexed()
                    .locked(),
            Attribute.of("currency", Type.TEXT, "ISO 4217 code; that of the order.")
                    .mandatory()
                    .fixed(),
            Attribute.of("billingRelevance", Type.TEXT, "Id of the billing relevance.")
                    .mandatory()
                    .indexed()
                    .locked(),
            Attribute.of("billingElement", Type.REFERENCE, "Billing element whose hierarchy the item bills.")
                    .indexed()
                    .locked(),
            Attribute.reference("category", "item-category", "Category that gave what the user did not give.")
                    .fixed()
                    .indexed(),
            Attribute.of("material", Type.TEXT, "Material or service product.").indexed(),
            Attribute.of("quantity", Type.DECIMAL, "Ordered quantity, above zero, at most three decimals."),
            Attribute.of("unit", Type.TEXT, "Unit of quantity and net price, such as C62 or HUR.")
                    .locked(),
            Attribute.of("netPrice", Type.DECIMAL, "Price of one unit in the currency of the item."),
            Attribute.of("serviceDate", Type.DATE, "Requested day: earliest key date that bills the quantity."),
            Attribute.of("dipProfile", Type.TEXT, "Id of the DIP profile."),
            Attribute.of(
                            "upliftPercent",
                            Type.DECIMAL,
                            "Percent of the cost that is added, 0 to 100: the item is billed at cost.")
                    .locked(),
            Attribute.of("priceList", Type.TEXT, "Name of the price list; 'standard' if empty."),
            Attribute.of("priceSources", Type.TEXT, "Ids of the price sources to ask, in order, set apart by commas."),
            Attribute.of("rejected", Type.BOOLEAN, "Whether the item is rejected and takes no part (O-44)."),
            Attribute.of("description", Type.TEXT, "What is delivered; the text of the line."));

    @Override
    public List<Attribute> attributes() {
        return ATTRIBUTES;
    }

    @Override
    public LifeCycle lifeCycle() {
        return Statuses.LIFE_CYCLE;
    }

    @Override
    public Map<String, String> defaults(ObjectInContext object) {
        Map<String, String> defaults = new LinkedHashMap<>();
        object.named("category")
                .ifPresent(category -> OF_CATEGORY.forEach(
                        name -> category.attribute(name).ifPresent(value -> defaults.put(name, value))));
        return defaults;
    }

    @Override
    public List<Finding> validate(ObjectInContext object) {
        return ItemRules.check(object);
    }

    @Override
    public Placement place(ObjectInContext object) {
        return billingElement(object.object()).map(Placement::under).orElseGet(Placement::ownRoot);
    }

    @Override
    public Optional<ItemTerms> item(ObjectSnapshot object) {
        boolean rejected =
                object.attribute("rejected").map(Boolean::parseBoolean).orElse(false);
        ItemTerms.Builder terms = ItemTerms.of(
                        required(object, "billingRelevance"),
                        required(object, "customer"),
                        CurrencyUnit.of(required(object, "currency")))
                .active(!rejected);
        billingElement(object).ifPresent(terms::bills);
        object.attribute("dipProfile").ifPresent(terms::dipProfile);
        priceSources(object).forEach(terms::priceSource);
        return Optional.of(terms.build());
    }

    @Override
    public List<OwnSource> ownSources(ObjectSnapshot object) {
        if (object.attribute("quantity").isEmpty()) {
            return List.of();
        }
        Quantity quantity = Quantity.of(required(object, "quantity"), new Unit(required(object, "unit")));
        return List.of(new OwnSource(
                QUANTITY_SLOT,
                ItemQuantity.KIND,
                Share.of(quantity),
                object.attribute("serviceDate").map(LocalDate::parse).orElse(EARLIEST),
                object.attribute("description").orElseGet(object::name),
                object.attribute("material")
                        .map(material -> Map.of(Characteristics.MATERIAL, material))
                        .orElse(Map.of())));
    }

    static Optional<ObjectRef> billingElement(ObjectSnapshot object) {
        return object.attribute("billingElement").map(ObjectRef::parse);
    }

    private static Stream<String> priceSources(ObjectSnapshot object) {
        String usual = (object.attribute("upliftPercent").isPresent() ? "cost-plus," : "")
                + (object.attribute("netPrice").isPresent() ? "item-net-price," : "")
                + DEFAULT_PRICE_SOURCES;
        String ids = object.attribute("priceSources").orElse(usual);
        return Arrays.stream(ids.split(",")).map(String::strip).filter(id -> !id.isEmpty());
    }

    private static String required(ObjectSnapshot object, String attribute) {
        return object.attribute(attribute)
                .orElseThrow(() -> new IllegalStateException("%s has no %s".formatted(object.ref(), attribute)));
    }
}
