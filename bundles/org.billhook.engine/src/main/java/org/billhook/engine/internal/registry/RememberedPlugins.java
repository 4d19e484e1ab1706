package org.billhook.engine.internal.registry;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.billhook.core.api.Actor;
import org.billhook.core.api.BillhookException;
import org.billhook.core.api.BillhookException.Type;
import org.billhook.core.api.HealthCheck;
import org.billhook.core.model.Finding;
import org.billhook.engine.internal.retry.Retry;
import org.billhook.engine.port.PluginStore.KnownId;
import org.billhook.engine.port.Transactions;
import org.osgi.annotation.bundle.Capability;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;
import org.osgi.framework.ServiceRegistration;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The active plugins, and which ids are vacant as the database knows that plugins have decided by them: so the set that decided
 * last is known after a restart, a restore and a deleted cache too. It is there for others as a {@link PluginRegistry} from
 * the moment on in which that set has started, or has brought nothing new for a while.
 */
@Component(
        service = {KnownIds.class, HealthCheck.class},
        immediate = true)
@Capability(
        namespace = "osgi.service",
        attribute = "objectClass:List<String>=\"org.billhook.engine.internal.registry.PluginRegistry\"")
public final class RememberedPlugins implements PluginRegistry, KnownIds, HealthCheck {

    private static final Logger LOG = LoggerFactory.getLogger(RememberedPlugins.class);

    /** In the server's log and in that of security. */
    private static final Logger SECURITY = LoggerFactory.getLogger("org.billhook.security");

    /** How long a start waits for the next plugin of the set that decided last. */
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private static final long LOOK_MILLIS = 100;

    /** Service property: true while what depends on the service is being activated. */
    private static final String OPENING = "billhook.opening";

    private final BundleContext context;
    private final ActivePlugins active;
    private final Transactions transactions;
    private final Duration patience;
    private final Clock clock;
    private final Instant started;
    private final AutoCloseable heard;
    private final ScheduledExecutorService looking = Executors.newSingleThreadScheduledExecutor(work -> {
        Thread thread = new Thread(work, "billhook-known-plugins");
        thread.setDaemon(true);
        return thread;
    });

    /** Guards all that follows; held while the database is asked, never while a plugin is. */
    private final Object lock = new Object();

    private final Map<Provider.Key, KnownId> known = new HashMap<>();
    private boolean read;
    private boolean settled;
    private boolean unreadable;
    private long newest;
    private Generation seen;
    private List<Vacancy> vacantInSeen = List.of();

    private final Object registering = new Object();
    private volatile long changedAt = System.nanoTime();
    private volatile boolean closed;
    private volatile List<Finding> problems = List.of();
    private ServiceRegistration<PluginRegistry> registration;

    @Activate
    public RememberedPlugins(
            BundleContext context, @Reference ActivePlugins active, @Reference Transactions transactions) {
        this(context, active, transactions, PATIENCE, Clock.systemUTC());
    }

    RememberedPlugins(
            BundleContext context, ActivePlugins active, Transactions transactions, Duration patience, Clock clock) {
        this.context = context;
        this.active = active;
        this.transactions = transactions;
        this.patience = patience;
        this.clock = clock;
        started = clock.instant();
        heard = active.onChange(this::changed);
        looking.scheduleWithFixedDelay(this::look, 0, LOOK_MILLIS, TimeUnit.MILLISECONDS);
    }

    @Deactivate
    public void close() throws Exception {
        closed = true;
        heard.close();
        looking.shutdown();
        ServiceRegistration<PluginRegistry> registered;
        synchronized (registering) {
            registered = registration;
            registration = null;
        }
        if (registered != null) {
            registered.unregister();
        }
    }

    @Override
    public Snapshot freeze() {
        LeasedSnapshot lease = active.lease();
        try {
            return lease.with(vacant(lease.content()));
        } catch (RuntimeException e) {
            lease.close();
            throw e;
        }
    }

    @Override
    public String generation() {
        return active.generation();
    }

    @Override
    public AutoCloseable onChange(Runnable action) {
        return active.onChange(action);
    }

    @Override
    public void note() {
        vacant();
    }

    @Override
    public List<Vacancy> vacant() {
        synchronized (lock) {
            try (LeasedSnapshot lease = active.lease()) {
                List<Vacancy> vacant = vacant(lease.content());
                unreadable = false;
                return vacant;
            } catch (BillhookException e) {
                if (!unreadable) {
                    LOG.warn("Which plugins are away can't be told now, as the database does not answer", e);
                }
                unreadable = true;
                return vacantInSeen;
            }
        }
    }

    @Override
    public List<Finding> problems() {
        return problems;
    }

    @Override
    public void retire(String spiName, String id, String reason, Actor actor) {
        KnownIds.requireReason(reason);
        Spi<?> spi = Spi.named(spiName).orElseThrow(() -> BillhookException.unknown("SPI", spiName));
        Provider.Key key = new Provider.Key(spi, id);
        synchronized (lock) {
            try (LeasedSnapshot lease = active.lease()) {
                vacant(lease.content());
                requireVacant(key, lease.content());
            }
            KnownId retired = known.get(key);
            Retry.call(transactions, store -> {
                store.plugins().forget(spi.name(), id);
                Retirement.write(store.log(), retired, reason.strip(), actor, clock.instant());
                return null;
            });
            known.remove(key);
            seen = null;
        }
        SECURITY.info(
                "An id is waited for no more spi='{}' id='{}' reason='{}' by='{}'", spiName, id, reason, actor.name());
        active.free(spi, id);
        active.tellChange();
    }

    private void requireVacant(Provider.Key key, Generation now) {
        if (now.has(key)) {
            Provider<?> decides = now.find(key);
            throw new BillhookException(
                    Type.CONFLICT,
                    Finding.error(
                            "NOT_AWAY",
                            "%s '%s' is not away, bundle %s %s decides by it: take that away first"
                                    .formatted(key.spi().name(), key.id(), decides.bundle(), decides.version())));
        }
        if (vacantInSeen.stream().anyMatch(vacancy -> vacancy.isOf(key)) && !known.containsKey(key)) {
            throw new BillhookException(
                    Type.CONFLICT,
                    Finding.error(
                            "NEVER_DECIDED",
                            "%s '%s' has never decided, as it is broken: mend it, or take its bundle away"
                                    .formatted(key.spi().name(), key.id())));
        }
        if (!known.containsKey(key)) {
            throw BillhookException.unknown("plugin", key.spi().name() + " " + key.id());
        }
    }

    private void changed() {
        changedAt = System.nanoTime();
        if (!closed) {
            vacant();
        }
    }

    /** Looks whether the set that decided last has started, until it has. */
    private void look() {
        try {
            vacant();
            if (isSettled()) {
                looking.shutdown();
                register();
            }
        } catch (RuntimeException | LinkageError e) {
            LOG.error("Plugins can't be looked at", e);
        }
    }

    private void register() {
        ServiceRegistration<PluginRegistry> registered = context.registerService(PluginRegistry.class, this, null);
        synchronized (registering) {
            if (!closed) {
                registration = registered;
                return;
            }
        }
        registered.unregister();
    }

    private boolean isSettled() {
        synchronized (lock) {
            if (read && !settled && System.nanoTime() - changedAt >= patience.toNanos()) {
                settled = true;
                seen = null;
                vacant().forEach(vacancy -> LOG.warn(
                        "Start without a plugin reason='{}'", vacancy.finding().message()));
            }
            return settled;
        }
    }

    /** What is vacant in a generation that is active, or was a moment ago. */
    private List<Vacancy> vacant(Generation generation) {
        synchronized (lock) {
            if (generation == seen) {
                return vacantInSeen;
            }
            read();
            if (generation.number() < newest) {
                put(unknown(generation));
                return vacancies(generation);
            }
            settled |= hasAllThatDecidedLast(generation);
            put(news(generation));
            vacantInSeen = vacancies(generation);
            problems = vacantInSeen.stream().map(Vacancy::finding).toList();
            seen = generation;
            newest = generation.number();
            return vacantInSeen;
        }
    }

    private void read() {
        if (!read) {
            for (KnownId id : Retry.call(transactions, store -> store.plugins().known())) {
                Spi.named(id.spi()).ifPresent(spi -> known.put(new Provider.Key(spi, id.id()), id));
            }
            read = true;
        }
    }

    private void put(Map<Provider.Key, KnownId> news) {
        if (!news.isEmpty()) {
            Retry.call(transactions, store -> {
                store.plugins().put(List.copyOf(news.values()));
                return null;
            });
            news.forEach((key, id) -> tell(known.put(key, id), id));
        }
    }

    private boolean hasAllThatDecidedLast(Generation generation) {
        return known.entrySet().stream()
                .allMatch(entry -> entry.getValue().awaySince().isPresent() || generation.has(entry.getKey()));
    }

    /** What decides and is not known. */
    private Map<Provider.Key, KnownId> unknown(Generation generation) {
        Map<Provider.Key, KnownId> unknown = deciding(generation);
        unknown.keySet().removeAll(known.keySet());
        return unknown;
    }

    private static Map<Provider.Key, KnownId> deciding(Generation generation) {
        Map<Provider.Key, KnownId> deciding = new HashMap<>();
        for (Provider<?> provider : generation.active()) {
            deciding.put(
                    provider.key(),
                    new KnownId(
                            provider.spi().name(),
                            provider.id(),
                            provider.bundle(),
                            provider.version().toString(),
                            Optional.empty()));
        }
        return deciding;
    }

    /** Who decides now, and who is away; nobody is said to be away while plugins start, or while this or the whole framework stops. */
    private Map<Provider.Key, KnownId> news(Generation generation) {
        Map<Provider.Key, KnownId> news = deciding(generation);
        news.entrySet().removeIf(entry -> entry.getValue().equals(known.get(entry.getKey())));
        if (settled && !closed && context.getBundle(0).getState() != Bundle.STOPPING) {
            known.forEach((key, id) -> {
                if (id.awaySince().isEmpty() && !generation.has(key)) {
                    Optional<Instant> since = Optional.of(since(key, id));
                    news.put(key, new KnownId(id.spi(), id.id(), id.bundle(), id.version(), since));
                }
            });
        }
        return news;
    }

    private static void tell(KnownId before, KnownId now) {
        if (now.awaySince().isPresent()) {
            LOG.warn(
                    "A plugin is away, what it decides waits spi='{}' id='{}' bundle='{}' version='{}'",
                    now.spi(),
                    now.id(),
                    now.bundle(),
                    now.version());
        } else if (before != null && before.awaySince().isPresent()) {
            LOG.info("A plugin is back spi='{}' id='{}' version='{}'", now.spi(), now.id(), now.version());
        }
    }

    private Instant since(Provider.Key key, KnownId id) {
        return id.awaySince().or(() -> active.leftAt(key.spi(), key.id())).orElse(started);
    }

    private List<Vacancy> vacancies(Generation generation) {
        List<Vacancy> vacancies = new ArrayList<>();
        known.forEach((key, id) -> {
            if (!generation.has(key)) {
                vacancies.add(new Vacancy(key.spi(), key.id(), id.bundle(), id.version(), since(key, id)));
            }
        });
        for (Vacancy broken : generation.broken()) {
            if (!known.containsKey(new Provider.Key(broken.spi(), broken.id()))) {
                vacancies.add(broken);
            }
        }
        vacancies.sort(
                Comparator.<Vacancy, String>comparing(vacancy -> vacancy.spi().name())
                        .thenComparing(Vacancy::id));
        return List.copyOf(vacancies);
    }
}
