package org.billhook.engine.port;

import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import org.billhook.core.api.Configurations.Configuration;
import org.billhook.core.api.Page;
import org.billhook.core.api.Prices;
import org.billhook.core.spi.price.PriceEntry;

/** Price lists and named configurations. */
public interface SettingsStore {

    /** Stores entries and gives them their numbers; one that equals a stored one in list, key, unit and start, and is a discount like that, is not stored again. */
    List<PriceEntry> addPrices(List<PriceEntry> entries);

    Optional<Prices.Listed> findPrice(long number);

    PriceEntry endPrice(long number, LocalDate lastDay);

    /**
     * Takes an entry out, and stores another one in its place if there is one.
     *
     * @return the cancelled one, then the other; none if it was cancelled before
     */
    List<Prices.Listed> cancelPrice(long number, String reason, Optional<PriceEntry> replacement);

    Page<Prices.Listed> prices(Optional<String> list, Page.Request page);

    /** All entries that stood at a version as they stood then, in the order of their numbers. */
    List<PriceEntry> pricesAt(long version);

    /** Grows by one with every change of any price, in the order in which changes are committed. */
    long pricesVersion();

    /** @throws StoreException STALE if the newest version is not {@code expected} (0: none) */
    Configuration put(Configuration configuration, long expected);

    Optional<Configuration> newest(String section, String name);

    Optional<Configuration> version(String section, String name, long version);

    Page<Configuration> newest(String section, Page.Request page);
}
