package org.billhook.object.assemblyorder;

import java.util.List;
import java.util.Map;
import org.billhook.core.model.Finding;
import org.billhook.core.model.ObjectRef;
import org.billhook.core.spi.object.Attribute;
import org.billhook.core.spi.object.Attribute.Type;
import org.billhook.core.spi.object.BillingObjectKind;
import org.billhook.core.spi.object.BillingObjectType;
import org.billhook.core.spi.object.CollectingOrder;
import org.billhook.core.spi.object.LifeCycle;
import org.billhook.core.spi.object.ObjectInContext;
import org.billhook.core.spi.object.ObjectSnapshot;
import org.billhook.core.spi.object.Placement;
import org.osgi.service.component.annotations.Component;

/** An activity of a network. It stands under its network, or under a WBS element that it is assigned to by itself (O-42). */
@Component
@BillingObjectKind(NetworkActivity.KIND)
public final class NetworkActivity implements BillingObjectType {

    /** Kind of network activities; the key is network key, hyphen, number. */
    public static final String KIND = "network-activity";

    static final String NETWORK = "network";
    static final String NUMBER = "activityNumber";

    private static final List<Attribute> ATTRIBUTES = List.of(
            Attribute.reference(NETWORK, Network.KIND, "Network that it belongs to.")
                    .mandatory()
                    .fixed()
                    .indexed(),
            Attribute.of(NUMBER, Type.TEXT, "Number within the network, 1 to 4 digits.")
                    .mandatory()
                    .fixed(),
            CollectingOrder.element(),
            Attribute.of("workCenter", Type.TEXT, "Work center that does the work.")
                    .indexed(),
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
        ObjectSnapshot activity = object.object();
        String number = activity.required(NUMBER);
        String key = ObjectRef.parse(activity.required(NETWORK)).key() + "-" + number;
        if (!number.matches("[0-9]{1,4}")) {
            return List.of(
                    Finding.error("ACTIVITY_NUMBER", NUMBER, "Number '%s' must have 1 to 4 digits".formatted(number)));
        }
        return activity.ref().key().equals(key)
                ? List.of()
                : List.of(Finding.error(
                        "ACTIVITY_KEY",
                        NUMBER,
                        "Key %s must be %s: network, hyphen, number"
                                .formatted(activity.ref().key(), key)));
    }

    @Override
    public Placement place(ObjectInContext object) {
        ObjectSnapshot activity = object.object();
        return Placement.under(
                CollectingOrder.above(activity).orElseGet(() -> ObjectRef.parse(activity.required(NETWORK))));
    }

    @Override
    public Map<String, String> characteristics(ObjectSnapshot object) {
        return Map.of(
                "network", ObjectRef.parse(object.required(NETWORK)).key(),
                "network-activity", object.ref().key());
    }
}
