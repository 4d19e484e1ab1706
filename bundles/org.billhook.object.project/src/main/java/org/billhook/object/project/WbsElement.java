package org.billhook.object.project;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.billhook.core.model.Characteristics;
import org.billhook.core.model.Finding;
import org.billhook.core.model.ObjectRef;
import org.billhook.core.model.Phase;
import org.billhook.core.spi.object.Attribute;
import org.billhook.core.spi.object.Attribute.Type;
import org.billhook.core.spi.object.BillingObjectKind;
import org.billhook.core.spi.object.BillingObjectType;
import org.billhook.core.spi.object.LifeCycle;
import org.billhook.core.spi.object.ObjectInContext;
import org.billhook.core.spi.object.ObjectSnapshot;
import org.billhook.core.spi.object.Placement;
import org.billhook.core.spi.object.Receivers;
import org.osgi.service.component.annotations.Component;

/**
 * A node of the project structure. Flagged as billing element it is the top of its billing hierarchy as soon as an item
 * bills it (O-42, O-45), and receives the revenue (O-50).
 */
@Component
@BillingObjectKind(WbsElement.KIND)
public final class WbsElement implements BillingObjectType {

    /** Kind of WBS elements. */
    public static final String KIND = "wbs-element";

    static final String PROJECT = "project";
    static final String PARENT = "parent";

    /** Boolean attribute; items can name an element only where it is true (O-47). */
    static final String BILLING_ELEMENT = "billingElement";

    private static final LifeCycle LIFE_CYCLE = LifeCycle.from("OPEN", Phase.OPEN, "RELEASED")
            .then("RELEASED", Phase.RELEASED, "COMPLETED")
            .then("COMPLETED", Phase.COMPLETED, "RELEASED", "CLOSED")
            .then("CLOSED", Phase.CLOSED, "COMPLETED")
            .build();

    private static final List<Attribute> ATTRIBUTES = List.of(
            Attribute.reference(PROJECT, Project.KIND, "Project that it belongs to.")
                    .mandatory()
                    .fixed()
                    .indexed(),
            Attribute.reference(PARENT, KIND, "Element above it, in the same project; none right under the project."),
            Attribute.of(BILLING_ELEMENT, Type.BOOLEAN, "Whether an item can bill it with all that is beneath it.")
                    .indexed()
                    .locked(),
            Attribute.of(
                    Receivers.APPORTIONMENT,
                    Type.RECEIVERS,
                    "Contract items that get a part of what is posted here or beneath from now on: kind/key percent; kind/key"
                            + " percent. The rest stays."),
            Attribute.of("responsible", Type.TEXT, "Person responsible."),
            Attribute.of("description", Type.TEXT, "What is done here."));

    @Override
    public List<Attribute> attributes() {
        return ATTRIBUTES;
    }

    @Override
    public LifeCycle lifeCycle() {
        return LIFE_CYCLE;
    }

    @Override
    public List<Finding> validate(ObjectInContext object) {
        return ElementRules.check(object);
    }

    @Override
    public Placement place(ObjectInContext object) {
        ObjectSnapshot element = object.object();
        Placement place = element.attribute(PARENT)
                .or(() -> element.attribute(PROJECT))
                .map(above -> Placement.under(ObjectRef.parse(above)))
                .orElseGet(Placement::top);
        return isBillingElement(element) ? place.asBillingElement() : place;
    }

    /** A billing element bills nothing before it is released. */
    @Override
    public Optional<Finding> billingBlock(ObjectSnapshot element) {
        return isBillingElement(element) && !element.phase().atLeast(Phase.RELEASED)
                ? Optional.of(Finding.error(
                                "STATUS",
                                "status",
                                "%s has status '%s', and a billing element bills nothing before it is 'RELEASED': release it"
                                        .formatted(element.ref(), element.status()))
                        .withRule("D-75"))
                : Optional.empty();
    }

    @Override
    public Map<String, String> characteristics(ObjectSnapshot object) {
        return object.attribute(PROJECT)
                .map(project ->
                        Map.of(Characteristics.PROJECT, ObjectRef.parse(project).key()))
                .orElse(Map.of());
    }

    static boolean isBillingElement(ObjectSnapshot element) {
        return element.isTrue(BILLING_ELEMENT);
    }
}
