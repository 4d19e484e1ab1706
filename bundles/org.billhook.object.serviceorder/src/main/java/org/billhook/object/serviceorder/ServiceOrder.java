package org.billhook.object.serviceorder;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.billhook.core.model.Finding;
import org.billhook.core.spi.object.Attribute;
import org.billhook.core.spi.object.Attribute.Type;
import org.billhook.core.spi.object.BillingBlock;
import org.billhook.core.spi.object.BillingObjectKind;
import org.billhook.core.spi.object.BillingObjectType;
import org.billhook.core.spi.object.LifeCycle;
import org.billhook.core.spi.object.ObjectInContext;
import org.billhook.core.spi.object.ObjectSnapshot;
import org.billhook.core.spi.object.OneRequest;
import org.billhook.core.spi.object.OrderItem;
import org.osgi.service.component.annotations.Component;

/**
 * The header of a service order: partners and currency of its items. Billing is per item, so it is none itself. One
 * that comes from a quotation takes what it is not given from there.
 */
@Component
@BillingObjectKind(ServiceOrder.KIND)
public final class ServiceOrder implements BillingObjectType {

    /** Kind of service orders. */
    public static final String KIND = "service-order";

    /** Attribute that names the quotation. */
    public static final String QUOTATION = "quotation";

    private static final List<Attribute> ATTRIBUTES = Documents.header(
            BillingBlock.attribute(),
            Attribute.of("orderDate", Type.DATE, "Day of the order."),
            Attribute.reference(QUOTATION, ServiceQuotation.KIND, "Accepted quotation that the order comes from.")
                    .fixed()
                    .indexed());

    @Override
    public List<Attribute> attributes() {
        return ATTRIBUTES;
    }

    @Override
    public LifeCycle lifeCycle() {
        return OrderItem.LIFE_CYCLE;
    }

    /** A block of the order is one of all its items. */
    @Override
    public Optional<Finding> billingBlock(ObjectSnapshot object) {
        return BillingBlock.of(object);
    }

    @Override
    public Map<String, String> defaults(ObjectInContext object) {
        return Documents.copied(object, QUOTATION, name -> ATTRIBUTES.stream()
                .map(Attribute::name)
                .anyMatch(name::equals));
    }

    @Override
    public List<Finding> validate(ObjectInContext object) {
        return object.before().isPresent()
                ? List.of()
                : object.named(QUOTATION)
                        .flatMap(quotation -> Quotations.notAccepted(quotation, QUOTATION))
                        .map(List::of)
                        .orElse(List.of());
    }

    @Override
    public boolean isBilledTogether(ObjectSnapshot document) {
        return OneRequest.of(document);
    }
}
