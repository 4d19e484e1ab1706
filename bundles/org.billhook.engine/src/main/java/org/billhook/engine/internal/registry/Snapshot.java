package org.billhook.engine.internal.registry;

import java.util.List;
import java.util.Optional;

/**
 * The plugins of one moment, leased: they stay callable until this is closed, even while newer versions become active.
 * Safe on any thread; close it once.
 */
public interface Snapshot extends AutoCloseable {

    /** Digest of ids, bundles, versions and settings in it. */
    String generation();

    <S> Optional<Leased<S>> find(Spi<S> spi, String id);

    /** All of an SPI, by ascending ranking, then id. */
    <S> List<Leased<S>> ranked(Spi<S> spi);

    /**
     * Ids of an SPI by which plugins have decided and nobody decides in this snapshot, by id. Who asks all plugins of the SPI
     * decides nothing while there is one.
     */
    List<Vacancy> vacant(Spi<?> spi);

    /**
     * The same plugins for one unit of work, such as one billing root. A forced stop of one of them waits a little for the
     * units that began before it; a plugin that is being stopped answers in no unit that begins later. Close it when the
     * unit ends, on whatever thread; this snapshot stays open.
     */
    Snapshot unit();

    /** Gives the leases back. */
    @Override
    void close();
}
