package org.billhook.engine.internal.settings;

import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import org.billhook.core.api.Actor;
import org.billhook.core.api.BillhookException;
import org.billhook.core.api.Configurations;
import org.billhook.core.api.Events;
import org.billhook.core.api.Page;
import org.billhook.core.model.Finding;
import org.billhook.engine.internal.retry.Retry;
import org.billhook.engine.port.SettingsStore;
import org.billhook.engine.port.StoreException;
import org.billhook.engine.port.Transactions;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Configurations as the store keeps them; each new version is in the change log (I-8). */
@Component
public final class StoredConfigurations implements Configurations {

    private static final Pattern SECTION = Pattern.compile("[a-z][a-z0-9-]{0,39}");
    private static final Pattern NAME = Pattern.compile("[^\\p{Cntrl}/]{1,120}");
    private static final int LONGEST = 1_000_000;

    private final Transactions transactions;
    private final Clock clock;

    @Activate
    public StoredConfigurations(@Reference Transactions transactions) {
        this(transactions, Clock.systemUTC());
    }

    public StoredConfigurations(Transactions transactions, Clock clock) {
        this.transactions = transactions;
        this.clock = clock;
    }

    @Override
    public Configuration put(String section, String name, long expected, String json, Actor actor) {
        requireReadable(section, name, json);
        Instant now = clock.instant();
        Configuration next = new Configuration(section, name, expected + 1, json, actor.name(), now);
        return Retry.call(transactions, store -> {
            Optional<Configuration> before = store.settings().newest(section, name);
            long newest = before.map(Configuration::version).orElse(0L);
            if (newest != expected) {
                throw stale(section, name, expected, newest);
            }
            Configuration stored = put(store.settings(), next, expected);
            store.log()
                    .insertChanges(List.of(new Events.Change(
                            0,
                            now,
                            actor.name(),
                            "configuration/" + section + "/" + name,
                            "version",
                            before.map(configuration -> Long.toString(configuration.version())),
                            Optional.of(Long.toString(stored.version())),
                            Optional.empty())));
            return stored;
        });
    }

    @Override
    public Optional<Configuration> find(String section, String name) {
        return Retry.call(transactions, store -> store.settings().newest(section, name));
    }

    @Override
    public Optional<Configuration> find(String section, String name, long version) {
        return Retry.call(transactions, store -> store.settings().version(section, name, version));
    }

    @Override
    public Page<Configuration> list(String section, Page.Request page) {
        return Retry.call(transactions, store -> store.settings().newest(section, page));
    }

    private static Configuration put(SettingsStore settings, Configuration next, long expected) {
        try {
            return settings.put(next, expected);
        } catch (StoreException e) {
            if (e.reason() == StoreException.Reason.STALE || e.reason() == StoreException.Reason.DUPLICATE) {
                throw stale(next.section(), next.name(), expected, expected + 1);
            }
            throw e;
        }
    }

    private static BillhookException stale(String section, String name, long expected, long newest) {
        return new BillhookException(
                BillhookException.Type.STALE,
                Finding.error(
                        "STALE",
                        "Configuration %s/%s is at version %d, not at %d".formatted(section, name, newest, expected)));
    }

    private static void requireReadable(String section, String name, String json) {
        if (!SECTION.matcher(section).matches()) {
            throw unreadable("section", "Section '%s' is not a lower-case id of at most 40 characters", section);
        }
        if (!NAME.matcher(name).matches() || name.isBlank()) {
            throw unreadable(
                    "name", "Name '%s' must have 1 to 120 characters, none a slash or a control character", name);
        }
        if (json.isBlank() || json.length() > LONGEST) {
            throw unreadable("json", "A configuration has 1 to 1,000,000 characters, this one %s", json.length());
        }
    }

    private static BillhookException unreadable(String field, String message, Object value) {
        return new BillhookException(
                BillhookException.Type.UNREADABLE, Finding.error("UNREADABLE", field, message.formatted(value)));
    }
}
