package org.billhook.engine.internal.plugins;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.apache.karaf.features.BundleInfo;
import org.apache.karaf.features.Feature;
import org.apache.karaf.features.FeaturesService;
import org.billhook.core.api.HealthCheck;
import org.billhook.core.model.Finding;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;
import org.osgi.framework.BundleException;
import org.osgi.framework.ServiceReference;
import org.osgi.framework.startlevel.BundleStartLevel;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Knows which bundles of ours the installed features bring, brings those back at each start that have gone without anybody
 * taking them away through the API, and tells which are missing.
 */
@Component(service = HealthCheck.class, immediate = true)
public final class DeliveredBundles implements HealthCheck {

    private static final Logger LOG = LoggerFactory.getLogger(DeliveredBundles.class);

    private final BundleContext context;
    private final PluginBundles bundles;
    private final NotedLines takenAway;
    private final Boot boot;

    @Activate
    public DeliveredBundles(BundleContext context) {
        this.context = context;
        bundles = new PluginBundles(context);
        takenAway = InstalledPlugins.takenAway(context);
        boot = Boot.afterwards(context, () -> {
            // a bundle that starts may wait for others, so not on the thread of the boot
            Thread thread = new Thread(this::bringBack, "billhook-delivered");
            thread.setDaemon(true);
            thread.start();
        });
    }

    @Deactivate
    void stop() {
        boot.close();
    }

    @Override
    public List<Finding> problems() {
        List<Finding> problems = new ArrayList<>();
        Set<String> wanted = takenAway.read().orElse(Set.of());
        missing()
                .keySet()
                .forEach(name -> problems.add(
                        wanted.contains(name)
                                ? Finding.warning(
                                        "DELIVERED_TAKEN_AWAY",
                                        "%s comes with the server and was taken away; upload it to have it again"
                                                .formatted(name))
                                : Finding.error(
                                        "DELIVERED_MISSING",
                                        "%s comes with the server and is not installed; it comes back at the next start"
                                                .formatted(name))));
        return problems;
    }

    private void bringBack() {
        Set<String> wanted = takenAway.read().orElse(Set.of());
        missing().forEach((name, delivered) -> {
            if (!wanted.contains(name)) {
                install(name, delivered);
            }
        });
    }

    private void install(String name, BundleInfo delivered) {
        try {
            Bundle bundle = context.installBundle(delivered.getLocation());
            if (delivered.getStartLevel() > 0) {
                bundle.adapt(BundleStartLevel.class).setStartLevel(delivered.getStartLevel());
            }
            bundle.start();
            LOG.warn("A bundle of the server was missing and is back bundle='{}'", name);
        } catch (BundleException e) {
            LOG.error("A bundle of the server is missing and can't be brought back bundle='{}'", name, e);
        }
    }

    /** By symbolic name, which is the name of the artifact. */
    private Map<String, BundleInfo> missing() {
        Map<String, BundleInfo> missing = new TreeMap<>();
        for (Feature feature : features()) {
            for (BundleInfo bundle : feature.getBundles()) {
                if (bundle.getLocation().startsWith(PluginBundles.DELIVERED)) {
                    String name = bundle.getLocation()
                            .substring(PluginBundles.DELIVERED.length())
                            .split("/")[0];
                    if (bundles.versions(name).isEmpty()) {
                        missing.put(name, bundle);
                    }
                }
            }
        }
        return missing;
    }

    private List<Feature> features() {
        ServiceReference<FeaturesService> reference = context.getServiceReference(FeaturesService.class);
        FeaturesService features = reference == null ? null : context.getService(reference);
        if (features == null) {
            return List.of();
        }
        try {
            return List.of(features.listInstalledFeatures());
        } catch (Exception e) { // what the interface declares
            throw new IllegalStateException("The installed features can't be read", e);
        } finally {
            context.ungetService(reference);
        }
    }
}
