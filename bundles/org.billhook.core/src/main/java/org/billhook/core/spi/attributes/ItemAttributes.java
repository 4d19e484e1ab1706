package org.billhook.core.spi.attributes;

import java.util.List;
import java.util.Map;
import org.billhook.core.model.Finding;
import org.billhook.core.spi.object.Attribute;
import org.billhook.core.spi.object.BillingObjectType;
import org.billhook.core.spi.object.ObjectInContext;
import org.osgi.annotation.versioning.ConsumerType;

/**
 * Adds attributes to a family of kinds of billing objects, for the rule that reads them: the amount of a cap comes with the cap. They
 * are checked, listed, searched and shown as those that a kind has itself, from the moment at which the bundle is there. Pure (law 2);
 * called on several threads at once.
 *
 * <p>Register it as a service with {@link BillingAttributesId}, in the bundle of the rule. While the bundle is away, values stay with
 * their objects and can't be changed, and an item that has one waits (law 4) until the bundle is back or the id is retired. A name that
 * the kind has itself is the kind's; of two bundles that add the same name to one family the one with the lower id adds it. Both are
 * told as {@code ATTRIBUTE_TWICE} in the health of the server.
 */
@ConsumerType
public interface ItemAttributes {

    /** Service property, String, required: lower-case letters, digits, dots and hyphens; never renamed. */
    String ID = "billing.attributes.id";

    /** Family of the kinds that get them, one of their {@link BillingObjectType#families()}; constant for a version. */
    String family();

    /** What is added; constant for a version. */
    List<Attribute> attributes();

    /**
     * Values for a new object that was given none. Asked once, after the kind, before the object is created and checked.
     *
     * @param object with the values that were given, and those of the kind
     * @return values by attribute; those of attributes that are no own ones, or were given, are passed over
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
}
