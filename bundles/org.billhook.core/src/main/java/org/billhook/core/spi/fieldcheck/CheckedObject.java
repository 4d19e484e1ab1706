package org.billhook.core.spi.fieldcheck;

import java.util.Optional;
import java.util.Set;
import org.billhook.core.spi.object.ItemTerms;
import org.billhook.core.spi.object.ObjectSnapshot;
import org.osgi.annotation.versioning.ProviderType;

/** An object whose fields are being asked about. Immutable. */
@ProviderType
public interface CheckedObject {

    /** Why the check is asked. */
    enum Mode {
        /** Right before the object is created, with the values that it would have. */
        CREATE,
        /** To show which fields are open. */
        DISPLAY,
        /** Right before a change of the fields. */
        CHANGE
    }

    ObjectSnapshot object();

    Mode mode();

    /**
     * The object that a {@code REFERENCE} attribute names, as it stands now; empty if it has no value or names nothing known. What many
     * objects name is read at once, and only if a check asks.
     */
    Optional<ObjectSnapshot> named(String attribute);

    /** The header: the document that the object belongs to, such as the order of an item; empty if it belongs to none. */
    default Optional<ObjectSnapshot> header() {
        return named(ItemTerms.DOCUMENT);
    }

    /** The transaction type: the kind of the header, or of the object itself if it belongs to none. */
    default String transactionType() {
        return header().orElse(object()).ref().kind();
    }

    /** All fields of the object, whether they have a value or not: attribute names, {@code name} and {@code status}. */
    Set<String> fields();
}
