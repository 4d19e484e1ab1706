package org.billhook.engine.internal.plugins;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.billhook.core.api.Actor;
import org.billhook.core.api.BillhookException;
import org.billhook.core.api.BillhookException.Type;
import org.billhook.core.api.Plugins;
import org.billhook.core.model.Finding;
import org.billhook.engine.internal.registry.Activations;
import org.billhook.engine.internal.registry.DeclaredService;
import org.billhook.engine.internal.registry.Inventory;
import org.billhook.engine.internal.registry.KnownIds;
import org.billhook.engine.internal.registry.Vacancy;
import org.billhook.engine.port.Transactions;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;
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
 * The plugins as bundles of the framework. A new version is installed beside the old one, at a location of our own, and
 * nothing else is touched: neither core nor any feature is refreshed (design: "So a swap installs").
 */
@Component(configurationPid = InstalledPlugins.PID)
@Designate(ocd = InstalledPlugins.Config.class)
public final class InstalledPlugins implements Plugins {

    static final String PID = "org.billhook.plugins";

    /** Settings of plugins. */
    @ObjectClassDefinition(name = "Billhook: plugins")
    public @interface Config {
        @AttributeDefinition(
                name = "Allowed imports",
                description =
                        "Packages that a plugin may import besides java.*; one that ends with .* means all beneath it")
        String[] allowedImports() default {
            "java.*",
            "org.billhook.core.*",
            "org.billhook.rest.wire",
            "org.joda.money",
            "org.osgi.annotation.*",
            "org.osgi.service.cm",
            "org.osgi.service.component.annotations",
            "org.osgi.service.metatype.annotations",
            "org.osgi.service.jakartars.*",
            "com.fasterxml.jackson.*",
            "jakarta.annotation",
            "jakarta.annotation.*",
            "jakarta.ws.rs",
            "jakarta.ws.rs.*",
            "io.swagger.v3.oas.annotations",
            "io.swagger.v3.oas.annotations.*",
            "org.slf4j"
        };

        @AttributeDefinition(
                name = "Patience",
                description = "How long a new version may take until its services are there, in milliseconds",
                min = "100",
                max = "600000")
        int patienceMillis() default 10_000;

        @AttributeDefinition(
                name = "Most bytes",
                description = "Largest bundle that can be uploaded, in bytes",
                min = "1024",
                max = "1073741824")
        long mostBytes() default 67_108_864;

        @AttributeDefinition(
                name = "Start level",
                description = "Start level of uploaded bundles",
                min = "1",
                max = "100")
        int startLevel() default 80;
    }

    private static final Logger LOG = LoggerFactory.getLogger(InstalledPlugins.class);

    private static final long NO_BUNDLE = -1;
    private static final int LAST_LINES_SECONDS = 5;

    private final Inventory inventory;
    private final KnownIds known;
    private final Config config;
    private final PluginBundles bundles;
    private final Installation installation;
    private final PluginStarter starter;
    private final Leftovers leftovers;
    private final Removals removals;
    private final Turns turns;
    private final SwapLog log;
    private final NotedLines takenAway;
    private final ForeignSwaps foreign;
    private final Path folder;
    private final ExecutorService writer = Executors.newSingleThreadExecutor(work -> {
        Thread thread = new Thread(work, "billhook-plugins");
        thread.setDaemon(true);
        return thread;
    });

    @Activate
    public InstalledPlugins(
            BundleContext context,
            @Reference Inventory inventory,
            @Reference KnownIds known,
            @Reference Transactions transactions,
            @Reference Activations activations,
            @Reference PluginStarter starter,
            Config config) {
        this.inventory = inventory;
        this.known = known;
        this.config = config;
        folder = context.getDataFile("plugins").toPath();
        bundles = new PluginBundles(context);
        this.starter = starter;
        leftovers = starter.leftovers();
        removals = new Removals(bundles, inventory, leftovers);
        log = new SwapLog(transactions, Clock.systemUTC());
        takenAway = takenAway(context);
        foreign = new ForeignSwaps(context, bundles, id -> leftovers.all().contains(id), log, writer);
        Duration patience = Duration.ofMillis(config.patienceMillis());
        turns = new Turns(patience.multipliedBy(2));
        installation =
                new Installation(context, activations, inventory, leftovers, removals, patience, config.startLevel());
        // those that are left run still: this bundle was exchanged, or its settings were
        leftovers.all().stream()
                .map(context::getBundle)
                .filter(Objects::nonNull)
                .forEach(bundle -> {
                    inventory.withdraw(bundle.getBundleId());
                    removals.removeWhenDrained(bundle);
                });
    }

    @Deactivate
    void close() throws InterruptedException {
        foreign.close();
        removals.close();
        writer.shutdown();
        writer.awaitTermination(LAST_LINES_SECONDS, TimeUnit.SECONDS);
    }

    /** Names of bundles of which a user took the last version away: what is delivered comes back at a start but for these. */
    static NotedLines takenAway(BundleContext context) {
        return new NotedLines(context.getDataFile("taken-away").toPath());
    }

    @Override
    public List<Version> list() {
        List<Version> all = new ArrayList<>(inventory.list());
        Set<String> registered = all.stream()
                .map(version -> version.bundleId() + version.spi() + version.id())
                .collect(Collectors.toSet());
        List<Long> leaving = leftovers.all();
        for (Bundle bundle : bundles.plugins()) {
            if (leaving.contains(bundle.getBundleId())) {
                continue; // it has been told to go, so nothing of it is missed
            }
            for (DeclaredService service : bundles.declared(bundle)) {
                if (!service.isConfigured()
                        && !registered.contains(
                                bundle.getBundleId() + service.spi().name() + service.id())) {
                    all.add(missing(bundle, service));
                }
            }
        }
        known.vacant().forEach(vacancy -> all.add(away(vacancy)));
        all.sort(Comparator.comparing(Version::spi)
                .thenComparing(Version::id)
                .thenComparing(Version::bundle)
                .thenComparing(version -> org.osgi.framework.Version.parseVersion(version.version())));
        return List.copyOf(all);
    }

    @Override
    public String generation() {
        return inventory.generation();
    }

    @Override
    public Swap install(InputStream jar, Actor actor) {
        try (Upload upload = Upload.of(jar, folder, config.mostBytes())) {
            PluginArchive archive = PluginArchive.read(upload.file());
            try (Turns.Turn turn = turns.take(archive.name())) {
                return install(archive, actor);
            }
        } catch (IOException e) {
            throw new UncheckedIOException("The bundle could not be kept", e);
        }
    }

    /** What others wait for is done at once; code of the plugin runs in between. */
    private Swap install(PluginArchive archive, Actor actor) throws IOException {
        List<Bundle> old;
        Bundle added;
        synchronized (this) {
            refuse(archive.findings(List.of(config.allowedImports()), bundles.exportedByOthersThan(archive.name())));
            old = others(archive);
            added = installation.put(archive);
        }
        installation.prove(archive, added);
        synchronized (this) {
            noteSwap(added, old);
            inventory.swap(added.getBundleId(), ids(old));
            known.note();
            log.installed(added, old, actor);
            takenAway.remove(archive.name());
        }
        old.forEach(removals::removeWhenDrained);
        return new Swap(
                archive.name(),
                archive.version().toString(),
                old.stream().map(bundle -> bundle.getVersion().toString()).toList(),
                inventory.list().stream()
                        .filter(version -> version.bundleId() == added.getBundleId())
                        .toList());
    }

    /** From here on the new version is the one that a server that dies comes up with. */
    private void noteSwap(Bundle added, List<Bundle> old) throws IOException {
        try {
            leftovers.change(ids(old), Set.of(added.getBundleId()));
        } catch (IOException e) {
            removals.remove(added);
            throw e;
        }
    }

    @Override
    public void retire(String spi, String id, String reason, Actor actor) {
        known.retire(spi, id, reason, actor);
    }

    @Override
    public List<Version> uninstall(String name, String version, Optional<String> retire, Actor actor) {
        retire.ifPresent(KnownIds::requireReason);
        try (Turns.Turn turn = turns.take(name)) {
            return takeAway(name, version, retire, actor);
        }
    }

    private synchronized List<Version> takeAway(String name, String version, Optional<String> retire, Actor actor) {
        Bundle bundle = bundles.versions(name).stream()
                .filter(found -> found.getVersion().toString().equals(version))
                .findFirst()
                .orElseThrow(() -> BillhookException.unknown("plugin", name + " " + version));
        if (bundles.declared(bundle).isEmpty()) {
            throw new BillhookException(
                    Type.REFUSED,
                    Finding.error("NO_PLUGIN", "%s %s is no plugin, so it is not taken away".formatted(name, version)));
        }
        refuse(bundles.draggedAlong(Set.of(bundle)));
        try {
            leftovers.change(Set.of(bundle.getBundleId()), Set.of());
        } catch (IOException e) {
            throw new UncheckedIOException("The removal could not be noted", e);
        }
        if (bundles.versions(name).size() == 1) {
            takenAway.add(name);
        }
        known.note();
        inventory.withdraw(bundle.getBundleId());
        log.removed(bundle, actor);
        removals.removeWhenDrained(bundle);
        List<Vacancy> left = known.vacant().stream()
                .filter(vacancy ->
                        vacancy.bundle().equals(name) && vacancy.version().equals(version))
                .toList();
        if (retire.isPresent()) {
            left.forEach(vacancy -> known.retire(vacancy.spi().name(), vacancy.id(), retire.get(), actor));
            return List.of();
        }
        return left.stream().map(InstalledPlugins::away).toList();
    }

    /** Installed versions of the same bundle that stay, none of them the version that is uploaded. */
    private List<Bundle> others(PluginArchive archive) {
        List<Long> leaving = leftovers.all();
        List<Bundle> others = new ArrayList<>();
        for (Bundle bundle : bundles.versions(archive.name())) {
            if (leaving.contains(bundle.getBundleId())) {
                refuseBeside(bundle, archive);
            } else if (!bundle.getVersion().equals(archive.version())
                    || bundles.declared(bundle).isEmpty()) {
                others.add(bundle);
            } else if (PluginBundles.isOurs(bundle) && bundle.getState() != Bundle.ACTIVE) {
                LOG.info("A version that never started is replaced bundle='{}'", bundle);
                bundles.remove(bundle);
            } else {
                throw new BillhookException(Type.CONFLICT, archive.versionExists(bundle.getLocation()));
            }
        }
        refuse(others.stream()
                .filter(bundle -> bundles.declared(bundle).isEmpty() && !bundles.isGone(bundle))
                .map(bundle -> archive.nameTaken(bundle.getVersion()))
                .toList());
        refuse(bundles.draggedAlong(others));
        others.stream()
                .filter(bundle -> bundle.getVersion().compareTo(archive.version()) > 0 && !PluginBundles.isOurs(bundle))
                .findFirst()
                .ifPresent(bundle -> {
                    throw new BillhookException(
                            Type.CONFLICT,
                            Finding.error(
                                    "HIGHER_VERSION",
                                    "%s %s came from %s and would win again after a restart; take it away first"
                                            .formatted(archive.name(), bundle.getVersion(), bundle.getLocation())));
                });
        return others;
    }

    /** The version that is uploaded can't come while work still holds it under the same name. */
    private static void refuseBeside(Bundle leaving, PluginArchive archive) {
        if (leaving.getVersion().equals(archive.version())) {
            throw new BillhookException(
                    Type.CONFLICT,
                    Finding.error(
                            "VERSION_LEAVES",
                            "%s %s is being taken away; upload it again when it is gone, or give it a higher version"
                                    .formatted(archive.name(), archive.version())));
        }
    }

    private Version missing(Bundle bundle, DeclaredService service) {
        String why = bundle.getState() == Bundle.ACTIVE
                ? "Its component is not active: a configuration or a service that it needs is missing"
                : starter.reason(bundle).orElse("The bundle did not start, see the log");
        return new Version(
                service.spi().name(),
                service.id(),
                bundle.getSymbolicName(),
                bundle.getVersion().toString(),
                "",
                bundle.getBundleId(),
                State.BROKEN,
                0,
                List.of(Finding.error("NOT_REGISTERED", "%s is not there. %s".formatted(service, why))));
    }

    private static Version away(Vacancy vacancy) {
        return new Version(
                vacancy.spi().name(),
                vacancy.id(),
                vacancy.bundle(),
                vacancy.version(),
                "",
                NO_BUNDLE,
                State.AWAY,
                0,
                List.of(vacancy.finding()));
    }

    private static Set<Long> ids(List<Bundle> bundles) {
        return bundles.stream().map(Bundle::getBundleId).collect(Collectors.toSet());
    }

    private static void refuse(List<Finding> findings) {
        if (!findings.isEmpty()) {
            throw new BillhookException(Type.REFUSED, findings);
        }
    }
}
