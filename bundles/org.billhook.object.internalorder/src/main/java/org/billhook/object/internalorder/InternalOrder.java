package org.billhook.object.internalorder;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.billhook.core.model.Finding;
import org.billhook.core.spi.object.Attribute;
import org.billhook.core.spi.object.Attribute.Type;
import org.billhook.core.spi.object.BillingBlock;
import org.billhook.core.spi.object.BillingObjectKind;
import org.billhook.core.spi.object.BillingObjectType;
import org.billhook.core.spi.object.CollectingOrder;
import org.billhook.core.spi.object.LifeCycle;
import org.billhook.core.spi.object.ObjectInContext;
import org.billhook.core.spi.object.ObjectSnapshot;
import org.billhook.core.spi.object.Placement;
import org.osgi.service.component.annotations.Component;

/** A CO internal order: the cost of a task. The order item in its master data bills it (O-20); so do the item above the element or the
 * superior order that it belongs to (O-24, O-42). */
@Component
@BillingObjectKind(InternalOrder.KIND)
public final class InternalOrder implements BillingObjectType {

    /** Kind of internal orders. */
    public static final String KIND = "internal-order";

    private static final List<Attribute> ATTRIBUTES = List.of(
            CollectingOrder.item(),
            CollectingOrder.element(),
            CollectingOrder.superior(),
            BillingBlock.attribute(),
            Attribute.of("orderType", Type.TEXT, "Type of the order.").indexed(),
            Attribute.of("costCenter", Type.TEXT, "Cost center responsible.").indexed(),
            Attribute.of("responsible", Type.TEXT, "Person responsible."),
            Attribute.of("description", Type.TEXT, "What the order is for."));

    @Override
    public List<Attribute> attributes() {
        return ATTRIBUTES;
    }

    @Override
    public LifeCycle lifeCycle() {
        return CollectingOrder.LIFE_CYCLE;
    }

    @Override
    public List<Finding> validate(ObjectInContext object) {
        return CollectingOrder.check(object.object()).map(List::of).orElse(List.of());
    }

    @Override
    public Placement place(ObjectInContext object) {
        return CollectingOrder.above(object.object()).map(Placement::under).orElseGet(Placement::top);
    }

    @Override
    public Optional<Finding> billingBlock(ObjectSnapshot object) {
        return BillingBlock.of(object);
    }

    @Override
    public Map<String, String> characteristics(ObjectSnapshot object) {
        return CollectingOrder.characteristics(object);
    }
}
