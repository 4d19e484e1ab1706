package org.billhook.object.assemblyorder;

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

/** A network of activities. One that was created from an order item, as an assembly order is, belongs to that item from its creation
 * on (O-23, G-6); one of a project belongs to its WBS element (O-42). */
@Component
@BillingObjectKind(Network.KIND)
public final class Network implements BillingObjectType {

    /** Kind of networks. */
    public static final String KIND = "network";

    private static final List<Attribute> ATTRIBUTES = List.of(
            CollectingOrder.item().fixed(),
            CollectingOrder.element(),
            CollectingOrder.superior(),
            BillingBlock.attribute(),
            Attribute.of("profile", Type.TEXT, "Network profile.").indexed(),
            Attribute.of("plant", Type.TEXT, "Plant.").indexed(),
            Attribute.of("responsible", Type.TEXT, "Person responsible."),
            Attribute.of("description", Type.TEXT, "What is done."));

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
