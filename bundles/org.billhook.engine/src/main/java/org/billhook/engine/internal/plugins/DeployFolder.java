package org.billhook.engine.internal.plugins;

import java.io.File;
import java.io.IOException;
import java.net.URISyntaxException;
import java.net.URL;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.stream.Collectors;
import org.apache.felix.fileinstall.ArtifactUrlTransformer;
import org.billhook.core.api.BillhookException;
import org.billhook.core.api.HealthCheck;
import org.billhook.core.model.Finding;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;
import org.osgi.framework.Constants;
import org.osgi.framework.startlevel.FrameworkStartLevel;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Lets files in {@code deploy/} in, on the terms of an upload, and tells which are ignored and why. The folder is watched from
 * start level {@value #OPEN_LEVEL} on, which this sets when all that is delivered is there: so no file can take the place of a
 * delivered bundle.
 */
@Component(
        service = {ArtifactUrlTransformer.class, HealthCheck.class},
        immediate = true,
        configurationPid = InstalledPlugins.PID,
        property = Constants.SERVICE_RANKING + ":Integer=" + Integer.MAX_VALUE)
public final class DeployFolder implements ArtifactUrlTransformer, HealthCheck {

    /** As in {@code etc/org.apache.felix.fileinstall-deploy.cfg}. */
    private static final int OPEN_LEVEL = 101;

    private static final Logger LOG = LoggerFactory.getLogger(DeployFolder.class);

    /** A file that is not let in, as it was when it was looked at. */
    private record Ignored(long modified, List<Finding> findings) {}

    private final BundleContext context;
    private final PluginBundles bundles;
    private final InstalledPlugins.Config config;
    private final Path etc;
    private final Boot boot;
    private final Map<Path, Ignored> ignored = new ConcurrentSkipListMap<>();

    @Activate
    public DeployFolder(BundleContext context, InstalledPlugins.Config config) {
        this.context = context;
        this.config = config;
        bundles = new PluginBundles(context);
        etc = Path.of(context.getProperty("karaf.etc")).toAbsolutePath().normalize();
        boot = Boot.afterwards(context, this::open);
    }

    @Deactivate
    void stop() {
        boot.close();
    }

    private void open() {
        turnOutWhatCameBefore();
        FrameworkStartLevel level = context.getBundle(0).adapt(FrameworkStartLevel.class);
        if (level.getStartLevel() < OPEN_LEVEL) {
            level.setStartLevel(OPEN_LEVEL);
        }
    }

    /** Everything that is found in a watched folder, but for settings and the page that explains the folder. */
    @Override
    public boolean canHandle(File file) {
        Path path = file.toPath().toAbsolutePath().normalize();
        String name = file.getName();
        return !path.startsWith(etc) && !name.equals("README") && !name.startsWith(".");
    }

    /** @return null if the file is not let in */
    @Override
    public URL transform(URL url) {
        if (!"file".equals(url.getProtocol())) {
            ignore(
                    Path.of(url.getPath()),
                    List.of(Finding.error("NO_FILE", "It is a folder, not the jar of a plugin")));
            return null;
        }
        try {
            return admits(Path.of(url.toURI())) ? url : null;
        } catch (URISyntaxException e) {
            throw new IllegalArgumentException("%s is no file".formatted(url), e);
        }
    }

    @Override
    public List<Finding> problems() {
        ignored.entrySet().removeIf(entry -> entry.getValue().modified() != modified(entry.getKey()));
        return ignored.values().stream()
                .flatMap(file -> file.findings().stream())
                .toList();
    }

    private boolean admits(Path file) {
        List<Finding> findings = findings(file);
        if (findings.isEmpty()) {
            ignored.remove(file);
            return true;
        }
        ignore(file, findings);
        return false;
    }

    private void ignore(Path file, List<Finding> findings) {
        String name = "deploy/" + file.getFileName();
        SwapLog.SECURITY.warn(
                "Ignored file='{}' because='{}'",
                name,
                findings.stream().map(Finding::message).collect(Collectors.joining("; ")));
        List<Finding> warnings = findings.stream()
                .map(finding -> Finding.warning("FILE_IGNORED", "%s is ignored: %s".formatted(name, finding.message()))
                        .withField(name))
                .toList();
        ignored.put(file, new Ignored(modified(file), warnings));
    }

    private List<Finding> findings(Path file) {
        try {
            if (Files.size(file) > config.mostBytes()) {
                return List.of(
                        Finding.error("TOO_LARGE", "A plugin has at most %d bytes".formatted(config.mostBytes())));
            }
            PluginArchive archive = PluginArchive.read(file);
            List<Finding> findings = new ArrayList<>(archive.findings(
                    Arrays.asList(config.allowedImports()), bundles.exportedByOthersThan(archive.name())));
            bundles.versions(archive.name()).stream()
                    .filter(bundle -> !file.equals(file(bundle)))
                    .flatMap(bundle -> inTheWay(archive, bundle).stream())
                    .forEach(findings::add);
            return findings;
        } catch (BillhookException e) {
            return e.findings();
        } catch (IOException e) {
            return List.of(Finding.error("UNREADABLE", "It can't be read: " + e.getMessage()));
        }
    }

    private List<Finding> inTheWay(PluginArchive archive, Bundle bundle) {
        if (bundles.declared(bundle).isEmpty() && !bundles.isGone(bundle)) {
            return List.of(archive.nameTaken(bundle.getVersion()));
        }
        Path other = file(bundle);
        boolean leaves = other != null && !Files.exists(other);
        return bundle.getVersion().equals(archive.version()) && !leaves
                ? List.of(archive.versionExists(bundle.getLocation()))
                : List.of();
    }

    /** Bundles that were let in while nobody looked: by a server of before, or while this bundle was being exchanged. */
    private void turnOutWhatCameBefore() {
        for (Bundle bundle : context.getBundles()) {
            Path file = file(bundle);
            if (bundles.isDeployed(bundle) && Files.exists(file) && !admits(file)) {
                bundles.remove(bundle);
            }
        }
    }

    /** The file that a bundle came from; null if it did not come from a file of a watched folder. */
    private static Path file(Bundle bundle) {
        return PluginBundles.file(bundle).orElse(null);
    }

    private static long modified(Path file) {
        return file.toFile().lastModified();
    }
}
