package org.billhook.engine.inmemory;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import org.billhook.core.model.Finding;
import org.billhook.engine.internal.registry.Leased;
import org.billhook.engine.internal.registry.PluginBroke;
import org.billhook.engine.internal.registry.PluginRegistry;
import org.billhook.engine.internal.registry.Snapshot;
import org.billhook.engine.internal.registry.Spi;

/** A registry that a test fills by hand. */
public final class FakePlugins implements PluginRegistry {

    private final List<Fake<?>> active = new CopyOnWriteArrayList<>();
    private final AtomicInteger leases = new AtomicInteger();
    private volatile boolean gone;

    public <S> FakePlugins add(Spi<S> spi, String id, S service) {
        return add(spi, id, "1.0.0", active.size(), service);
    }

    public <S> FakePlugins add(Spi<S> spi, String id, String version, int ranking, S service) {
        remove(spi, id);
        active.add(new Fake<>(spi, id, version, ranking, service));
        return this;
    }

    public void remove(Spi<?> spi, String id) {
        active.removeIf(fake -> fake.spi().equals(spi) && fake.id().equals(id));
    }

    /** As when bundles are stopped by force: whatever is leased is never called again. */
    public void breakLeases(boolean broken) {
        gone = broken;
    }

    public int leases() {
        return leases.get();
    }

    @Override
    public Snapshot freeze() {
        leases.incrementAndGet();
        return new Frozen(List.copyOf(active));
    }

    @Override
    public String generation() {
        return generation(active);
    }

    private static String generation(List<Fake<?>> plugins) {
        List<String> names = new ArrayList<>();
        plugins.forEach(plugin -> names.add(plugin.id() + "@" + plugin.version()));
        names.sort(Comparator.naturalOrder());
        return Integer.toHexString(names.hashCode());
    }

    @Override
    public AutoCloseable onChange(Runnable action) {
        return () -> {};
    }

    private final class Frozen implements Snapshot {
        private final List<Fake<?>> plugins;

        Frozen(List<Fake<?>> plugins) {
            this.plugins = plugins;
        }

        @Override
        public String generation() {
            return FakePlugins.generation(plugins);
        }

        @Override
        public <S> Optional<Leased<S>> find(Spi<S> spi, String id) {
            return ranked(spi).stream().filter(fake -> fake.id().equals(id)).findFirst();
        }

        @Override
        @SuppressWarnings("unchecked")
        public <S> List<Leased<S>> ranked(Spi<S> spi) {
            List<Leased<S>> found = new ArrayList<>();
            for (Fake<?> fake : plugins) {
                if (fake.spi().equals(spi)) {
                    found.add((Leased<S>) fake);
                }
            }
            found.sort(Comparator.comparing((Leased<S> fake) -> fake.ranking()).thenComparing(Leased::id));
            return found;
        }

        @Override
        public Snapshot unit() {
            leases.incrementAndGet();
            return new Frozen(plugins);
        }

        @Override
        public void close() {
            leases.decrementAndGet();
        }
    }

    private final class Fake<S> implements Leased<S> {
        private final Spi<S> spi;
        private final String id;
        private final String version;
        private final int ranking;
        private final S service;

        Fake(Spi<S> spi, String id, String version, int ranking, S service) {
            this.spi = spi;
            this.id = id;
            this.version = version;
            this.ranking = ranking;
            this.service = service;
        }

        @Override
        public Spi<S> spi() {
            return spi;
        }

        @Override
        public String id() {
            return id;
        }

        @Override
        public String bundle() {
            return "test." + id;
        }

        @Override
        public String version() {
            return version;
        }

        @Override
        public String settingsHash() {
            return "0";
        }

        @Override
        public int ranking() {
            return ranking;
        }

        @Override
        public <T> T call(String what, Function<S, T> work) {
            if (gone) {
                throw new PluginBroke(Finding.error("PLUGIN_GONE", bundle() + " was stopped"), true, null);
            }
            try {
                return work.apply(service);
            } catch (RuntimeException | LinkageError | StackOverflowError e) {
                String message = "%s of %s %s broke: %s".formatted(id, bundle(), version, e);
                throw new PluginBroke(Finding.error("PLUGIN_BROKE", message), false, e);
            }
        }
    }
}
