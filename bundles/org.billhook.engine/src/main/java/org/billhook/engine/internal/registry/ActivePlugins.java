package org.billhook.engine.internal.registry;

import java.time.Instant;
import java.util.Optional;

/** Which plugins are active now, as the framework has them; what is known of those that are away is not in it. */
public interface ActivePlugins {

    /** Leases everything that is active now, without waiting. */
    LeasedSnapshot lease();

    /** Digest of what is active now. */
    String generation();

    /** Runs an action, soon and on some thread, each time after anything of the active plugins changed; close to stop that. */
    AutoCloseable onChange(Runnable action);

    /** Runs the actions of {@link #onChange}. */
    void tellChange();

    /** When an id that was active in this process became vacant; empty if it is active or never was. */
    Optional<Instant> leftAt(Spi<?> spi, String id);

    /** Lets others have an id whose bundle is away. */
    void free(Spi<?> spi, String id);
}
