package org.billhook.core.spi.object;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.billhook.core.model.Finding;
import org.billhook.core.model.ObjectRef;
import org.billhook.core.model.Phase;
import org.billhook.core.spi.object.Attribute.Type;

/**
 * What orders that collect cost have in common, whatever work they are for: their life cycle, and where they belong. One order
 * belongs to an order item, to an element of a project, or to its superior order, and with it to the hierarchy above
 * (O-13, O-15, O-24, O-42). A kind of order puts its own together with it. Pure, for any number of threads.
 */
public final class CollectingOrder {

    /** Attribute that names the order item. */
    public static final String ITEM = "item";

    /** Attribute that names the element. */
    public static final String ELEMENT = "element";

    /** Attribute that names the superior order. */
    public static final String SUPERIOR = "superiorOrder";

    /** Attribute with the last day, inclusive, of the warranty of what is worked on; a kind that has it takes part (D-11). */
    public static final String WARRANTY_UNTIL = "warrantyUntil";

    /** Created, Released, Technically Completed, Closed. */
    public static final LifeCycle LIFE_CYCLE = LifeCycle.from("CREATED", Phase.OPEN, "RELEASED")
            .then("RELEASED", Phase.RELEASED, "TECHNICALLY_COMPLETED")
            .then("TECHNICALLY_COMPLETED", Phase.COMPLETED, "RELEASED", "CLOSED")
            .then("CLOSED", Phase.CLOSED, "TECHNICALLY_COMPLETED")
            .build();

    private static final List<String> PLACES = List.of(ITEM, ELEMENT, SUPERIOR);

    private CollectingOrder() {}

    /** The attribute for an order item, of whatever kind. */
    public static Attribute item() {
        return Attribute.of(ITEM, Type.REFERENCE, "Order item that it is assigned to and that bills it.")
                .indexed();
    }

    /** The attribute for an element of a project. */
    public static Attribute element() {
        return Attribute.of(ELEMENT, Type.REFERENCE, "WBS element that it is assigned to.")
                .indexed();
    }

    /** The attribute for the superior order, of whatever kind. */
    public static Attribute superior() {
        return Attribute.of(SUPERIOR, Type.REFERENCE, "Superior order that it settles to, and belongs with.")
                .indexed();
    }

    /** The attribute for the last day of the warranty. */
    public static Attribute warranty() {
        return Attribute.of(
                WARRANTY_UNTIL,
                Type.DATE,
                "Last day of the warranty of what is worked on; a run warns of work up to then if the DIP profile checks it.");
    }

    /** An error if more than one of the attributes has a value. */
    public static Optional<Finding> check(ObjectSnapshot order) {
        List<String> named = PLACES.stream()
                .filter(place -> order.attribute(place).isPresent())
                .toList();
        return named.size() < 2
                ? Optional.empty()
                : Optional.of(Finding.error(
                                "SEVERAL_ASSIGNMENTS",
                                named.get(1),
                                "%s can belong to one of %s only".formatted(order.ref(), named))
                        .withRule("O-15"));
    }

    /** Characteristics of work on the order: its key under its kind, and that of the element that it is assigned to. */
    public static Map<String, String> characteristics(ObjectSnapshot order) {
        Map<String, String> characteristics = new HashMap<>();
        order.attribute(ELEMENT)
                .map(ObjectRef::parse)
                .ifPresent(element -> characteristics.put(element.kind(), element.key()));
        characteristics.put(order.ref().kind(), order.ref().key());
        return characteristics;
    }

    /** Where the order belongs; empty if none of the attributes has a value. */
    public static Optional<ObjectRef> above(ObjectSnapshot order) {
        return PLACES.stream()
                .map(order::attribute)
                .flatMap(Optional::stream)
                .findFirst()
                .map(ObjectRef::parse);
    }
}
