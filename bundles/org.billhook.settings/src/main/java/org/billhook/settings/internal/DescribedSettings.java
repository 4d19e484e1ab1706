package org.billhook.settings.internal;

import java.io.IOException;
import java.io.InputStream;
import java.math.BigDecimal;
import java.net.URL;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.billhook.settings.internal.Descriptions.Described;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;
import org.osgi.framework.BundleEvent;
import org.osgi.util.tracker.BundleTracker;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The settings that the bundles here describe, ours and those of plugins, with a few of the foreign bundles in the server that
 * describe none.
 */
final class DescribedSettings extends BundleTracker<List<Described>> {

    private static final Logger LOG = LoggerFactory.getLogger(DescribedSettings.class);
    private static final String FOLDER = "OSGI-INF/metatype";
    private static final int INSTALLED =
            Bundle.INSTALLED | Bundle.RESOLVED | Bundle.STARTING | Bundle.ACTIVE | Bundle.STOPPING;

    /** Of Felix and Karaf, as far as {@code etc/} has them. */
    private static final Map<String, Map<String, Setting>> FOREIGN = Map.of(
            "org.apache.felix.http",
            Map.of("org.osgi.service.http.port", port("org.osgi.service.http.port")),
            "org.apache.karaf.shell",
            Map.of("sshPort", port("sshPort"), "sshIdleTimeout", number("sshIdleTimeout", Integer.MAX_VALUE)),
            "org.apache.karaf.management",
            Map.of("rmiRegistryPort", port("rmiRegistryPort"), "rmiServerPort", port("rmiServerPort")),
            "org.apache.karaf.jaas",
            Map.of("encryption.enabled", flag("encryption.enabled")),
            "org.apache.karaf.kar",
            Map.of(
                    "noAutoRefreshBundles",
                    flag("noAutoRefreshBundles"),
                    "noAutoStartBundles",
                    flag("noAutoStartBundles")));

    DescribedSettings(BundleContext context) {
        super(context, INSTALLED, null);
    }

    /** By name; empty if nothing describes them. */
    Map<String, Setting> of(String pid) {
        Map<String, Setting> settings = new HashMap<>(FOREIGN.getOrDefault(pid, Map.of()));
        getTracked().values().stream()
                .flatMap(List::stream)
                .filter(described -> described.pid().equals(pid))
                .forEach(described -> settings.putAll(described.settings()));
        return settings;
    }

    /** Whether the names that are described are all that there are. */
    static boolean knowsAll(String pid) {
        return !FOREIGN.containsKey(pid);
    }

    @Override
    public List<Described> addingBundle(Bundle bundle, BundleEvent event) {
        return read(bundle);
    }

    @Override
    public void modifiedBundle(Bundle bundle, BundleEvent event, List<Described> described) {
        if (event != null && event.getType() == BundleEvent.UPDATED) {
            remove(bundle); // it is looked at again when it is resolved
        }
    }

    private static List<Described> read(Bundle bundle) {
        String imports = bundle.getHeaders("").get("Import-Package");
        boolean concerned = bundle.getSymbolicName() != null
                && (bundle.getSymbolicName().startsWith("org.billhook.")
                        || imports != null && imports.contains("org.billhook."));
        var paths = concerned ? bundle.getEntryPaths(FOLDER) : null;
        if (paths == null) {
            return List.of();
        }
        List<Described> described = new ArrayList<>();
        for (String path : Collections.list(paths)) {
            URL entry = path.endsWith(".xml") ? bundle.getEntry(path) : null;
            if (entry != null) {
                try (InputStream in = entry.openStream()) {
                    described.addAll(Descriptions.read(in));
                } catch (IOException | IllegalArgumentException e) {
                    LOG.warn(
                            "Settings are not checked, their description can't be read bundle='{}' entry='{}'",
                            bundle.getSymbolicName(),
                            path,
                            e);
                }
            }
        }
        return described;
    }

    private static Setting port(String name) {
        return new Setting(
                name, "Integer", Optional.of(BigDecimal.ONE), Optional.of(BigDecimal.valueOf(65_535)), List.of());
    }

    private static Setting number(String name, long most) {
        return new Setting(
                name, "Integer", Optional.of(BigDecimal.ZERO), Optional.of(BigDecimal.valueOf(most)), List.of());
    }

    private static Setting flag(String name) {
        return new Setting(name, "Boolean", Optional.empty(), Optional.empty(), List.of());
    }
}
