package org.billhook.engine.internal.registry;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Collectors;
import org.billhook.core.api.Plugins;
import org.billhook.core.model.Finding;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;
import org.osgi.framework.BundleEvent;
import org.osgi.framework.SynchronousBundleListener;
import org.osgi.framework.Version;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.metatype.annotations.AttributeDefinition;
import org.osgi.service.metatype.annotations.Designate;
import org.osgi.service.metatype.annotations.ObjectClassDefinition;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The registry over the services of the framework (design: "The registry is one ServiceTracker per SPI"). The active
 * plugins are one immutable generation, replaced at once, so there is no moment without a provider during a swap.
 */
@Component(
        service = {ActivePlugins.class, Inventory.class},
        configurationPid = WhiteboardRegistry.PID)
@Designate(ocd = WhiteboardRegistry.Config.class)
public final class WhiteboardRegistry implements ActivePlugins, Inventory, SpiTracker.Registry {

    static final String PID = "org.billhook.registry";

    /** Settings of the registry. */
    @ObjectClassDefinition(name = "Billhook: plugin registry")
    public @interface Config {
        @AttributeDefinition(
                name = "Patience",
                description =
                        "How long a plugin that is stopped by force waits for the work that is in it, in milliseconds",
                min = "0",
                max = "600000")
        int patienceMillis() default 3000;

        @AttributeDefinition(
                name = "Longest call",
                description =
                        "How long a call of a plugin may take without coming further in what it reads before others go on without it, in seconds",
                min = "1",
                max = "86400")
        int callSeconds() default 120;
    }

    private static final Logger LOG = LoggerFactory.getLogger(WhiteboardRegistry.class);
    private static final Duration LONGEST_ACTIVATION = Duration.ofSeconds(10);

    private final BundleContext context;
    private final Duration patience;
    private final SynchronousBundleListener followed = this::bundleChanged;
    private final List<SpiTracker<?>> trackers;
    private final Clock clock = Clock.systemUTC();
    private final ChangeBell bell = new ChangeBell();

    /** Guards all that follows; never held while a plugin is called or waited for. */
    private final Object lock = new Object();

    private final Choice choice;
    private final Set<Provider<?>> providers = new LinkedHashSet<>();
    private final Set<Generation> heldGenerations = new HashSet<>();
    private final Set<Long> staged = new HashSet<>();
    private final Set<Long> withdrawn = new HashSet<>();
    private final Map<Long, CompletableFuture<Void>> draining = new HashMap<>();
    private final Map<Provider.Key, Instant> left = new HashMap<>();

    private volatile Generation current = new Generation(List.of());
    private volatile boolean closing;

    @Activate
    public WhiteboardRegistry(BundleContext context, @Reference Activations activations, Config config) {
        this(context, activations, config, LONGEST_ACTIVATION);
    }

    WhiteboardRegistry(BundleContext context, Activations activations, Config config, Duration longestActivation) {
        this.context = context;
        patience = Duration.ofMillis(config.patienceMillis());
        choice = new Choice(new Incumbents(context.getDataFile("incumbents").toPath()), this::absent);
        List<SpiTracker<?>> all = new ArrayList<>();
        Spi.ALL.forEach(spi -> all.add(new SpiTracker<>(context, spi, this, activations, longestActivation)));
        trackers = List.copyOf(all);
        trackers.forEach(SpiTracker::open);
        context.addBundleListener(followed);
    }

    @Deactivate
    public void close() {
        closing = true;
        context.removeBundleListener(followed);
        trackers.forEach(SpiTracker::close);
        bell.close();
    }

    @Override
    public LeasedSnapshot lease() {
        while (true) {
            Generation generation = current;
            if (generation.lease()) {
                return LeasedSnapshot.of(generation, () -> {
                    if (generation.giveBack()) {
                        ended(generation);
                    }
                });
            }
        }
    }

    @Override
    public String generation() {
        return current.digest();
    }

    @Override
    public AutoCloseable onChange(Runnable action) {
        return bell.add(action);
    }

    @Override
    public void tellChange() {
        bell.ring();
    }

    @Override
    public Optional<Instant> leftAt(Spi<?> spi, String id) {
        synchronized (lock) {
            return Optional.ofNullable(left.get(new Provider.Key(spi, id)));
        }
    }

    @Override
    public void free(Spi<?> spi, String id) {
        synchronized (lock) {
            choice.free(new Provider.Key(spi, id));
            choose();
        }
    }

    @Override
    public void added(Provider<?> provider) {
        synchronized (lock) {
            providers.add(provider);
            choose();
        }
        if (!provider.usable()) {
            LOG.error(
                    "Plugin is not used spi='{}' id='{}' bundle='{}' version='{}' findings='{}'",
                    provider.spi().name(),
                    provider.id(),
                    provider.bundle(),
                    provider.version(),
                    provider.broken());
        }
    }

    @Override
    public void changed(Provider<?> before, Provider<?> after) {
        synchronized (lock) {
            providers.remove(before);
            providers.add(after);
            choose();
        }
    }

    @Override
    public void removed(Provider<?> provider) {
        synchronized (lock) {
            providers.remove(provider);
            choose();
        }
        if (!provider.gate().shut(closing ? Duration.ZERO : patience)) {
            LOG.warn(
                    "Plugin was stopped under work that did not end in time spi='{}' id='{}' bundle='{}' version='{}' waited='{}'",
                    provider.spi().name(),
                    provider.id(),
                    provider.bundle(),
                    provider.version(),
                    patience);
        }
    }

    @Override
    public List<Plugins.Version> list() {
        synchronized (lock) {
            return providers.stream()
                    .sorted(Comparator.<Provider<?>, String>comparing(
                                    provider -> provider.spi().name())
                            .thenComparing(Provider::id)
                            .thenComparing(Provider::bundle)
                            .thenComparing(Provider::version))
                    .map(this::describe)
                    .toList();
        }
    }

    @Override
    public void stage(long bundleId) {
        synchronized (lock) {
            staged.add(bundleId);
            choose();
        }
    }

    @Override
    public void forget(long bundleId) {
        synchronized (lock) {
            staged.remove(bundleId);
            withdrawn.remove(bundleId);
            choose();
        }
    }

    @Override
    public void swap(long stagedBundleId, Set<Long> leavingBundleIds) {
        synchronized (lock) {
            staged.remove(stagedBundleId);
            withdrawn.addAll(leavingBundleIds);
            choose();
        }
    }

    @Override
    public void withdraw(long bundleId) {
        synchronized (lock) {
            withdrawn.add(bundleId);
            choose();
        }
    }

    @Override
    public CompletableFuture<Void> drained(long bundleId) {
        synchronized (lock) {
            CompletableFuture<Void> future = draining.computeIfAbsent(bundleId, id -> new CompletableFuture<>());
            completeDrained();
            return future;
        }
    }

    /** A bundle that only was away is gone for good, or has become one that does not bring its plugins any more. */
    private void bundleChanged(BundleEvent event) {
        if (event.getType() == BundleEvent.UNINSTALLED || event.getType() == BundleEvent.UPDATED) {
            synchronized (lock) {
                if (choice.isAway(event.getBundle().getBundleId())) {
                    choose();
                }
            }
        }
    }

    private Optional<Version> absent(long bundleId, Provider.Key key) {
        Bundle bundle = context.getBundle(bundleId);
        boolean comesBack = bundle != null
                && bundle.getState() != Bundle.UNINSTALLED
                && !withdrawn.contains(bundleId)
                && DeclaredService.of(context, bundle).stream().anyMatch(service -> service.mayBe(key));
        return comesBack ? Optional.of(bundle.getVersion()) : Optional.empty();
    }

    private void choose() {
        Collection<Provider<?>> candidates = providers.stream()
                .filter(Provider::usable)
                .filter(provider -> !staged.contains(provider.bundleId()) && !withdrawn.contains(provider.bundleId()))
                .toList();
        Generation before = current;
        List<Provider<?>> active = choice.active(candidates);
        Generation next = new Generation(active, broken(active));
        current = next;
        noteLeft(before, next);
        if (!before.replace()) {
            heldGenerations.add(before);
        }
        completeDrained();
        if (!next.digest().equals(before.digest())) {
            LOG.info(
                    "Active plugins changed generation='{}' plugins='{}'",
                    next.digest(),
                    next.active().size());
        }
        if (!next.isAs(before)) {
            bell.ring();
        }
    }

    /** Those of an id that nobody else has; what is no id is none. */
    private List<Vacancy> broken(List<Provider<?>> active) {
        Set<Provider.Key> taken = active.stream().map(Provider::key).collect(Collectors.toSet());
        return providers.stream()
                .filter(provider -> !provider.usable()
                        && SelfCheck.id(provider.spi(), provider.id()).isEmpty())
                .filter(provider -> !staged.contains(provider.bundleId()) && !withdrawn.contains(provider.bundleId()))
                .filter(provider -> taken.add(provider.key()))
                .<Vacancy>map(provider -> new Vacancy(
                        provider.spi(),
                        provider.id(),
                        provider.bundle(),
                        provider.version().toString(),
                        left.computeIfAbsent(provider.key(), key -> clock.instant())))
                .toList();
    }

    private void noteLeft(Generation before, Generation next) {
        for (Provider<?> provider : before.active()) {
            if (!next.has(provider.key())) {
                left.put(provider.key(), clock.instant());
            }
        }
        next.active().forEach(provider -> left.remove(provider.key()));
    }

    private void ended(Generation generation) {
        synchronized (lock) {
            heldGenerations.remove(generation);
            completeDrained();
        }
    }

    private void completeDrained() {
        draining.entrySet().removeIf(entry -> {
            boolean held = current.containsBundle(entry.getKey())
                    || heldGenerations.stream().anyMatch(generation -> generation.containsBundle(entry.getKey()));
            if (!held) {
                entry.getValue().completeAsync(() -> null);
            }
            return !held;
        });
    }

    private Plugins.Version describe(Provider<?> provider) {
        long leases = heldGenerations.stream()
                .filter(generation -> generation.contains(provider))
                .mapToLong(Generation::leases)
                .sum();
        boolean active = current.contains(provider);
        if (active) {
            leases += current.leases();
        }
        Plugins.State state = Plugins.State.SHADOWED;
        if (!provider.usable()) {
            state = Plugins.State.BROKEN;
        } else if (active) {
            state = Plugins.State.ACTIVE;
        } else if (leases > 0 || withdrawn.contains(provider.bundleId())) {
            state = Plugins.State.DRAINING;
        }
        List<Finding> findings = new ArrayList<>(provider.broken());
        if (provider.usable()) {
            choice.shadow(provider).ifPresent(findings::add);
            findings.addAll(provider.gate().breakages().findings());
        }
        return new Plugins.Version(
                provider.spi().name(),
                provider.id(),
                provider.bundle(),
                provider.version().toString(),
                provider.settingsHash(),
                provider.bundleId(),
                state,
                leases,
                List.copyOf(findings));
    }
}
