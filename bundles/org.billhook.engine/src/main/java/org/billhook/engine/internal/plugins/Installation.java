package org.billhook.engine.internal.plugins;

import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Stream;
import org.billhook.core.api.BillhookException;
import org.billhook.core.api.BillhookException.Type;
import org.billhook.core.api.Plugins;
import org.billhook.core.model.Finding;
import org.billhook.engine.internal.registry.Activations;
import org.billhook.engine.internal.registry.DeclaredService;
import org.billhook.engine.internal.registry.Inventory;
import org.billhook.engine.internal.registry.LoggedThrowable;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;
import org.osgi.framework.BundleException;
import org.osgi.framework.startlevel.BundleStartLevel;
import org.osgi.framework.startlevel.FrameworkStartLevel;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Brings a new bundle as far as it can be activated: installed, started, its services there and proven, within the patience.
 * On any failure it is gone again, at the latest at the next start, and nothing else was touched.
 */
final class Installation {

    private static final Logger LOG = LoggerFactory.getLogger(Installation.class);
    private static final int PAUSE_MILLIS = 20;

    private final BundleContext context;
    private final Activations activations;
    private final Inventory inventory;
    private final Leftovers leftovers;
    private final Removals removals;
    private final Duration patience;
    private final int startLevel;

    Installation(
            BundleContext context,
            Activations activations,
            Inventory inventory,
            Leftovers leftovers,
            Removals removals,
            Duration patience,
            int startLevel) {
        this.context = context;
        this.activations = activations;
        this.inventory = inventory;
        this.leftovers = leftovers;
        this.removals = removals;
        this.patience = patience;
        this.startLevel = startLevel;
    }

    /** @return the bundle, staged: it has not run yet, and the next start removes it */
    Bundle put(PluginArchive archive) throws IOException {
        Bundle bundle;
        try (InputStream in = archive.open()) {
            bundle = context.installBundle(PluginBundles.location(archive.name(), archive.version()), in);
        } catch (BundleException e) {
            throw refused(archive, "can't be installed: " + e.getMessage());
        }
        try {
            leftovers.change(Set.of(bundle.getBundleId()), Set.of());
        } catch (IOException e) {
            removals.remove(bundle);
            throw e;
        }
        inventory.stage(bundle.getBundleId());
        return bundle;
    }

    /** Starts it and looks whether all that it declares is there; if not it is removed. It is not active before a swap. */
    void prove(PluginArchive archive, Bundle bundle) {
        boolean proven = false;
        long end = System.nanoTime() + patience.toNanos();
        try {
            start(archive, bundle, end);
            prove(archive, bundle, end);
            proven = true;
        } finally {
            if (!proven) {
                giveUp(bundle);
            }
        }
    }

    /** One that hangs in its own code does not let itself be removed, and nobody waits for that. */
    private void giveUp(Bundle bundle) {
        boolean hangs = bundle.getState() == Bundle.STARTING || isActivating(bundle);
        activations.interrupt(bundle);
        Future<?> removal = removals.remove(bundle);
        try {
            if (!hangs) {
                removal.get(patience.toMillis(), TimeUnit.MILLISECONDS);
            }
        } catch (TimeoutException | ExecutionException e) {
            LOG.error("A bundle that was refused is still there, and goes at the next start bundle='{}'", bundle, e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void start(PluginArchive archive, Bundle bundle, long end) {
        int now = context.getBundle(0).adapt(FrameworkStartLevel.class).getStartLevel();
        bundle.adapt(BundleStartLevel.class).setStartLevel(Math.min(startLevel, now));
        Future<Void> start = activations.run(bundle, "its start", () -> {
            bundle.start(Bundle.START_TRANSIENT);
            return null;
        });
        try {
            start.get(end - System.nanoTime(), TimeUnit.NANOSECONDS);
        } catch (ExecutionException e) {
            Throwable thrown = e.getCause();
            LOG.warn(
                    "A new plugin did not start bundle='{}' version='{}'",
                    archive.name(),
                    archive.version(),
                    LoggedThrowable.of(thrown));
            boolean wrapped = thrown instanceof BundleException && thrown.getCause() != null;
            throw refused(archive, "does not start: " + LoggedThrowable.of(wrapped ? thrown.getCause() : thrown));
        } catch (TimeoutException e) {
            throw refused(archive, "does not start: it has not come back after %d ms".formatted(patience.toMillis()));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw refused(archive, "was not started: the server is stopping");
        }
    }

    private void prove(PluginArchive archive, Bundle bundle, long end) {
        List<DeclaredService> missing = missing(archive, bundle);
        while ((!missing.isEmpty() || isActivating(bundle)) && System.nanoTime() - end < 0) {
            pause();
            missing = missing(archive, bundle);
        }
        List<Finding> findings = new ArrayList<>();
        of(bundle).forEach(version -> {
            if (version.state() == Plugins.State.BROKEN) {
                findings.addAll(version.findings());
            }
        });
        missing.forEach(service -> findings.add(Finding.error(
                "NOT_REGISTERED",
                "%s %s declares %s, which was not there after %d ms: a configuration or a service that it needs is missing"
                        .formatted(archive.name(), archive.version(), service, patience.toMillis()))));
        if (!findings.isEmpty()) {
            throw new BillhookException(Type.REFUSED, findings);
        }
    }

    private boolean isActivating(Bundle bundle) {
        return of(bundle).stream()
                .flatMap(version -> version.findings().stream())
                .anyMatch(finding -> finding.code().equals(Activations.ACTIVATING));
    }

    private List<DeclaredService> missing(PluginArchive archive, Bundle bundle) {
        List<Plugins.Version> there = of(bundle);
        return archive.services().stream()
                .flatMap(service -> service.isConfigured() ? configured(service, bundle) : Stream.of(service))
                .filter(service -> there.stream()
                        .noneMatch(version -> version.spi().equals(service.spi().name())
                                && (version.id().equals(service.id()) || version.state() == Plugins.State.BROKEN)))
                .toList();
    }

    /** Those that a configuration has made of the versions before: the new one must have them too before these go. */
    private Stream<DeclaredService> configured(DeclaredService service, Bundle bundle) {
        return inventory.list().stream()
                .filter(version -> version.bundle().equals(bundle.getSymbolicName())
                        && version.bundleId() != bundle.getBundleId()
                        && version.spi().equals(service.spi().name()))
                .map(version -> new DeclaredService(service.spi(), version.id()));
    }

    private List<Plugins.Version> of(Bundle bundle) {
        return inventory.list().stream()
                .filter(version -> version.bundleId() == bundle.getBundleId())
                .toList();
    }

    private static BillhookException refused(PluginArchive archive, String message) {
        return new BillhookException(
                Type.REFUSED,
                Finding.error("NOT_STARTED", "%s %s %s".formatted(archive.name(), archive.version(), message)));
    }

    private static void pause() {
        try {
            TimeUnit.MILLISECONDS.sleep(PAUSE_MILLIS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
