package org.billhook.engine.internal.plugins;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.billhook.core.api.HealthCheck;
import org.billhook.core.model.Finding;
import org.billhook.engine.internal.registry.Activations;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;

/**
 * What bundles do while they come up that did not come with the server: on a thread for each, and noted in a file meanwhile. What
 * stands there at a start is where the server ended before: a bundle that blocked, or that ended the process. Needs nothing but the
 * framework, so that it is there before anything that could wait for a plugin.
 */
@Component(service = {Activations.class, ForeignActivations.class, HealthCheck.class})
public final class ForeignActivations implements Activations, HealthCheck {

    /** Longer than this and an administrator should know. */
    private static final Duration LONG = Duration.ofSeconds(10);

    private record UnderWay(Bundle bundle, String what, Thread thread, Instant since) {}

    private final Clock clock = Clock.systemUTC();
    private final NotedLines noted;
    private final Set<UnderWay> underWay = new HashSet<>();
    private final Set<Long> endedIn;

    @Activate
    public ForeignActivations(BundleContext context) {
        noted = new NotedLines(context.getDataFile("activating").toPath());
        endedIn = noted.read().orElse(Set.of()).stream()
                .map(Long::valueOf)
                .collect(Collectors.toCollection(HashSet::new));
        note();
    }

    @Override
    public boolean isForeign(Bundle bundle) {
        return !PluginBundles.isDelivered(bundle);
    }

    /** Whether the bundle was coming up when the server ended, and nobody has tried it again or replaced it since. */
    synchronized boolean endedIn(Bundle bundle) {
        return endedIn.contains(bundle.getBundleId());
    }

    /** It is to be tried again, or has gone. */
    synchronized void forgive(Bundle bundle) {
        if (endedIn.remove(bundle.getBundleId())) {
            note();
        }
    }

    @Override
    public <T> CompletableFuture<T> run(Bundle bundle, String what, Callable<T> work) {
        CompletableFuture<T> result = new CompletableFuture<>();
        Thread thread = new Thread(
                () -> {
                    try {
                        T value = work.call();
                        end();
                        result.complete(value);
                    } catch (Throwable e) { // for whoever waits
                        end();
                        result.completeExceptionally(e);
                    }
                },
                "billhook-start-" + bundle.getSymbolicName());
        thread.setDaemon(true);
        begin(new UnderWay(bundle, what, thread, clock.instant()));
        thread.start();
        return result;
    }

    private synchronized void begin(UnderWay begun) {
        underWay.add(begun);
        note();
    }

    private synchronized void end() {
        underWay.removeIf(each -> each.thread() == Thread.currentThread());
        note();
    }

    private void note() {
        Stream<Long> inWork = underWay.stream().map(each -> each.bundle().getBundleId());
        noted.write(Stream.concat(inWork, endedIn.stream()).map(String::valueOf).collect(Collectors.toSet()));
    }

    @Override
    public synchronized void interrupt(Bundle bundle) {
        underWay.stream()
                .filter(each -> each.bundle().getBundleId() == bundle.getBundleId())
                .forEach(each -> each.thread().interrupt());
    }

    @Override
    public synchronized List<Finding> problems() {
        Instant before = clock.instant().minus(LONG);
        return underWay.stream()
                .filter(each -> each.since().isBefore(before))
                .map(each -> Finding.error(
                        "PLUGIN_HANGS",
                        ("%s %s has not come back from %s since %s, in thread '%s': what it decides waits. Take it away, or restart the"
                                        + " server, which then does not start it")
                                .formatted(
                                        each.bundle().getSymbolicName(),
                                        each.bundle().getVersion(),
                                        each.what(),
                                        each.since().truncatedTo(ChronoUnit.SECONDS),
                                        each.thread().getName())))
                .toList();
    }
}
