package org.billhook.engine.internal.registry;

import java.util.Comparator;
import java.util.List;
import org.billhook.core.model.Finding;
import org.osgi.framework.Version;

/**
 * One registered service of one plugin bundle.
 *
 * @param broken why it can't be used; empty if it passed its self-check
 */
record Provider<S>(
        Spi<S> spi,
        String id,
        String bundle,
        Version version,
        long bundleId,
        long serviceId,
        int ranking,
        String settingsHash,
        List<Finding> broken,
        Gate<S> gate) {

    /** Best first: the highest version, then the highest ranking, then the older service. */
    static final Comparator<Provider<?>> BEST_FIRST = Comparator.<Provider<?>, Version>comparing(Provider::version)
            .thenComparing(Provider::ranking)
            .reversed()
            .thenComparing(Provider::serviceId);

    /** What plugins compete for. */
    record Key(Spi<?> spi, String id) {}

    Key key() {
        return new Key(spi, id);
    }

    boolean usable() {
        return broken.isEmpty();
    }

    /** For the digest of a generation: all that decides how it decides. */
    String signature() {
        return String.join("|", spi.name(), id, bundle, version.toString(), Integer.toString(ranking), settingsHash);
    }
}
