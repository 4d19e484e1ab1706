package org.billhook.engine.internal.plugins;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.billhook.core.api.HealthCheck;
import org.billhook.core.model.Finding;
import org.billhook.engine.internal.registry.LoggedThrowable;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;
import org.osgi.framework.BundleEvent;
import org.osgi.framework.BundleException;
import org.osgi.framework.FrameworkEvent;
import org.osgi.framework.FrameworkListener;
import org.osgi.framework.SynchronousBundleListener;
import org.osgi.framework.startlevel.BundleStartLevel;
import org.osgi.framework.startlevel.FrameworkStartLevel;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Starts the plugins that did not come with the server, one after the other: the framework itself never does, so that none of them
 * can hold up a start. Not in safe mode, and not those in which the server ended before. Before that it removes what was to be gone. It
 * comes up at the start level of this bundle, before that of any plugin.
 */
@Component(
        service = {PluginStarter.class, HealthCheck.class},
        immediate = true)
public final class PluginStarter implements HealthCheck, SynchronousBundleListener, FrameworkListener {

    /** Property of the framework or the system, which {@code bin/billhook start --safe} sets. */
    static final String SAFE = "billhook.safe";

    private static final Logger LOG = LoggerFactory.getLogger(PluginStarter.class);
    private static final Duration PATIENCE = Duration.ofSeconds(10);
    private static final long LOOK_MILLIS = 50;

    private final BundleContext context;
    private final ForeignActivations activations;
    private final PluginBundles bundles;
    private final Leftovers leftovers;
    private final NotedLines stopped;
    private final boolean safe;
    private final Queue<Bundle> deployed = new ConcurrentLinkedQueue<>();
    private final ExecutorService thread = Executors.newSingleThreadExecutor(work -> {
        Thread named = new Thread(work, "billhook-plugin-starter");
        named.setDaemon(true);
        return named;
    });

    @Activate
    public PluginStarter(BundleContext context, @Reference ForeignActivations activations) {
        this.context = context;
        this.activations = activations;
        bundles = new PluginBundles(context);
        leftovers = new Leftovers(context.getDataFile("leftovers").toPath());
        stopped = new NotedLines(context.getDataFile("stopped").toPath());
        safe = Boolean.parseBoolean(context.getProperty(SAFE));
        context.addBundleListener(this);
        context.addFrameworkListener(this);
        leftovers.all().forEach(this::remove);
        List<Bundle> waiting = foreign().stream().filter(this::isDown).toList();
        waiting.forEach(PluginStarter::leaveToUs);
        waiting.stream().filter(this::mayStart).forEach(this::startSoon);
        waiting.stream()
                .filter(activations::endedIn)
                .forEach(bundle -> LOG.error(
                        "A plugin is not started bundle='{}' because='{}'",
                        bundle,
                        reason(bundle).orElseThrow()));
        if (safe) {
            LOG.warn(
                    "Safe mode: plugins that did not come with the server are not started plugins='{}'",
                    names(waiting));
        }
    }

    @Deactivate
    void close() {
        context.removeFrameworkListener(this);
        context.removeBundleListener(this);
        thread.shutdownNow();
    }

    Leftovers leftovers() {
        return leftovers;
    }

    /** Why a bundle was not started; empty if it was not kept from it. */
    Optional<String> reason(Bundle bundle) {
        if (activations.endedIn(bundle)) {
            return Optional.of(
                    "The server ended while it came up, so it is not started: upload it again to try it once more, upload a mended"
                            + " version, or take it away; of a file in deploy/, replace or remove it");
        }
        if (safe && activations.isForeign(bundle)) {
            return Optional.of("It is not started, as the server was started in safe mode");
        }
        return isStopped(bundle) ? Optional.of("It was stopped by hand") : Optional.empty();
    }

    @Override
    public List<Finding> problems() {
        List<Finding> problems = new ArrayList<>();
        List<Bundle> down = foreign().stream().filter(this::isDown).toList();
        if (safe) {
            problems.add(Finding.warning(
                    "SAFE_MODE",
                    ("The server was started in safe mode: plugins that did not come with it are not started, and what they decide"
                                    + " waits: %s. Start it without --safe to have them again")
                            .formatted(names(down))));
        }
        down.stream()
                .filter(activations::endedIn)
                .map(bundle -> Finding.error(
                        "PLUGIN_SKIPPED",
                        "%s %s: %s"
                                .formatted(
                                        bundle.getSymbolicName(),
                                        bundle.getVersion(),
                                        reason(bundle).orElseThrow())))
                .forEach(problems::add);
        return problems;
    }

    @Override
    public void bundleChanged(BundleEvent event) {
        Bundle bundle = event.getBundle();
        if (!activations.isForeign(bundle)) {
            return;
        }
        switch (event.getType()) {
            case BundleEvent.INSTALLED, BundleEvent.UPDATED -> {
                forget(bundle);
                // what is uploaded is started by who takes it
                if (bundles.isDeployed(bundle) && !bundles.declared(bundle).isEmpty()) {
                    deployed.add(bundle);
                }
            }
            case BundleEvent.STARTED, BundleEvent.UNINSTALLED -> forget(bundle);
            case BundleEvent.STOPPED -> {
                if (context.getBundle(0).getState() == Bundle.ACTIVE
                        && !leftovers.all().contains(bundle.getBundleId())) {
                    stopped.add(line(bundle));
                }
            }
            default -> LOG.trace("Not of interest event='{}'", event);
        }
    }

    /** Who watches the folder refreshes what it brought, which would stop it again. */
    @Override
    public void frameworkEvent(FrameworkEvent event) {
        if (event.getType() == FrameworkEvent.PACKAGES_REFRESHED) {
            for (Bundle bundle = deployed.poll(); bundle != null; bundle = deployed.poll()) {
                startSoon(bundle);
            }
        }
    }

    /** What was known of it is over: somebody started, exchanged or removed it. */
    private void forget(Bundle bundle) {
        stopped.remove(line(bundle));
        activations.forgive(bundle);
    }

    private void startSoon(Bundle bundle) {
        thread.execute(() -> {
            try {
                start(bundle);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        });
    }

    private void start(Bundle bundle) throws InterruptedException {
        while (bundle.getState() != Bundle.UNINSTALLED
                && bundle.adapt(BundleStartLevel.class).getStartLevel() > level()) {
            TimeUnit.MILLISECONDS.sleep(LOOK_MILLIS);
        }
        if (!isDown(bundle) || !mayStart(bundle)) {
            return;
        }
        Future<Void> start = activations.run(bundle, "its start", () -> {
            bundle.start(Bundle.START_TRANSIENT);
            return null;
        });
        try {
            start.get(PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
        } catch (ExecutionException e) {
            LOG.error("A plugin did not start bundle='{}'", bundle, LoggedThrowable.of(e.getCause()));
        } catch (TimeoutException e) {
            LOG.error(
                    "A plugin has not come back from its start, the others are started without it bundle='{}'", bundle);
        }
    }

    private int level() {
        return context.getBundle(0).adapt(FrameworkStartLevel.class).getStartLevel();
    }

    private List<Bundle> foreign() {
        return bundles.plugins().stream().filter(activations::isForeign).toList();
    }

    private boolean isDown(Bundle bundle) {
        return bundle.getState() == Bundle.INSTALLED || bundle.getState() == Bundle.RESOLVED;
    }

    private boolean mayStart(Bundle bundle) {
        return !safe
                && !leftovers.all().contains(bundle.getBundleId())
                && !isStopped(bundle)
                && !activations.endedIn(bundle);
    }

    private boolean isStopped(Bundle bundle) {
        return stopped.read().orElse(Set.of()).contains(line(bundle));
    }

    private static String line(Bundle bundle) {
        return Long.toString(bundle.getBundleId());
    }

    /** The framework would start it with the server, if that is how it was started. */
    private static void leaveToUs(Bundle bundle) {
        try {
            if (bundle.adapt(BundleStartLevel.class).isPersistentlyStarted()) {
                bundle.stop();
            }
        } catch (BundleException e) {
            LOG.error("A plugin may be started with the server bundle='{}'", bundle, e);
        }
    }

    /** One that runs is removed when its runs have ended. */
    private void remove(long id) {
        Bundle bundle = context.getBundle(id);
        try {
            if (bundle == null || isDown(bundle)) {
                if (bundle != null) {
                    bundles.remove(bundle);
                }
                leftovers.change(Set.of(), Set.of(id));
            }
        } catch (IOException | RuntimeException e) {
            LOG.error("A bundle could not be removed; that is tried again at the next start id='{}'", id, e);
        }
    }

    private static List<String> names(List<Bundle> bundles) {
        return bundles.stream()
                .map(bundle -> bundle.getSymbolicName() + " " + bundle.getVersion())
                .toList();
    }
}
