package org.billhook.engine.internal.registry;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import org.billhook.core.model.Finding;

/**
 * An id that has decided and by which nobody decides now: its bundle is stopped, updated, broken or gone. What it would have
 * decided is not decided until it is back or the id is retired (law 4).
 *
 * @param bundle symbolic name of the bundle that decided last
 * @param version of that bundle
 */
public record Vacancy(Spi<?> spi, String id, String bundle, String version, Instant since) {

    boolean isOf(Provider.Key key) {
        return key.spi().equals(spi) && key.id().equals(id);
    }

    /** Names the bundle, since when it is away, and what to do. */
    public Finding finding() {
        return Finding.error(
                "PLUGIN_AWAY",
                ("%s '%s' of bundle %s %s is away since %s: start, mend or install it, or retire the id if it is to"
                                + " decide no more")
                        .formatted(spi.name(), id, bundle, version, since.truncatedTo(ChronoUnit.SECONDS)));
    }
}
