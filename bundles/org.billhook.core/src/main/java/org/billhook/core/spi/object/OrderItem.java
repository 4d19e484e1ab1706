package org.billhook.core.spi.object;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.billhook.core.model.Characteristics;
import org.billhook.core.model.Finding;
import org.billhook.core.model.ObjectRef;
import org.billhook.core.model.Phase;
import org.billhook.core.model.Quantity;
import org.billhook.core.model.Share;
import org.billhook.core.model.Unit;
import org.billhook.core.spi.object.Attribute.Type;
import org.billhook.core.spi.price.TimeRounding;
import org.joda.money.CurrencyUnit;
import org.joda.money.Money;

/**
 * What the items of orders have in common whatever is ordered: number, party, relevance, category, quantity, price. A kind of
 * item puts its own together with it. Pure, for any number of threads.
 *
 * @param orderKind kind of the orders
 * @param categoryKind kind of the categories that give defaults
 * @param product attribute that names what is delivered
 * @param quantitySource kind of the source that the quantity of an item is
 * @param prices where prices come from if an item does not say it
 */
public record OrderItem(
        String orderKind, String categoryKind, String product, String quantitySource, PriceSources prices) {

    /** Family of the kinds of items of orders. */
    public static final String FAMILY = "order-item";

    /** Attribute with the number of the item within its order, 1 to 6 digits. */
    public static final String NUMBER = "itemNumber";

    /** Attribute that names the category. */
    public static final String CATEGORY = "category";

    /** Of orders and their items: Released goes back to In Process only through Completed (R-22, G-3). */
    public static final LifeCycle LIFE_CYCLE = LifeCycle.from("OPEN", Phase.OPEN, "IN_PROCESS", "RELEASED")
            .then("IN_PROCESS", Phase.IN_PROCESS, "OPEN", "RELEASED")
            .then("RELEASED", Phase.RELEASED, "COMPLETED")
            .then("COMPLETED", Phase.COMPLETED, "IN_PROCESS")
            .build();

    private static final String CURRENCY = "currency";
    private static final String CUSTOMER = "customer";
    private static final String UPLIFT = "upliftPercent";
    private static final String PRICE_LIST = "priceList";
    private static final String TIME_ROUNDING = "timeRounding";
    private static final String PRICE_SOURCES = "priceSources";
    private static final String QUANTITY = "quantity";
    private static final String UNIT = "unit";
    private static final String NET_PRICE = "netPrice";
    private static final String SERVICE_DATE = "serviceDate";
    private static final String DESCRIPTION = "description";

    /** What a category gives to a new item, by the names that both have. */
    private static final List<String> OF_CATEGORY = List.of(
            ItemTerms.RELEVANCE,
            ItemTerms.DIP_PROFILE,
            ItemTerms.DOCUMENT_TYPE,
            ItemTerms.CREDIT_DOCUMENT_TYPE,
            PRICE_LIST,
            PRICE_SOURCES,
            ItemTerms.PRICE_BY_SERVICE_DATE,
            TIME_ROUNDING,
            UPLIFT);

    /**
     * Ids of the price sources of an item that names none.
     *
     * @param ofUplift asked first if the item has an uplift
     * @param ofNetPrice asked next if the item has a net price
     * @param always asked then, in order
     */
    public record PriceSources(String ofUplift, String ofNetPrice, List<String> always) {
        public PriceSources {
            always = List.copyOf(always);
        }
    }

    /** The attributes, to which a kind may add. */
    public List<Attribute> attributes() {
        return List.of(
                Attribute.reference(ItemTerms.DOCUMENT, orderKind, "Document that it belongs to.")
                        .mandatory()
                        .fixed()
                        .indexed(),
                Attribute.of(NUMBER, Type.TEXT, "Number within the order, 1 to 6 digits.")
                        .mandatory()
                        .fixed(),
                Attribute.of(CUSTOMER, Type.TEXT, "Party that is billed; that of the order if absent.")
                        .mandatory()
                        .indexed()
                        .locked(),
                Attribute.of(CURRENCY, Type.CURRENCY, "ISO 4217 code; that of the order.")
                        .mandatory()
                        .fixed(),
                Attribute.reference(CATEGORY, categoryKind, "Category that gave what the user did not give.")
                        .fixed()
                        .indexed(),
                Attribute.of(ItemTerms.RELEVANCE, Type.TEXT, "Id of the billing relevance.")
                        .mandatory()
                        .indexed()
                        .locked(),
                Attribute.of(product, Type.TEXT, "What is delivered: material or service product.")
                        .indexed(),
                Attribute.of(QUANTITY, Type.QUANTITY, "Ordered quantity, above zero, at most three decimals.")
                        .aboveZero(),
                Attribute.of(UNIT, Type.UNIT, "Unit of quantity and net price, such as C62 or HUR.")
                        .locked(),
                Attribute.of(NET_PRICE, Type.DECIMAL, "Price of one unit in the currency of the item.")
                        .notNegative(),
                Attribute.of(SERVICE_DATE, Type.DATE, "Requested day: earliest key date that bills the quantity."),
                Attribute.of(ItemTerms.DIP_PROFILE, Type.TEXT, "Id of the DIP profile.")
                        .locked(),
                Attribute.of(
                        ItemTerms.DOCUMENT_TYPE,
                        Type.TEXT,
                        "Type of the document that its requests become, in the words of who invoices them."),
                Attribute.of(
                        ItemTerms.CREDIT_DOCUMENT_TYPE, Type.TEXT, "The same of requests whose net is below zero."),
                Attribute.of(
                                UPLIFT,
                                Type.DECIMAL,
                                "Percent of the cost that is added, 0 to 100: the item is billed at cost.")
                        .percentage()
                        .locked(),
                Attribute.of(PRICE_LIST, Type.TEXT, "Name of the price list; 'standard' if empty."),
                Attribute.of(
                        PRICE_SOURCES, Type.TEXT, "Ids of the price sources to ask, in order, set apart by commas."),
                Attribute.of(
                        ItemTerms.PRICE_BY_SERVICE_DATE,
                        Type.BOOLEAN,
                        "Whether each line has the prices of its service date, rather than of the day of the bill; as the"
                                + " installation is set if absent."),
                Attribute.of(
                        TIME_ROUNDING,
                        Type.TEXT,
                        "Minutes that time is rounded up to before it is priced by a list, and whether per entry or per day: 15"
                                + " ENTRY, 30 DAY; NONE for no rounding. As the price list says if absent."),
                BillingBlock.attribute(),
                Attribute.of("rejected", Type.BOOLEAN, "Whether the item is rejected and takes no part (O-44)."),
                Attribute.of(DESCRIPTION, Type.TEXT, "What is delivered; the text of the line."));
    }

    /** Party and currency of the order, and what the category gives; the party is its payer if it has one. */
    public Map<String, String> defaults(ObjectInContext item) {
        Map<String, String> defaults = new LinkedHashMap<>();
        item.named(ItemTerms.DOCUMENT).ifPresent(order -> {
            order.attribute(CURRENCY).ifPresent(currency -> defaults.put(CURRENCY, currency));
            order.attribute("payer")
                    .or(() -> order.attribute(CUSTOMER))
                    .ifPresent(party -> defaults.put(CUSTOMER, party));
        });
        item.named(CATEGORY)
                .ifPresent(category -> OF_CATEGORY.forEach(
                        name -> category.attribute(name).ifPresent(value -> defaults.put(name, value))));
        return defaults;
    }

    /** What is wrong with an item of valid attributes. */
    public List<Finding> check(ObjectInContext context) {
        List<Finding> findings = new ArrayList<>(0);
        ObjectSnapshot item = context.object();
        context.named(ItemTerms.DOCUMENT).ifPresent(order -> order(item, order, findings));
        context.named(CATEGORY)
                .filter(category ->
                        context.before().isEmpty() && !category.phase().equals(Phase.OPEN))
                .ifPresent(category -> findings.add(Finding.error(
                                "CATEGORY_INACTIVE",
                                CATEGORY,
                                "%s is %s and not for new items".formatted(category.ref(), category.status()))
                        .withRule("R-20")));
        if (item.attribute(QUANTITY).isPresent() && item.attribute(UNIT).isEmpty()) {
            findings.add(Finding.error("UNIT_MISSING", UNIT, "A quantity needs a unit, such as C62 or HUR"));
        }
        item.attribute(TIME_ROUNDING).ifPresent(rounding -> rounding(rounding, findings));
        return findings;
    }

    /**
     * Checks an attribute that is an amount in the currency of the item.
     *
     * @return an error if it has more decimals than the currency
     */
    public static Optional<Finding> decimals(ObjectSnapshot item, String attribute) {
        CurrencyUnit currency = CurrencyUnit.of(item.required(CURRENCY));
        return item.attribute(attribute)
                .filter(amount -> new BigDecimal(amount).stripTrailingZeros().scale() > currency.getDecimalPlaces())
                .map(amount -> Finding.error(
                        "DECIMALS",
                        attribute,
                        "'%s' has more than the %d decimals of %s"
                                .formatted(amount, currency.getDecimalPlaces(), currency.getCode())));
    }

    private static void rounding(String rounding, List<Finding> findings) {
        try {
            TimeRounding.parse(rounding);
        } catch (IllegalArgumentException e) {
            findings.add(Finding.error("ROUNDING", TIME_ROUNDING, e.getMessage()));
        }
    }

    private static void order(ObjectSnapshot item, ObjectSnapshot order, List<Finding> findings) {
        String number = item.required(NUMBER);
        if (!number.matches("[0-9]{1,6}")) {
            findings.add(
                    Finding.error("ITEM_NUMBER", NUMBER, "Item number '%s' must have 1 to 6 digits".formatted(number)));
        }
        String key = order.ref().key() + "-" + number;
        if (!item.ref().key().equals(key)) {
            findings.add(Finding.error(
                    "ITEM_KEY",
                    NUMBER,
                    "Key %s must be %s: order, hyphen, item number"
                            .formatted(item.ref().key(), key)));
        }
        String currency = order.required(CURRENCY);
        if (!item.required(CURRENCY).equals(currency)) {
            findings.add(Finding.error(
                    "OTHER_CURRENCY",
                    CURRENCY,
                    "Currency %s differs from that of the order: %s".formatted(item.required(CURRENCY), currency)));
        }
    }

    /** The commercial side, to which a kind may add what it bills. */
    public ItemTerms.Builder terms(ObjectSnapshot item) {
        return terms(item, prices);
    }

    /** The commercial side of whatever has party, currency, relevance and pricing in the attributes of an order item. */
    public static ItemTerms.Builder terms(ObjectSnapshot item, PriceSources prices) {
        ItemTerms.Builder terms = ItemTerms.of(
                        item.required(ItemTerms.RELEVANCE),
                        item.required(CUSTOMER),
                        CurrencyUnit.of(item.required(CURRENCY)))
                .active(!item.isTrue("rejected"));
        item.attribute(ItemTerms.DOCUMENT).map(ObjectRef::parse).ifPresent(terms::document);
        netValue(item).ifPresent(terms::netValue);
        item.attribute(ItemTerms.DIP_PROFILE).ifPresent(terms::dipProfile);
        item.attribute(ItemTerms.DOCUMENT_TYPE).ifPresent(terms::documentType);
        item.attribute(ItemTerms.CREDIT_DOCUMENT_TYPE).ifPresent(terms::creditDocumentType);
        item.attribute(ItemTerms.PRICE_BY_SERVICE_DATE)
                .map(Boolean::parseBoolean)
                .ifPresent(terms::priceByServiceDate);
        priceSources(item, prices).forEach(terms::priceSource);
        return terms;
    }

    /** Quantity times net price, rounded half up as the line of it is. */
    private static Optional<Money> netValue(ObjectSnapshot item) {
        return item.attribute(QUANTITY).flatMap(quantity -> item.attribute(NET_PRICE)
                .map(price -> Money.of(
                        CurrencyUnit.of(item.required(CURRENCY)),
                        new BigDecimal(price).multiply(new BigDecimal(quantity)),
                        RoundingMode.HALF_UP)));
    }

    private static List<String> priceSources(ObjectSnapshot item, PriceSources prices) {
        Optional<String> named = item.attribute(PRICE_SOURCES);
        if (named.isPresent()) {
            return Arrays.stream(named.get().split(","))
                    .map(String::strip)
                    .filter(id -> !id.isEmpty())
                    .toList();
        }
        List<String> usual = new ArrayList<>();
        item.attribute(UPLIFT).ifPresent(percent -> usual.add(prices.ofUplift()));
        item.attribute(NET_PRICE).ifPresent(price -> usual.add(prices.ofNetPrice()));
        usual.addAll(prices.always());
        return usual;
    }

    /** The quantity of an item as its source; none without a quantity. */
    public List<OwnSource> ownSources(ObjectSnapshot item) {
        return item.attribute(QUANTITY)
                .map(quantity -> Quantity.of(quantity, new Unit(item.required(UNIT))))
                .map(quantity -> List.of(new OwnSource(
                        QUANTITY,
                        quantitySource,
                        Share.of(quantity),
                        item.attribute(SERVICE_DATE).map(LocalDate::parse).orElse(OwnSource.ANY_DAY),
                        item.attribute(DESCRIPTION).orElseGet(item::name),
                        item.attribute(product)
                                .map(delivered -> Map.of(Characteristics.MATERIAL, delivered))
                                .orElse(Map.of()))))
                .orElse(List.of());
    }
}
