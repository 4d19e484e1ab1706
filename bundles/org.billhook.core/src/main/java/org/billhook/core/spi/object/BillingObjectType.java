package org.billhook.core.spi.object;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.billhook.core.model.Finding;
import org.billhook.core.model.ObjectRef;
import org.joda.money.Money;
import org.osgi.annotation.versioning.ConsumerType;

/**
 * Owns one kind of billing object: what it looks like, how it lives, where it stands, how it is billed. Pure (law 2);
 * called on several threads at once. Core stores the objects and knows no kind (law 7).
 *
 * <p>Register it as a service with {@link BillingObjectKind}. While the bundle is away its objects can be read but not
 * changed, and their items wait (law 4).
 */
@ConsumerType
public interface BillingObjectType {

    /** Service property, String, required: the kind in every {@link ObjectRef}; never renamed. */
    String KIND = "billing.object.kind";

    /** Attributes of the kind; constant for a version. */
    List<Attribute> attributes();

    /**
     * Families that the kind is of, such as {@link OrderItem#FAMILY}: bundles add attributes to the kinds of a family, see {@link
     * org.billhook.core.spi.attributes.ItemAttributes}. Constant for a version.
     */
    default Set<String> families() {
        return Set.of();
    }

    /** Life cycle of the kind; constant for a version. */
    LifeCycle lifeCycle();

    /**
     * Values for attributes that a new object was given none for, such as those of its item category. Asked once,
     * before the object is created and checked; a later change of where they come from changes no object.
     *
     * @param object with the values that were given
     * @return values by attribute; those of attributes that were given are passed over
     */
    default Map<String, String> defaults(ObjectInContext object) {
        return Map.of();
    }

    /**
     * Checks an object as it would stand after a change, beyond what {@link #attributes()} says.
     *
     * @return findings; an error refuses the change, a warning is shown
     */
    default List<Finding> validate(ObjectInContext object) {
        return List.of();
    }

    /** Where the object stands; at the top unless told otherwise. Called on every change of it, and when an item starts or ceases to bill it. */
    default Placement place(ObjectInContext object) {
        return Placement.top();
    }

    /** The commercial side; empty for objects that are never an item. */
    default Optional<ItemTerms> item(ObjectSnapshot object) {
        return Optional.empty();
    }

    /** The sources that the object is by itself; empty for most kinds. */
    default List<OwnSource> ownSources(ObjectSnapshot object) {
        return List.of();
    }

    /**
     * What the object plans of the net value of the item that it stands under, as a date of its billing plan does. The sum over
     * an item is checked against its net value (G-20); down payments stand outside of it.
     *
     * @return empty for all that is no part of a plan
     */
    default Optional<Money> planned(ObjectSnapshot object) {
        return Optional.empty();
    }

    /**
     * Status that the object gets when nothing bills any more what it is, since the item it stands under got another billing
     * relevance: what a date of a billing plan does. Asked for objects with own sources only, once the user has
     * confirmed it.
     *
     * @return empty if the object stays as it is
     */
    default Optional<String> dropped(ObjectSnapshot object) {
        return Optional.empty();
    }

    /** Characteristics that every source posted on the object carries, for example its project. */
    default Map<String, String> characteristics(ObjectSnapshot object) {
        return Map.of();
    }

    /**
     * Why nothing is billed as long as the object stands as it does: an element that is not released, an item or order with a
     * billing block (D-75, G-19). Said of an item, of the document that it belongs to or of the element that it bills, nothing of the
     * item is billed; said of any other object, nothing that is posted on it or beneath it. Asked for bills only: planning,
     * quotations and down payment requests are free of it.
     *
     * @param object as stored; whether something of it is billed is not told here
     * @return an error with reason and way out; empty if nothing stands in the way
     */
    default Optional<Finding> billingBlock(ObjectSnapshot object) {
        return Optional.empty();
    }

    /**
     * Whether what a run bills of the items of this document is one request for each party, rather than one for each item (D-74). Items
     * whose requests would be of another kind, or become documents of another type, have a request of their own all the same.
     *
     * @param document that items name in {@link ItemTerms#DOCUMENT}, as stored
     */
    default boolean isBilledTogether(ObjectSnapshot document) {
        return false;
    }

    /**
     * Where the revenue of a line goes that bills sources of this root (O-50, table 3.6).
     *
     * @param root head of the hierarchy, of this kind
     */
    default ObjectRef revenueReceiver(ObjectSnapshot root) {
        return root.ref();
    }
}
