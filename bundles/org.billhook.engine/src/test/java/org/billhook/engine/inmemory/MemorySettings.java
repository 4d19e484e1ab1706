package org.billhook.engine.inmemory;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.billhook.core.api.Configurations.Configuration;
import org.billhook.core.api.Page;
import org.billhook.core.api.Prices;
import org.billhook.core.spi.price.PriceEntry;
import org.billhook.engine.port.SettingsStore;
import org.billhook.engine.port.StoreException;

final class MemorySettings implements SettingsStore {

    private final Undo.Table<Long, PriceEntry> prices;
    private final Undo.Table<Long, Prices.Cancellation> cancelled;
    private final Undo.Table<String, List<Configuration>> configurations;
    private final Undo.Table<Long, List<PriceEntry>> pricesByVersion;

    MemorySettings(Undo undo) {
        prices = undo.table();
        cancelled = undo.table();
        configurations = undo.table();
        pricesByVersion = undo.table();
    }

    private void changed() {
        pricesByVersion.put(
                pricesVersion() + 1,
                prices.rows().values().stream()
                        .filter(entry -> !cancelled.rows().containsKey(entry.number()))
                        .toList());
    }

    @Override
    public List<PriceEntry> addPrices(List<PriceEntry> entries) {
        List<PriceEntry> stored = new ArrayList<>();
        for (PriceEntry entry : entries) {
            Optional<PriceEntry> same = prices.rows().values().stream()
                    .filter(known -> !cancelled.rows().containsKey(known.number())
                            && known.list().equals(entry.list())
                            && known.key().equals(entry.key())
                            && known.unit().equals(entry.unit())
                            && known.validFrom().equals(entry.validFrom())
                            && known.isDiscount() == entry.isDiscount()
                            && known.from().compareTo(entry.from()) == 0)
                    .findFirst();
            stored.add(same.orElseGet(() -> store(entry)));
        }
        return stored;
    }

    private PriceEntry store(PriceEntry entry) {
        long number = prices.rows().size() + 1L;
        PriceEntry numbered = new PriceEntry(
                entry.list(),
                number,
                entry.key(),
                entry.unit(),
                entry.price(),
                entry.validFrom(),
                entry.validTo(),
                entry.from(),
                entry.rule());
        prices.put(number, numbered);
        changed();
        return numbered;
    }

    @Override
    public Optional<Prices.Listed> findPrice(long number) {
        return Optional.ofNullable(prices.get(number)).map(this::listed);
    }

    private Prices.Listed listed(PriceEntry entry) {
        return new Prices.Listed(entry, Optional.ofNullable(cancelled.get(entry.number())));
    }

    @Override
    public List<Prices.Listed> cancelPrice(long number, String reason, Optional<PriceEntry> replacement) {
        if (cancelled.rows().containsKey(number)) {
            return List.of();
        }
        cancelled.put(number, new Prices.Cancellation(reason, Optional.empty()));
        changed();
        List<Prices.Listed> both = new ArrayList<>();
        Optional<PriceEntry> stored = replacement.map(this::store);
        cancelled.put(number, new Prices.Cancellation(reason, stored.map(PriceEntry::number)));
        both.add(listed(prices.get(number)));
        stored.map(this::listed).ifPresent(both::add);
        return both;
    }

    @Override
    public PriceEntry endPrice(long number, LocalDate lastDay) {
        PriceEntry entry = prices.get(number);
        PriceEntry ended = entry.endingOn(Optional.of(lastDay));
        prices.put(number, ended);
        changed();
        return ended;
    }

    @Override
    public Page<Prices.Listed> prices(Optional<String> list, Page.Request page) {
        return Pages.of(
                prices.rows().values().stream()
                        .filter(entry -> list.isEmpty() || list.get().equals(entry.list()))
                        .map(this::listed)
                        .toList(),
                page);
    }

    @Override
    public List<PriceEntry> pricesAt(long version) {
        return version == 0 ? List.of() : pricesByVersion.get(version);
    }

    @Override
    public long pricesVersion() {
        return pricesByVersion.rows().size();
    }

    @Override
    public Configuration put(Configuration configuration, long expected) {
        String key = configuration.section() + "\n" + configuration.name();
        List<Configuration> before = configurations.rows().getOrDefault(key, List.of());
        if (before.size() != expected) {
            throw new StoreException(StoreException.Reason.STALE, configuration.name() + " was changed", null);
        }
        Configuration stored = new Configuration(
                configuration.section(),
                configuration.name(),
                expected + 1,
                configuration.json(),
                configuration.actor(),
                configuration.at());
        List<Configuration> after = new ArrayList<>(before);
        after.add(stored);
        configurations.put(key, List.copyOf(after));
        return stored;
    }

    @Override
    public Optional<Configuration> newest(String section, String name) {
        List<Configuration> all = configurations.rows().getOrDefault(section + "\n" + name, List.of());
        return all.isEmpty() ? Optional.empty() : Optional.of(all.get(all.size() - 1));
    }

    @Override
    public Optional<Configuration> version(String section, String name, long version) {
        return configurations.rows().getOrDefault(section + "\n" + name, List.of()).stream()
                .filter(configuration -> configuration.version() == version)
                .findFirst();
    }

    @Override
    public Page<Configuration> newest(String section, Page.Request page) {
        return Pages.of(
                configurations.rows().values().stream()
                        .map(all -> all.get(all.size() - 1))
                        .filter(configuration -> configuration.section().equals(section))
                        .toList(),
                page);
    }
}
