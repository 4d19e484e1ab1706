package org.billhook.engine.internal.plugins;

import java.nio.file.Path;
import java.security.AccessController;
import java.security.Principal;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Executor;
import java.util.function.LongPredicate;
import java.util.stream.Collectors;
import javax.security.auth.Subject;
import org.billhook.core.api.Actor;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;
import org.osgi.framework.BundleEvent;
import org.osgi.framework.SynchronousBundleListener;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Writes to the change log what happens to plugins in other ways than through {@link InstalledPlugins}: files in
 * {@code deploy/}, the framework's own commands, and all of that while the server was down.
 */
final class ForeignSwaps implements SynchronousBundleListener, AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(ForeignSwaps.class);
    private static final Actor FOLDER = new Actor("deploy");

    /** A version as it was seen last. */
    private record Known(String name, String version) {
        static Known of(Bundle bundle) {
            return new Known(bundle.getSymbolicName(), bundle.getVersion().toString());
        }

        static Known read(String line) {
            String[] words = line.split(" ", 2);
            return new Known(words[0], words.length == 2 ? words[1] : "");
        }

        String line() {
            return name + " " + version;
        }
    }

    private final BundleContext context;
    private final PluginBundles bundles;
    private final LongPredicate leaving;
    private final SwapLog log;
    private final Executor writer;
    private final NotedLines noted;
    private final Map<Long, Known> known = new HashMap<>();

    /**
     * @param leaving whether a bundle is being taken away by {@link InstalledPlugins}, which writes that itself
     * @param writer one thread; nothing is written on that of the framework
     */
    ForeignSwaps(BundleContext context, PluginBundles bundles, LongPredicate leaving, SwapLog log, Executor writer) {
        this.context = context;
        this.bundles = bundles;
        this.leaving = leaving;
        this.log = log;
        this.writer = writer;
        noted = new NotedLines(context.getDataFile("known").toPath());
        List<Bundle> now = bundles.plugins();
        now.forEach(bundle -> known.put(bundle.getBundleId(), Known.of(bundle)));
        context.addBundleListener(this);
        writer.execute(() -> compare(now));
    }

    @Override
    public void close() {
        context.removeBundleListener(this);
    }

    @Override
    public void bundleChanged(BundleEvent event) {
        Bundle bundle = event.getBundle();
        switch (event.getType()) {
            case BundleEvent.INSTALLED, BundleEvent.UPDATED -> {
                boolean own = event.getType() == BundleEvent.INSTALLED && PluginBundles.isOurs(bundle);
                // here and now: on another thread the content may be exchanged while it is read
                boolean plugin = !bundles.declared(bundle).isEmpty();
                Known now = Known.of(bundle);
                Actor actor = actor(bundle);
                writer.execute(() -> appeared(bundle.getBundleId(), now, plugin, own, actor));
            }
            case BundleEvent.UNINSTALLED -> {
                boolean own = leaving.test(bundle.getBundleId());
                Actor actor = actor(bundle);
                writer.execute(() -> gone(bundle.getBundleId(), own, actor));
            }
            default -> LOG.trace("Not of interest event='{}'", event);
        }
    }

    /** What came and went while nobody looked. At the very first start everything is as it was delivered. */
    private void compare(List<Bundle> now) {
        Set<String> lines = lines();
        noted.read().ifPresent(before -> {
            now.stream()
                    .filter(bundle -> !before.contains(Known.of(bundle).line()))
                    .forEach(bundle -> log.appeared(
                            bundle.getSymbolicName(), "", bundle.getVersion().toString(), actor(bundle)));
            before.stream()
                    .filter(line -> !lines.contains(line))
                    .map(Known::read)
                    .forEach(gone -> log.gone(gone.name(), gone.version(), Actor.SYSTEM));
        });
        noted.write(lines);
    }

    private void appeared(long bundleId, Known now, boolean plugin, boolean own, Actor actor) {
        if (!plugin && !known.containsKey(bundleId)) {
            return;
        }
        Known before = known.put(bundleId, now);
        if (!own) {
            log.appeared(now.name(), before == null ? "" : before.version(), now.version(), actor);
        }
        noted.write(lines());
    }

    private void gone(long bundleId, boolean own, Actor actor) {
        Known gone = known.remove(bundleId);
        if (gone != null) {
            if (!own) {
                log.gone(gone.name(), gone.version(), actor);
            }
            noted.write(lines());
        }
    }

    private Set<String> lines() {
        return known.values().stream().map(Known::line).collect(Collectors.toCollection(HashSet::new));
    }

    /** The user of the shell whose command this is; else what watches the folder; else the server. */
    private static Actor actor(Bundle bundle) {
        return user().or(() -> PluginBundles.file(bundle).map(Path::getFileName).map(file -> FOLDER))
                .orElse(Actor.SYSTEM);
    }

    @SuppressWarnings("removal") // what follows it is there from Java 18 on
    private static Optional<Actor> user() {
        try {
            Subject subject = Subject.getSubject(AccessController.getContext());
            return subject == null
                    ? Optional.empty()
                    : subject.getPrincipals().stream()
                            .filter(principal ->
                                    principal.getClass().getSimpleName().equals("UserPrincipal"))
                            .map(Principal::getName)
                            .map(Actor::new)
                            .findFirst();
        } catch (UnsupportedOperationException e) {
            return Optional.empty(); // Java 24 and later do not tell
        }
    }
}
