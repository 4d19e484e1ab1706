package org.billhook.object.billingplan;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
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

    private static final String CANCELLED = "CANCELLED";

    private static final List<Attribute> ATTRIBUTES = List.of(
            Attribute.of("item", Type.REFERENCE, "Order item that it bills.")
                    .mandatory()
                    .fixed()
                    .indexed(),
            Attribute.of("date", Type.DATE, "Billing date.").mandatory().locked(),
            Attribute.of("value", Type.DECIMAL, "Value in the currency, above zero.")
                    .aboveZero()
                    .mandatory()
                    .locked(),
            Attribute.of("currency", Type.CURRENCY, "ISO 4217 code; that of the item.")
                    .mandatory()
                    .fixed(),
            Attribute.of("description", Type.TEXT, "What the value is for; the text of the line."));

    private static final LifeCycle LIFE_CYCLE = LifeCycle.from("OPEN", Phase.OPEN, CANCELLED)
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

    /** A plan that the item is no longer billed by is cancelled. */
    @Override
    public Optional<String> dropped(ObjectSnapshot object) {
        return object.status().equals(CANCELLED) ? Optional.empty() : Optional.of(CANCELLED);
    }

    @Override
    public List<OwnSource> ownSources(ObjectSnapshot object) {
        if (object.status().equals(CANCELLED)) {
            return List.of();
        }
        CurrencyUnit currency = CurrencyUnit.of(object.required("currency"));
        BigDecimal value = new BigDecimal(object.required("value")).setScale(currency.getDecimalPlaces());
        return List.of(new OwnSource(
                VALUE_SLOT,
                PlanValue.KIND,
                Share.of(Money.of(currency, value)),
                LocalDate.parse(object.required("date")),
                object.attribute("description").orElseGet(object::name),
                Map.of()));
    }
}
