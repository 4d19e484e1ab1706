package org.billhook.engine.memory;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.billhook.core.api.Configurations.Configuration;
import org.billhook.core.api.Page;
import org.billhook.core.spi.price.PriceEntry;
import org.billhook.engine.port.SettingsStore;
import org.billhook.engine.port.StoreException;

/** Configurations and prices. */
final class MemorySettings implements SettingsStore {

    private final List<Configuration> configurations = new ArrayList<>();
    private final List<PriceEntry> prices = new ArrayList<>();
    private long pricesVersion;

    MemorySettings copy() {
        MemorySettings copy = new MemorySettings();
        copy.configurations.addAll(configurations);
        copy.prices.addAll(prices);
        copy.pricesVersion = pricesVersion;
        return copy;
    }

    @Override
    public List<PriceEntry> addPrices(List<PriceEntry> entries) {
        List<PriceEntry> added = new ArrayList<>();
        for (PriceEntry entry : entries) {
            added.add(new PriceEntry(
                    entry.list(),
                    prices.size() + 1L,
                    entry.key(),
                    entry.unit(),
                    entry.price(),
                    entry.validFrom(),
                    entry.validTo()));
            prices.add(added.get(added.size() - 1));
        }
        pricesVersion++;
        return added;
    }

    @Override
    public Optional<PriceEntry> findPrice(long number) {
        return prices.stream().filter(entry -> entry.number() == number).findFirst();
    }

    @Override
    public PriceEntry endPrice(long number, LocalDate lastDay) {
        PriceEntry entry = findPrice(number).orElseThrow();
        PriceEntry ended = entry.endingOn(Optional.of(lastDay));
        prices.set(prices.indexOf(entry), ended);
        pricesVersion++;
        return ended;
    }

    @Override
    public Page<PriceEntry> prices(Optional<String> list, Page.Request page) {
        return new Page<>(prices, Optional.empty());
    }

    @Override
    public List<PriceEntry> pricesAt(long version) {
        if (version != pricesVersion) {
            throw new IllegalArgumentException("Only the newest prices are kept here");
        }
        return List.copyOf(prices);
    }

    @Override
    public long pricesVersion() {
        return pricesVersion;
    }

    @Override
    public Configuration put(Configuration configuration, long expected) {
        long newest = newest(configuration.section(), configuration.name())
                .map(Configuration::version)
                .orElse(0L);
        if (newest != expected) {
            throw new StoreException(StoreException.Reason.STALE, "Newest is " + newest, null);
        }
        configurations.add(configuration);
        return configuration;
    }

    @Override
    public Optional<Configuration> newest(String section, String name) {
        return configurations.stream()
                .filter(found -> found.section().equals(section) && found.name().equals(name))
                .reduce((first, second) -> second);
    }

    @Override
    public Optional<Configuration> version(String section, String name, long version) {
        return configurations.stream()
                .filter(found ->
                        found.section().equals(section) && found.name().equals(name) && found.version() == version)
                .findFirst();
    }

    @Override
    public Page<Configuration> newest(String section, Page.Request page) {
        return new Page<>(
                configurations.stream()
                        .filter(found -> found.section().equals(section))
                        .filter(found ->
                                newest(section, found.name()).orElseThrow().equals(found))
                        .toList(),
                Optional.empty());
    }
}
