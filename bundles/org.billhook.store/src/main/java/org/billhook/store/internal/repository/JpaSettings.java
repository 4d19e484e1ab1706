package org.billhook.store.internal.repository;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.billhook.core.api.Configurations.Configuration;
import org.billhook.core.api.Page;
import org.billhook.core.api.Prices;
import org.billhook.core.spi.price.PriceEntry;
import org.billhook.engine.port.SettingsStore;
import org.billhook.engine.port.StoreException;
import org.billhook.engine.port.StoreException.Reason;
import org.billhook.store.internal.jpa.ConfigurationEntity;
import org.billhook.store.internal.jpa.PriceEntity;
import org.billhook.store.internal.repository.Ids.Sequence;
import org.billhook.store.internal.sql.Cursor;
import org.billhook.store.internal.sql.Sql;

/** Prices and configurations. */
final class JpaSettings implements SettingsStore {

    private static final Sql.Mapper<Long> ID = row -> row.number(1);

    private final Session session;

    JpaSettings(Session session) {
        this.session = session;
    }

    @Override
    public List<PriceEntry> addPrices(List<PriceEntry> entries) {
        List<PriceEntry> stored = new ArrayList<>();
        long since = 0;
        for (PriceEntry entry : entries) {
            Optional<PriceEntry> before = sameStart(entry);
            if (before.isEmpty() && since == 0) {
                since = nextPricesVersion();
            }
            stored.add(before.isPresent() ? before.get() : insert(entry, since));
        }
        return stored;
    }

    private PriceEntry insert(PriceEntry entry, long since) {
        long id = session.id(Sequence.PRICE_ENTRY_ID);
        session.covers().changed(Covered.PRICE, id);
        return session.insert(new PriceEntity(id, entry, since)).entry();
    }

    private Optional<PriceEntry> sameStart(PriceEntry entry) {
        return session.sql()
                .first(
                        "SELECT id FROM price_entry WHERE list_name = ? AND key_hash = ? AND unit = ? AND valid_from = ?"
                                + " AND scale_from = ? AND cancelled_with = 0 AND discount = "
                                + (entry.isDiscount() ? "TRUE" : "FALSE"),
                        ID,
                        entry.list(),
                        PriceEntity.hash(entry.key()),
                        entry.unit().code(),
                        entry.validFrom(),
                        entry.from())
                .flatMap(this::findPrice)
                .map(Prices.Listed::entry);
    }

    @Override
    public Optional<Prices.Listed> findPrice(long number) {
        return session.find(PriceEntity.class, number).map(PriceEntity::listed);
    }

    @Override
    public PriceEntry endPrice(long number, LocalDate lastDay) {
        long version = nextPricesVersion();
        LocalDate before = findPrice(number)
                .map(Prices.Listed::entry)
                .flatMap(PriceEntry::validTo)
                .orElse(null);
        session.sql()
                .update(
                        "INSERT INTO price_end (price_id, changed_at, valid_to_before) VALUES (?, ?, ?)",
                        number,
                        version,
                        before);
        session.covers().changed(Covered.PRICE, number);
        return session.change(PriceEntity.class, number, entity -> entity.endOn(lastDay))
                .entry();
    }

    @Override
    public List<Prices.Listed> cancelPrice(long number, String reason, Optional<PriceEntry> replacement) {
        // locks the lists, so that nobody cancels it between the look and the change
        long version = nextPricesVersion();
        if (findPrice(number).flatMap(Prices.Listed::cancellation).isPresent()) {
            return List.of();
        }
        session.covers().changed(Covered.PRICE, number);
        session.change(PriceEntity.class, number, entity -> entity.cancel(reason, version));
        List<Prices.Listed> both = new ArrayList<>(2);
        replacement.map(entry -> insert(entry, version)).ifPresent(stored -> {
            session.change(PriceEntity.class, number, entity -> entity.replaceBy(stored.number()));
            both.add(Prices.Listed.standing(stored));
        });
        both.add(0, findPrice(number).orElseThrow());
        return both;
    }

    @Override
    public Page<Prices.Listed> prices(Optional<String> list, Page.Request page) {
        ObjectFilter filter = new ObjectFilter();
        list.ifPresent(name -> filter.and("list_name = ?", name));
        Cursor.read(page, 1).ifPresent(after -> filter.and("id > ?", after.number(0)));
        List<Long> ids = session.sql()
                .list(
                        "SELECT id FROM price_entry" + filter.where() + " ORDER BY id FETCH FIRST ? ROWS ONLY",
                        ID,
                        filter.with(page.limit() + 1));
        List<Prices.Listed> rows = session.load(PriceEntity.class, ids, PriceEntity::id).stream()
                .map(PriceEntity::listed)
                .toList();
        return Cursor.page(rows, page, price -> Cursor.of(price.entry().number()));
    }

    @Override
    public List<PriceEntry> pricesAt(long version) {
        Map<Long, Optional<LocalDate>> ends = endsAt(version);
        List<Long> ids = session.sql()
                .list(
                        "SELECT id FROM price_entry WHERE since <= ? AND (cancelled_with = 0 OR cancelled_with > ?)"
                                + " ORDER BY id",
                        ID,
                        version,
                        version);
        return load(ids).stream()
                .map(entry -> ends.containsKey(entry.number()) ? entry.endingOn(ends.get(entry.number())) : entry)
                .toList();
    }

    /** Last days as they stood at a version, of the entries whose last day was changed since. */
    private Map<Long, Optional<LocalDate>> endsAt(long version) {
        Map<Long, Optional<LocalDate>> ends = new HashMap<>();
        session.sql()
                .list(
                        "SELECT price_id, valid_to_before FROM price_end WHERE changed_at > ? ORDER BY changed_at DESC",
                        row -> ends.put(row.number(1), row.optionalDate(2)),
                        version);
        return ends;
    }

    private List<PriceEntry> load(List<Long> ids) {
        return session.load(PriceEntity.class, ids, PriceEntity::id).stream()
                .map(PriceEntity::entry)
                .toList();
    }

    @Override
    public long pricesVersion() {
        return session.sql().number("SELECT tally FROM tally WHERE name = 'prices'");
    }

    /** Locks the version until the transaction ends, so that versions follow each other as they are committed. */
    private long nextPricesVersion() {
        session.sql().update("UPDATE tally SET tally = tally + 1 WHERE name = 'prices'");
        return pricesVersion();
    }

    @Override
    public Configuration put(Configuration configuration, long expected) {
        String name = configuration.section() + "/" + configuration.name();
        long stored = newest(configuration.section(), configuration.name())
                .map(Configuration::version)
                .orElse(0L);
        if (stored != expected) {
            throw new StoreException(Reason.STALE, "%s has version %d, not %d".formatted(name, stored, expected), null);
        }
        try {
            return session.insert(
                            new ConfigurationEntity(session.id(Sequence.CONFIGURATION_ID), configuration, expected + 1))
                    .configuration();
        } catch (StoreException e) {
            if (e.reason() == Reason.DUPLICATE) {
                throw new StoreException(Reason.STALE, name + " was changed in this moment", e);
            }
            throw e;
        }
    }

    @Override
    public Optional<Configuration> newest(String section, String name) {
        return configuration(
                "SELECT id FROM configuration WHERE section_name = ? AND name = ?"
                        + " ORDER BY version DESC FETCH FIRST 1 ROWS ONLY",
                section,
                name);
    }

    @Override
    public Optional<Configuration> version(String section, String name, long version) {
        return configuration(
                "SELECT id FROM configuration WHERE section_name = ? AND name = ? AND version = ?",
                section,
                name,
                version);
    }

    private Optional<Configuration> configuration(String query, Object... key) {
        return session.sql()
                .first(query, ID, key)
                .flatMap(id -> session.find(ConfigurationEntity.class, id))
                .map(ConfigurationEntity::configuration);
    }

    @Override
    public Page<Configuration> newest(String section, Page.Request page) {
        ObjectFilter filter = new ObjectFilter();
        filter.and("c.section_name = ?", section);
        filter.and("c.version = (SELECT MAX(d.version) FROM configuration d"
                + " WHERE d.section_name = c.section_name AND d.name = c.name)");
        Cursor.read(page, 1).ifPresent(after -> filter.and("c.name > ?", after.text(0)));
        List<Long> ids = session.sql()
                .list(
                        "SELECT c.id FROM configuration c" + filter.where()
                                + " ORDER BY c.name FETCH FIRST ? ROWS ONLY",
                        ID,
                        filter.with(page.limit() + 1));
        List<Configuration> rows = session.load(ConfigurationEntity.class, ids, ConfigurationEntity::id).stream()
                .map(ConfigurationEntity::configuration)
                .toList();
        return Cursor.page(rows, page, row -> Cursor.of(row.name()));
    }
}
