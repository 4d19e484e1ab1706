package org.billhook.object.maintenanceorder;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.billhook.core.model.Finding;
import org.billhook.core.model.ObjectRef;
import org.billhook.core.model.Phase;
import org.billhook.core.spi.object.Attribute;
import org.billhook.core.spi.object.Attribute.Type;
import org.billhook.core.spi.object.BillingObjectKind;
import org.billhook.core.spi.object.BillingObjectType;
import org.billhook.core.spi.object.ItemTerms;
import org.billhook.core.spi.object.LifeCycle;
import org.billhook.core.spi.object.ObjectInContext;
import org.billhook.core.spi.object.ObjectSnapshot;
import org.billhook.core.spi.object.Placement;
import org.osgi.service.component.annotations.Component;

/**
 * A billable maintenance order: the execution of an order item. Work is posted on it, the item bills it, and its status
 * is one of the prerequisites of billing. It may be there before its item, as one that a maintenance plan has
 * started; until then what is posted on it waits.
 */
@Component
@BillingObjectKind(MaintenanceOrder.KIND)
public final class MaintenanceOrder implements BillingObjectType {

    /** Kind of maintenance orders. */
    public static final String KIND = "maintenance-order";

    static final String ITEM = "item";

    private static final List<Attribute> ATTRIBUTES = List.of(
            Attribute.of(ITEM, Type.REFERENCE, "Order item that it executes and that bills it.")
                    .indexed(),
            Attribute.of("orderType", Type.TEXT, "Type of the order.").indexed(),
            Attribute.of("planningPlant", Type.TEXT, "Plant that plans the work.")
                    .indexed(),
            Attribute.of("workCenter", Type.TEXT, "Work center that does the work.")
                    .indexed(),
            Attribute.of("maintenancePlan", Type.TEXT, "Maintenance plan that started the order, if one did.")
                    .indexed(),
            Attribute.of("description", Type.TEXT, "What is to be done."));

    private static final LifeCycle LIFE_CYCLE = LifeCycle.from("CREATED", Phase.OPEN, "RELEASED")
            .then("RELEASED", Phase.RELEASED, "TECHNICALLY_COMPLETED")
            .then("TECHNICALLY_COMPLETED", Phase.COMPLETED, "RELEASED", "CLOSED")
            .then("CLOSED", Phase.CLOSED, "TECHNICALLY_COMPLETED")
            .build();

    /** What an order gets from the item that it executes. */
    private static final List<String> OF_ITEM = List.of("planningPlant", "workCenter");

    @Override
    public List<Attribute> attributes() {
        return ATTRIBUTES;
    }

    @Override
    public LifeCycle lifeCycle() {
        return LIFE_CYCLE;
    }

    @Override
    public Map<String, String> defaults(ObjectInContext object) {
        Map<String, String> defaults = new LinkedHashMap<>();
        object.named(ITEM)
                .ifPresent(item ->
                        OF_ITEM.forEach(name -> item.attribute(name).ifPresent(value -> defaults.put(name, value))));
        return defaults;
    }

    @Override
    public List<Finding> validate(ObjectInContext object) {
        return List.of();
    }

    @Override
    public Placement place(ObjectInContext object) {
        return named(object.object()).map(Placement::executing).orElseGet(Placement::top);
    }

    @Override
    public Optional<ItemTerms> item(ObjectSnapshot object) {
        return Optional.empty();
    }

    @Override
    public Map<String, String> characteristics(ObjectSnapshot object) {
        return Map.of("maintenance-order", object.ref().key());
    }

    private static Optional<ObjectRef> named(ObjectSnapshot object) {
        return object.attribute(ITEM).map(ObjectRef::parse);
    }
}
