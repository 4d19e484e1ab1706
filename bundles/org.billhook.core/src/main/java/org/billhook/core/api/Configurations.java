package org.billhook.core.api;

import java.time.Instant;
import java.util.Optional;
import org.osgi.annotation.versioning.ProviderType;

/**
 * Named, versioned settings that users keep in the database, as JSON text: import mappings, and later profiles and the
 * like. Who owns a section validates before it puts. Every version is kept.
 */
@ProviderType
public interface Configurations {

    /** @param version counts from 1; the ETag */
    record Configuration(String section, String name, long version, String json, String actor, Instant at) {}

    /** @param expected version it was made on, 0 for a new one; another one is refused as STALE */
    Configuration put(String section, String name, long expected, String json, Actor actor);

    /** The newest version. */
    Optional<Configuration> find(String section, String name);

    /** A version of the past, or the newest. */
    Optional<Configuration> find(String section, String name, long version);

    /** The newest version of each, by name. */
    Page<Configuration> list(String section, Page.Request page);
}
