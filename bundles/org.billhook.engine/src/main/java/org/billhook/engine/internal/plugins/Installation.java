package org.billhook.engine.internal.plugins;

import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.billhook.core.api.BillhookException;
import org.billhook.core.api.BillhookException.Type;
import org.billhook.core.api.Plugins;
import org.billhook.core.model.Finding;
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
 * Brings a new bundle as far as it can be activated: installed, started, its services there and proven. On any failure it is
 * gone again, and nothing else was touched.
 */
final class Installation {

    private static final Logger LOG = LoggerFactory.getLogger(Installation.class);
    private static final int PAUSE_MILLIS = 20;

    private final BundleContext context;
    private final Inventory inventory;
    private final Leftovers leftovers;
    private final Duration patience;
    private final int startLevel;

    Installation(BundleContext context, Inventory inventory, Leftovers leftovers, Duration patience, int startLevel) {
        this.context = context;
        this.inventory = inventory;
        this.leftovers = leftovers;
        this.patience = patience;
        this.startLevel = startLevel;
    }

    /** @return the bundle, started and staged: not active before a swap */
    Bundle install(PluginArchive archive) throws IOException {
        Bundle bundle;
        try (InputStream in = archive.open()) {
            bundle = context.installBundle(PluginBundles.location(archive.name(), archive.version()), in);
        } catch (BundleException e) {
            throw refused(archive, "can't be installed: " + e.getMessage());
        }
        boolean proven = false;
        try {
            leftovers.change(Set.of(bundle.getBundleId()), Set.of());
            inventory.stage(bundle.getBundleId());
            start(archive, bundle);
            prove(archive, bundle);
            proven = true;
            return bundle;
        } finally {
            if (!proven) {
                new PluginBundles(context).remove(bundle);
                inventory.forget(bundle.getBundleId());
                leftovers.change(Set.of(), Set.of(bundle.getBundleId()));
            }
        }
    }

    private void start(PluginArchive archive, Bundle bundle) {
        int now = context.getBundle(0).adapt(FrameworkStartLevel.class).getStartLevel();
        bundle.adapt(BundleStartLevel.class).setStartLevel(Math.min(startLevel, now));
        try {
            bundle.start();
        } catch (BundleException e) {
            LOG.warn(
                    "A new plugin did not start bundle='{}' version='{}'",
                    archive.name(),
                    archive.version(),
                    LoggedThrowable.of(e));
            Throwable cause = e.getCause() == null ? e : e.getCause();
            throw refused(archive, "does not start: " + cause);
        }
    }

    private void prove(PluginArchive archive, Bundle bundle) {
        long end = System.nanoTime() + patience.toNanos();
        List<DeclaredService> missing = missing(archive, bundle);
        while (!missing.isEmpty() && System.nanoTime() < end) {
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
