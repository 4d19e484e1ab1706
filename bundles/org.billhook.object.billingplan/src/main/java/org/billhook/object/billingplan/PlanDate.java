package org.billhook.object.billingplan;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.billhook.core.model.Finding;
import org.billhook.core.model.ObjectRef;
import org.billhook.core.model.Phase;
import org.billhook.core.model.Share;
import org.billhook.core.spi.object.Attribute;
import org.billhook.core.spi.object.Attribute.Type;
import org.billhook.core.spi.object.BillingObjectKind;
import org.billhook.core.spi.object.BillingObjectType;
import org.billhook.core.spi.object.LifeCycle;
import org.billhook.core.spi.object.ObjectInContext;
import org.billhook.core.spi.object.ObjectSnapshot;
import org.billhook.core.spi.object.OwnSource;
import org.billhook.core.spi.object.Placement;
import org.joda.money.CurrencyUnit;
import org.joda.money.Money;
import org.osgi.service.component.annotations.Component;

/**
 * A date of a billing plan: the value that is billed of an item on that day or later. It is a source by itself, under
 * its item; a new value is the act revalue. Cancelled, it is worth nothing.
 */
@Component
@BillingObjectKind(PlanDate.KIND)
public final class PlanDate implements BillingObjectType {

    /** Kind of dates of billing plans; the key is any, such as that of the item, a hyphen and a number. */
    public static final String KIND = "billing-plan-date";

    /** Slot of the source that the value of a date is. */
    static final String VALUE_SLOT = "value";

    /** Characteristic of the code of the billing rule. */
    static final String RULE = "billing-rule";

    /** Characteristic that a date has while it is released. */
    static final String IS_RELEASED = "released";

    /** Characteristic that a date has while it is blocked. */
    static final String IS_BLOCKED = "blocked";

    /** Billing rules of down payments. */
    private static final Set<String> DOWN_PAYMENTS = Set.of("4", "5");

    private static final String CANCELLED = "CANCELLED";
    private static final String RELEASED = "RELEASED";

    private static final List<Attribute> ATTRIBUTES = List.of(
            Attribute.of("item", Type.REFERENCE, "Order item that it bills.")
                    .mandatory()
                    .fixed()
                    .indexed(),
            Attribute.of("date", Type.DATE, "Billing date.").mandatory().locked(),
            Attribute.of("value", Type.DECIMAL, "Value in the currency, above zero; a date without one is not billed.")
                    .aboveZero()
                    .locked(),
            Attribute.of("currency", Type.CURRENCY, "ISO 4217 code; that of the item.")
                    .mandatory()
                    .fixed(),
            Attribute.choice(
                    "billingRule",
                    Set.of("1", "2", "3", "4", "5", "6"),
                    "1 milestone by percent, 2 milestone by value, 3 closing, 4 down payment by percent, 5 down payment by"
                            + " value, 6 periodic (P-23)."),
            Attribute.of("blocked", Type.BOOLEAN, "Whether the date is blocked for billing."),
            Attribute.of("description", Type.TEXT, "What the value is for; the text of the line."));

    /** Released for the fixed price that is spread over work; a plan of dates alone asks for no release. */
    private static final LifeCycle LIFE_CYCLE = LifeCycle.from("OPEN", Phase.OPEN, RELEASED, CANCELLED)
            .then(RELEASED, Phase.RELEASED, "OPEN", CANCELLED)
            .then(CANCELLED, Phase.CLOSED, "OPEN")
            .build();

    @Override
    public List<Attribute> attributes() {
        return ATTRIBUTES;
    }

    @Override
    public LifeCycle lifeCycle() {
        return LIFE_CYCLE;
    }

    /** The currency of the item, where the user gives none. */
    @Override
    public Map<String, String> defaults(ObjectInContext object) {
        return object.named("item")
                .flatMap(item -> item.attribute("currency"))
                .map(currency -> Map.of("currency", currency))
                .orElse(Map.of());
    }

    @Override
    public List<Finding> validate(ObjectInContext context) {
        ObjectSnapshot date = context.object();
        List<Finding> findings = new ArrayList<>(0);
        String currency = date.required("currency");
        String ofItem = context.named("item")
                .flatMap(item -> item.attribute("currency"))
                .orElse("none");
        if (!currency.equals(ofItem)) {
            findings.add(Finding.error(
                    "OTHER_CURRENCY",
                    "currency",
                    "Currency '%s' differs from that of %s: %s".formatted(currency, date.required("item"), ofItem)));
            return findings;
        }
        if (date.attribute("value").isEmpty()) {
            if (date.status().equals(RELEASED)) {
                findings.add(Finding.error(
                                "FIXED_PRICE_MISSING",
                                "value",
                                "%s can't be released without a value".formatted(date.ref()))
                        .withRule("D-110"));
            }
            return findings;
        }
        BigDecimal value = new BigDecimal(date.required("value"));
        int decimals = CurrencyUnit.of(currency).getDecimalPlaces();
        if (value.stripTrailingZeros().scale() > decimals) {
            findings.add(Finding.error(
                    "VALUE",
                    "value",
                    "Value %s is not an amount of %s with at most %d decimals"
                            .formatted(value.toPlainString(), currency, decimals)));
        }
        return findings;
    }

    @Override
    public Placement place(ObjectInContext object) {
        return Placement.under(ObjectRef.parse(object.object().required("item")));
    }

    /** Its value; down payments stand outside of the plan, whatever they add up to (P-21, P-71). */
    @Override
    public Optional<Money> planned(ObjectSnapshot object) {
        return object.attribute("billingRule").filter(DOWN_PAYMENTS::contains).isPresent()
                ? Optional.empty()
                : value(object);
    }

    /** A plan that the item is no longer billed by is cancelled. */
    @Override
    public Optional<String> dropped(ObjectSnapshot object) {
        return object.status().equals(CANCELLED) ? Optional.empty() : Optional.of(CANCELLED);
    }

    /** What billing asks of a date. */
    @Override
    public Map<String, String> characteristics(ObjectSnapshot object) {
        Map<String, String> characteristics = new TreeMap<>();
        object.attribute("billingRule").ifPresent(rule -> characteristics.put(RULE, rule));
        if (object.status().equals(RELEASED)) {
            characteristics.put(IS_RELEASED, "true");
        }
        if (object.isTrue("blocked")) {
            characteristics.put(IS_BLOCKED, "true");
        }
        return characteristics;
    }

    @Override
    public List<OwnSource> ownSources(ObjectSnapshot object) {
        return value(object)
                .map(value -> List.of(new OwnSource(
                        VALUE_SLOT,
                        PlanValue.KIND,
                        Share.of(value),
                        LocalDate.parse(object.required("date")),
                        object.attribute("description").orElseGet(object::name),
                        Map.of())))
                .orElse(List.of());
    }

    /** Empty if it is cancelled, or has none yet. */
    private static Optional<Money> value(ObjectSnapshot date) {
        if (date.status().equals(CANCELLED)) {
            return Optional.empty();
        }
        CurrencyUnit currency = CurrencyUnit.of(date.required("currency"));
        return date.attribute("value")
                .map(value -> Money.of(currency, new BigDecimal(value).setScale(currency.getDecimalPlaces())));
    }
}
