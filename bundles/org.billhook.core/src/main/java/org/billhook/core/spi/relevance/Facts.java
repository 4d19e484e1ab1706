package org.billhook.core.spi.relevance;

import java.util.Optional;
import org.osgi.annotation.versioning.ProviderType;

/** Facts about one object, fetched before the rules and frozen with the run. Immutable. */
@ProviderType
public interface Facts {

    /**
     * A fact's value in text form.
     *
     * @param factSource id of the {@code FactSource} that brought it
     * @return empty if the source knew nothing; a rule that needs it then leaves open, with reason (law 4)
     */
    Optional<String> get(String factSource, String name);
}
