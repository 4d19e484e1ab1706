package org.billhook.core.spi.object;

import java.util.List;
import java.util.Optional;
import org.billhook.core.model.ObjectRef;
import org.osgi.annotation.versioning.ProviderType;

/** An object as it would stand after the change, with what its kind may look at. Immutable; not to be kept. */
@ProviderType
public interface ObjectInContext {

    ObjectSnapshot object();

    /** The object before the change; empty when it is being created. */
    Optional<ObjectSnapshot> before();

    /** The object that an attribute of type {@code REFERENCE} names; empty if it has no value or names nothing known. */
    Optional<ObjectSnapshot> named(String attribute);

    /** References of the objects whose {@code REFERENCE} attributes name this one; at most a thousand. */
    List<ObjectRef> namedBy();

    /**
     * References of the other objects, of any kind, whose attribute of the same name names the same object as this one's;
     * empty if it has no value; at most a thousand. Lets an item see that it shares its billing element (O-43).
     */
    List<ObjectRef> alsoNaming(String attribute);
}
