package org.billhook.core.spi.object;

import java.time.LocalDate;
import java.util.Map;
import java.util.Optional;
import org.billhook.core.model.ObjectRef;
import org.billhook.core.model.Phase;
import org.osgi.annotation.versioning.ProviderType;

/** One billing object at one moment. Immutable. */
@ProviderType
public interface ObjectSnapshot {

    ObjectRef ref();

    /** Short text for people. */
    String name();

    String status();

    Phase phase();

    Optional<ObjectRef> root();

    /** Attributes by name, in the text form of their type; an absent one has no value. */
    Map<String, String> attributes();

    default Optional<String> attribute(String name) {
        return Optional.ofNullable(attributes().get(name));
    }

    /**
     * The value of an attribute that the kind requires.
     *
     * @throws IllegalStateException if it has none
     */
    default String required(String name) {
        return attribute(name)
                .orElseThrow(() -> new IllegalStateException("%s has no value for '%s'".formatted(ref(), name)));
    }

    /** Whether a {@code BOOLEAN} attribute is true; false without a value. */
    default boolean isTrue(String name) {
        return attribute(name).map(Boolean::parseBoolean).orElse(false);
    }

    /** Whether a line that stands bills a source of this object, or was created for it as the item. */
    boolean billed();

    /**
     * Service date of the first actual cost or revenue posting on this object, for an item also in the hierarchy that it
     * bills; empty if there is none.
     */
    Optional<LocalDate> firstActualPosting();
}
