package org.billhook.engine.internal.registry;

import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.osgi.framework.Version;

/**
 * A registry for unit tests: what is put in is active, under the bundle {@code test.ID} and the version given. Snapshots,
 * leases and guards are the real ones.
 */
public final class FixedPlugins implements PluginRegistry {

    private final List<Runnable> listeners = new CopyOnWriteArrayList<>();
    private final Map<Provider.Key, Provider<?>> providers = new LinkedHashMap<>();
    private final Map<Provider.Key, Runnable> start = new LinkedHashMap<>();
    private final Map<Provider.Key, Vacancy> vacant = new LinkedHashMap<>();
    private final AtomicLong ids = new AtomicLong();
    private final AtomicInteger leases = new AtomicInteger();

    public <S> FixedPlugins with(Spi<S> spi, String id, S service) {
        return with(spi, id, service, "1.0.0", 0);
    }

    /** In place of what had the id before. */
    public <S> FixedPlugins with(Spi<S> spi, String id, S service, String version, int ranking) {
        put(spi, id, service, version, ranking);
        listeners.forEach(Runnable::run);
        return this;
    }

    private synchronized <S> void put(Spi<S> spi, String id, S service, String version, int ranking) {
        Provider.Key key = new Provider.Key(spi, id);
        start.put(
                key,
                () -> providers.put(
                        key,
                        new Provider<>(
                                spi,
                                id,
                                "test." + id,
                                Version.parseVersion(version),
                                1,
                                ids.incrementAndGet(),
                                ranking,
                                Digests.hex(""),
                                List.of(),
                                new Gate<>(service))));
        start.get(key).run();
        vacant.remove(key);
    }

    /** Takes one away; snapshots that hold it keep it. */
    public void remove(Spi<?> spi, String id) {
        synchronized (this) {
            start.remove(new Provider.Key(spi, id));
            providers.remove(new Provider.Key(spi, id));
        }
        listeners.forEach(Runnable::run);
    }

    /** Takes one away by force: snapshots that hold it can't call it any more. */
    public void stop(Spi<?> spi, String id) {
        provider(spi, id).gate().shut(Duration.ZERO);
        remove(spi, id);
    }

    /** Stops all by force, as when their bundles are updated: whatever is leased is never called again. */
    public synchronized void stopAll() {
        providers.values().forEach(provider -> provider.gate().shut(Duration.ZERO));
    }

    /** Starts all again, in the same versions. */
    public synchronized void startAll() {
        start.values().forEach(Runnable::run);
    }

    /** Takes one away that has decided: its id is vacant, until one of that id is there again or {@link #retire} is called. */
    public void away(Spi<?> spi, String id) {
        away(spi, id, Instant.parse("2026-03-31T09:30:00Z"));
    }

    public void away(Spi<?> spi, String id, Instant since) {
        Provider<?> left = provider(spi, id);
        synchronized (this) {
            vacant.put(
                    new Provider.Key(spi, id),
                    new Vacancy(spi, id, left.bundle(), left.version().toString(), since));
        }
        remove(spi, id);
    }

    private synchronized Provider<?> provider(Spi<?> spi, String id) {
        return providers.get(new Provider.Key(spi, id));
    }

    public void retire(Spi<?> spi, String id) {
        synchronized (this) {
            vacant.remove(new Provider.Key(spi, id));
        }
        listeners.forEach(Runnable::run);
    }

    /** Snapshots and units of them that are open. */
    public int leases() {
        return leases.get();
    }

    @Override
    public synchronized Snapshot freeze() {
        return new Counted(
                LeasedSnapshot.of(new Generation(providers.values()), () -> {}).with(List.copyOf(vacant.values())));
    }

    @Override
    public synchronized String generation() {
        return new Generation(providers.values()).digest();
    }

    @Override
    public AutoCloseable onChange(Runnable action) {
        listeners.add(action);
        return () -> listeners.remove(action);
    }

    private final class Counted implements Snapshot {
        private final Snapshot inner;

        Counted(Snapshot inner) {
            this.inner = inner;
            leases.incrementAndGet();
        }

        @Override
        public String generation() {
            return inner.generation();
        }

        @Override
        public <S> Optional<Leased<S>> find(Spi<S> spi, String id) {
            return inner.find(spi, id);
        }

        @Override
        public <S> List<Leased<S>> ranked(Spi<S> spi) {
            return inner.ranked(spi);
        }

        @Override
        public List<Vacancy> vacant(Spi<?> spi) {
            return inner.vacant(spi);
        }

        @Override
        public Snapshot unit() {
            return new Counted(inner.unit());
        }

        @Override
        public void close() {
            inner.close();
            leases.decrementAndGet();
        }
    }
}
