package org.billhook.object.salesorderitem;

import java.util.List;
import java.util.Optional;
import org.billhook.core.model.Finding;
import org.billhook.core.spi.object.Attribute;
import org.billhook.core.spi.object.Attribute.Type;
import org.billhook.core.spi.object.BillingBlock;
import org.billhook.core.spi.object.BillingObjectKind;
import org.billhook.core.spi.object.BillingObjectType;
import org.billhook.core.spi.object.LifeCycle;
import org.billhook.core.spi.object.ObjectSnapshot;
import org.billhook.core.spi.object.OneRequest;
import org.billhook.core.spi.object.OrderItem;
import org.osgi.service.component.annotations.Component;

/** The header of a sales order: customer and currency of its items. Billing is per item (O-11), so it is none itself. */
@Component
@BillingObjectKind(SalesOrder.KIND)
public final class SalesOrder implements BillingObjectType {

    /** Kind of sales orders. */
    public static final String KIND = "sales-order";

    private static final List<Attribute> ATTRIBUTES = List.of(
            Attribute.of("customer", Type.TEXT, "Sold-to party.")
                    .mandatory()
                    .fixed()
                    .indexed(),
            Attribute.of("currency", Type.CURRENCY, "ISO 4217 code of the document currency, that of all items.")
                    .mandatory()
                    .fixed(),
            Attribute.of("customerReference", Type.TEXT, "The customer's own order number.")
                    .indexed(),
            BillingBlock.attribute(),
            OneRequest.attribute(),
            Attribute.of("orderDate", Type.DATE, "Day of the order."),
            Attribute.of("description", Type.TEXT, "What was ordered."));

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
    public boolean isBilledTogether(ObjectSnapshot document) {
        return OneRequest.of(document);
    }
}
