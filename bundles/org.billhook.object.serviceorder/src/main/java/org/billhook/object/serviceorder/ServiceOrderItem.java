package org.billhook.object.serviceorder;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.billhook.core.model.Finding;
import org.billhook.core.model.ObjectRef;
import org.billhook.core.spi.object.Attribute;
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
import org.osgi.service.component.annotations.Component;

/**
 * An execution order item of a service order: the commercial side of work that maintenance orders execute. It heads its
 * own billing root, with those orders beneath it. One that comes from an accepted item of a quotation takes what it is not
 * given from there, relevance and DIP profile included, and stays adjustable.
 */
@Component
@BillingObjectKind(ServiceOrderItem.KIND)
public final class ServiceOrderItem implements BillingObjectType {

    /** Kind of service order items; the key is order key, hyphen, item number. */
    public static final String KIND = "service-order-item";

    /** Attribute that names the item of the quotation. */
    public static final String QUOTATION_ITEM = "quotationItem";

    private static final String EXECUTION_STATUS = "executionStatus";

    private static final OrderItem ITEM = Documents.itemOf(ServiceOrder.KIND);

    private static final List<Attribute> ATTRIBUTES = Documents.item(
            ITEM,
            Attribute.choice(
                            EXECUTION_STATUS,
                            Set.of("PLANNING", "IN_EXECUTION", "DONE"),
                            "How far the execution has come.")
                    .indexed(),
            Attribute.reference(
                            QUOTATION_ITEM,
                            ServiceQuotationItem.KIND,
                            "Accepted item of a quotation that it comes from.")
                    .fixed()
                    .indexed());

    /** Names of the attributes that the kind has itself. */
    public static final Set<String> OWN =
            ATTRIBUTES.stream().map(Attribute::name).collect(Collectors.toUnmodifiableSet());

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

    /** The item of the quotation has no attribute that this kind has not, and all that its category gave, so the category gives nothing to what comes of it. */
    @Override
    public Map<String, String> defaults(ObjectInContext object) {
        Map<String, String> defaults = new LinkedHashMap<>(
                object.named(QUOTATION_ITEM).isPresent()
                        ? Documents.copied(object, QUOTATION_ITEM, name -> true)
                        : ITEM.defaults(object));
        defaults.putIfAbsent(EXECUTION_STATUS, "PLANNING");
        return defaults;
    }

    @Override
    public List<Finding> validate(ObjectInContext object) {
        List<Finding> findings = new ArrayList<>(ITEM.check(object));
        if (object.before().isEmpty()) {
            Categories.refusal(object).ifPresent(findings::add);
            object.named(QUOTATION_ITEM)
                    .flatMap(quoted -> Quotations.notAccepted(quoted, QUOTATION_ITEM))
                    .ifPresent(findings::add);
            object.alsoNaming(QUOTATION_ITEM).stream()
                    .findFirst()
                    .map(other -> orderedBefore(object.object(), other))
                    .ifPresent(findings::add);
        }
        return findings;
    }

    private static Finding orderedBefore(ObjectSnapshot item, ObjectRef other) {
        String message = "%s is ordered already, by %s".formatted(item.required(QUOTATION_ITEM), other);
        return Finding.error("ORDERED", QUOTATION_ITEM, message).withRule("R-5");
    }

    @Override
    public Placement place(ObjectInContext object) {
        return Placement.ownRoot();
    }

    @Override
    public Optional<ItemTerms> item(ObjectSnapshot object) {
        return Optional.of(ITEM.terms(object).build());
    }

    @Override
    public Optional<Finding> billingBlock(ObjectSnapshot object) {
        return BillingBlock.of(object);
    }

    @Override
    public List<OwnSource> ownSources(ObjectSnapshot object) {
        return ITEM.ownSources(object);
    }
}
