package org.billhook.object.project;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.billhook.core.model.Characteristics;
import org.billhook.core.model.Finding;
import org.billhook.core.spi.object.Attribute;
import org.billhook.core.spi.object.Attribute.Type;
import org.billhook.core.spi.object.BillingObjectKind;
import org.billhook.core.spi.object.BillingObjectType;
import org.billhook.core.spi.object.LifeCycle;
import org.billhook.core.spi.object.ObjectInContext;
import org.billhook.core.spi.object.ObjectSnapshot;
import org.osgi.service.component.annotations.Component;

/**
 * The project definition: header and stage of a customer or internal project (J-23, J-24). It stands above its WBS
 * elements and is never billed itself: its billing elements are.
 */
@Component
@BillingObjectKind(Project.KIND)
public final class Project implements BillingObjectType {

    /** Kind of project definitions. */
    public static final String KIND = "project";

    private static final List<Attribute> ATTRIBUTES = List.of(
            Attribute.choice("category", Set.of("CUSTOMER", "INTERNAL"), "Customer or internal project.")
                    .fixed(),
            Attribute.of("customer", Type.TEXT, "Sold-to party; a customer project needs one.")
                    .fixed()
                    .indexed(),
            Attribute.of("organization", Type.TEXT, "Service organization that owns the project.")
                    .fixed(),
            Attribute.of("costCenter", Type.TEXT, "Cost center of the owner.").fixed(),
            Attribute.of("profitCenter", Type.TEXT, "Profit center, proposed for its billing items."),
            Attribute.of("currency", Type.CURRENCY, "ISO 4217 code of the project currency.")
                    .locked(),
            Attribute.of("manager", Type.TEXT, "Person who manages the project.")
                    .indexed(),
            Attribute.of("startDate", Type.DATE, "First day, inclusive."),
            Attribute.of("endDate", Type.DATE, "Last day, inclusive; not before the first."),
            Attribute.of("description", Type.TEXT, "What the project is about."));

    @Override
    public List<Attribute> attributes() {
        return ATTRIBUTES;
    }

    @Override
    public LifeCycle lifeCycle() {
        return Stages.LIFE_CYCLE;
    }

    @Override
    public List<Finding> validate(ObjectInContext object) {
        List<Finding> findings = new ArrayList<>(0);
        customer(object.object(), findings);
        dates(object.object(), findings);
        object.before()
                .flatMap(before -> Stages.refusal(before, object.object()))
                .ifPresent(findings::add);
        return findings;
    }

    @Override
    public Map<String, String> characteristics(ObjectSnapshot object) {
        return Map.of(Characteristics.PROJECT, object.ref().key());
    }

    private static void customer(ObjectSnapshot project, List<Finding> findings) {
        boolean named = project.attribute("customer").isPresent();
        String category = project.attribute("category").orElse("");
        if (category.equals("CUSTOMER") && !named) {
            findings.add(Finding.error("CUSTOMER_MISSING", "customer", "A customer project needs a customer")
                    .withRule("J-23"));
        }
        if (category.equals("INTERNAL") && named) {
            findings.add(Finding.error("CUSTOMER_NOT_ALLOWED", "customer", "An internal project has no customer")
                    .withRule("J-23"));
        }
    }

    private static void dates(ObjectSnapshot project, List<Finding> findings) {
        Optional<LocalDate> start = project.attribute("startDate").map(LocalDate::parse);
        Optional<LocalDate> end = project.attribute("endDate").map(LocalDate::parse);
        if (start.isPresent() && end.isPresent() && end.get().isBefore(start.get())) {
            String message = "Project can't end on %s before it starts on %s".formatted(end.get(), start.get());
            findings.add(Finding.error("END_BEFORE_START", "endDate", message).withRule("J-23"));
        }
    }
}
