package org.billhook.core.spi.object;

import java.util.Optional;
import org.billhook.core.model.ObjectRef;

/**
 * Where an object stands in the billing hierarchy (O-15, O-42).
 *
 * @param above its parent, or the order item that it is assigned to; empty at the top
 * @param head whether it can be the head of a billing root
 * @param executes whether it executes the item that it stands under, so that its phase counts for the terms of the item's
 *     relevance
 */
public record Placement(Optional<ObjectRef> above, Head head, boolean executes) {

    public Placement {
        if (executes && above.isEmpty()) {
            throw new IllegalArgumentException("What executes an item stands under it");
        }
    }

    /** Whether an object heads a root, so that it and everything beneath it is billed as one. */
    public enum Head {
        /** Never: it belongs to the root of what is above it, or to none. */
        NO,
        /** As soon as an item bills it (O-45): a billing element. */
        IF_BILLED_BY_ITEM,
        /** Always: a sales order item with a cost collector, an order that bills alone. */
        YES
    }

    public static Placement ownRoot() {
        return new Placement(Optional.empty(), Head.YES, false);
    }

    public static Placement top() {
        return new Placement(Optional.empty(), Head.NO, false);
    }

    public static Placement under(ObjectRef above) {
        return new Placement(Optional.of(above), Head.NO, false);
    }

    /** An order that executes an item, and is billed by it. */
    public static Placement executing(ObjectRef item) {
        return new Placement(Optional.of(item), Head.NO, true);
    }

    /** This place, as a billing element: head of a root as soon as an item bills it. */
    public Placement asBillingElement() {
        return new Placement(above, Head.IF_BILLED_BY_ITEM, executes);
    }
}
