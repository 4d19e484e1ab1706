package org.billhook.engine.internal.registry;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import org.osgi.framework.Version;

/** A registry for unit tests: what is put in is active, under the bundle {@code test.ID} and the version given. */
public final class FixedPlugins implements PluginRegistry {

    private final List<Runnable> listeners = new ArrayList<>();
    private final List<Provider<?>> providers = new ArrayList<>();
    private final AtomicLong ids = new AtomicLong();

    public <S> FixedPlugins with(Spi<S> spi, String id, S service) {
        return with(spi, id, service, "1.0.0", 0);
    }

    /** In place of what had the id before. */
    public synchronized <S> FixedPlugins with(Spi<S> spi, String id, S service, String version, int ranking) {
        providers.removeIf(provider -> provider.key().equals(new Provider.Key(spi, id)));
        providers.add(new Provider<>(
                spi,
                id,
                "test." + id,
                Version.parseVersion(version),
                1,
                ids.incrementAndGet(),
                ranking,
                Digests.hex(""),
                List.of(),
                new Gate<>(service)));
        listeners.forEach(Runnable::run);
        return this;
    }

    /** Takes one away by force: snapshots that hold it can't call it any more. */
    public synchronized void stop(Spi<?> spi, String id) {
        providers.removeIf(provider -> {
            boolean meant = provider.key().equals(new Provider.Key(spi, id));
            if (meant) {
                provider.gate().shut(java.time.Duration.ZERO);
            }
            return meant;
        });
        listeners.forEach(Runnable::run);
    }

    @Override
    public synchronized Snapshot freeze() {
        return LeasedSnapshot.of(new Generation(providers), () -> {});
    }

    @Override
    public synchronized String generation() {
        return new Generation(providers).digest();
    }

    @Override
    public synchronized AutoCloseable onChange(Runnable action) {
        listeners.add(action);
        return () -> listeners.remove(action);
    }
}
