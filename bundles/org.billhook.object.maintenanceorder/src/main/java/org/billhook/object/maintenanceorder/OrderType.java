package org.billhook.object.maintenanceorder;

import java.util.List;
import java.util.Set;
import org.billhook.core.model.Phase;
import org.billhook.core.spi.object.Attribute;
import org.billhook.core.spi.object.Attribute.Type;
import org.billhook.core.spi.object.BillingObjectKind;
import org.billhook.core.spi.object.BillingObjectType;
import org.billhook.core.spi.object.ItemTerms;
import org.billhook.core.spi.object.LifeCycle;
import org.osgi.service.component.annotations.Component;

/**
 * A type of maintenance orders, with what a new order gets from it. Only orders of a type that is flagged as bearing revenue can
 * be billed without a sales document (O-30, O-31); SV01 is delivered so.
 */
@Component
@BillingObjectKind(OrderType.KIND)
public final class OrderType implements BillingObjectType {

    /** Kind of order types; the key is the type, such as SV01. */
    public static final String KIND = "maintenance-order-type";

    static final String REVENUE_BEARING = "revenueBearing";

    static final String RULE_PROPOSAL = "ruleProposal";
    static final String RULE_MANDATORY = "ruleMandatory";
    static final String OF_SUPERIOR = "SUPERIOR";
    static final String OF_REFERENCE = "REFERENCE";

    private static final List<Attribute> ATTRIBUTES = List.of(
            Attribute.of(
                            REVENUE_BEARING,
                            Type.BOOLEAN,
                            "Whether orders of the type bear revenue themselves, without a sales document (O-31).")
                    .indexed(),
            Attribute.of(ItemTerms.RELEVANCE, Type.TEXT, "Id of the billing relevance of such an order."),
            Attribute.of(ItemTerms.DIP_PROFILE, Type.TEXT, "Id of the DIP profile of such an order (D-7)."),
            Attribute.choice(
                    RULE_PROPOSAL,
                    Set.of(OF_SUPERIOR, OF_REFERENCE),
                    "Settlement rule that a new order gets: SUPERIOR, to its superior order, as that one settles if it has a"
                            + " rule; REFERENCE, to the item or element that it names (O-24, O-25)."),
            Attribute.choice(
                    RULE_MANDATORY,
                    Set.of("RELEASED", "TECHNICALLY_COMPLETED", "CLOSED"),
                    "Status from which on an order must have a settlement rule; never if empty (O-25)."),
            Attribute.of("description", Type.TEXT, "What the type is for."));

    private static final LifeCycle LIFE_CYCLE = LifeCycle.from("ACTIVE", Phase.OPEN, "INACTIVE")
            .then("INACTIVE", Phase.CLOSED, "ACTIVE")
            .build();

    @Override
    public List<Attribute> attributes() {
        return ATTRIBUTES;
    }

    @Override
    public LifeCycle lifeCycle() {
        return LIFE_CYCLE;
    }
}
