package org.billhook.object.billingplan;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.billhook.core.model.Finding;
import org.billhook.core.model.ObjectRef;
import org.billhook.core.model.Phase;
import org.billhook.core.model.Share;
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

    private static final String CANCELLED = "CANCELLED";

    private static final List<Attribute> ATTRIBUTES = List.of(
            Attribute.of("item", Type.REFERENCE, "Order item that it bills.")
                    .mandatory()
                    .fixed()
                    .indexed(),
            Attribute.of("date", Type.DATE, "Billing date.").mandatory().locked(),
            Attribute.of("value", Type.DECIMAL, "Value in the currency, above zero.")
                    .mandatory()
                    .locked(),
            Attribute.of("currency", Type.TEXT, "ISO 4217 code; that of the item.")
                    .mandatory()
                    .fixed(),
            Attribute.of("description", Type.TEXT, "What the value is for; the text of the line."));

    private static final LifeCycle LIFE_CYCLE =
            new LifeCycle("OPEN", phases(), Map.of("OPEN", Set.of(CANCELLED), CANCELLED, Set.of("OPEN")));

    private static Map<String, Phase> phases() {
        Map<String, Phase> phases = new LinkedHashMap<>();
        phases.put("OPEN", Phase.OPEN);
        phases.put(CANCELLED, Phase.CLOSED);
        return phases;
    }

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
        String currency = required(date, "currency");
        String ofItem = context.named("item")
                .flatMap(item -> item.attribute("currency"))
                .orElse("none");
        if (!currency.equals(ofItem)) {
            findings.add(Finding.error(
                    "OTHER_CURRENCY",
                    "currency",
                    "Currency '%s' differs from that of %s: %s".formatted(currency, required(date, "item"), ofItem)));
            return findings;
        }
        BigDecimal value = new BigDecimal(required(date, "value"));
        int decimals = CurrencyUnit.of(currency).getDecimalPlaces();
        if (value.signum() <= 0 || value.stripTrailingZeros().scale() > decimals) {
            findings.add(Finding.error(
                    "VALUE",
                    "value",
                    "Value %s is not an amount of %s above zero with at most %d decimals"
                            .formatted(value.toPlainString(), currency, decimals)));
        }
        return findings;
    }

    @Override
    public Placement place(ObjectInContext object) {
        return Placement.under(ObjectRef.parse(required(object.object(), "item")));
    }

    @Override
    public Optional<ItemTerms> item(ObjectSnapshot object) {
        return Optional.empty();
    }

    @Override
    public List<OwnSource> ownSources(ObjectSnapshot object) {
        if (object.status().equals(CANCELLED)) {
            return List.of();
        }
        CurrencyUnit currency = CurrencyUnit.of(required(object, "currency"));
        BigDecimal value = new BigDecimal(required(object, "value")).setScale(currency.getDecimalPlaces());
        return List.of(new OwnSource(
                VALUE_SLOT,
                PlanValue.KIND,
                Share.of(Money.of(currency, value)),
                LocalDate.parse(required(object, "date")),
                object.attribute("description").orElseGet(object::name),
                Map.of()));
    }

    private static String required(ObjectSnapshot object, String attribute) {
        return object.attribute(attribute)
                .orElseThrow(() -> new IllegalStateException("%s has no %s".formatted(object.ref(), attribute)));
    }
}
