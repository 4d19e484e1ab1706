package org.billhook.core.spi.object;

import java.util.Optional;
import org.billhook.core.model.Finding;
import org.billhook.core.spi.object.Attribute.Type;

/**
 * The billing block of an item or an order (D-75, C-10): as long as it has a reason, nothing of it is billed. A kind that has the
 * attribute answers {@link BillingObjectType#billingBlock} with it. Pure, for any number of threads.
 */
public final class BillingBlock {

    /** Attribute with the reason. */
    public static final String ATTRIBUTE = "billingBlock";

    private BillingBlock() {}

    /** The attribute. */
    public static Attribute attribute() {
        return Attribute.of(
                        ATTRIBUTE,
                        Type.TEXT,
                        "Reason why nothing of it is billed, as a code or a sentence; not blocked if empty.")
                .indexed();
    }

    /** Why nothing of the object is billed; empty if it is not blocked. */
    public static Optional<Finding> of(ObjectSnapshot object) {
        return object.attribute(ATTRIBUTE).map(reason -> Finding.error(
                        "BILLING_BLOCK",
                        ATTRIBUTE,
                        "%s is blocked for billing: %s. Clear its billing block to bill it"
                                .formatted(object.ref(), reason))
                .withRule("D-75"));
    }
}
