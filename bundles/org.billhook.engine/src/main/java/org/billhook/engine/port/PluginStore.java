package org.billhook.engine.port;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** The ids by which plugins have decided, so that one that is away is known to be away, after a restart too. */
public interface PluginStore {

    /**
     * An id that is waited for until it is forgotten.
     *
     * @param spi simple name of its interface
     * @param bundle symbolic name of the bundle that decided by it last
     * @param version of that bundle
     * @param awaySince when it went; empty while it decides
     */
    record KnownId(String spi, String id, String bundle, String version, Optional<Instant> awaySince) {}

    List<KnownId> known();

    /** In place of what was known of the same ids. */
    void put(List<KnownId> ids);

    void forget(String spi, String id);
}
