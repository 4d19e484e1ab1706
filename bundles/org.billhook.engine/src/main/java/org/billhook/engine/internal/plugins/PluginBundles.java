package org.billhook.engine.internal.plugins;

import java.net.URI;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.billhook.core.model.Finding;
import org.billhook.engine.internal.registry.DeclaredService;
import org.billhook.engine.internal.registry.LoggedThrowable;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;
import org.osgi.framework.BundleException;
import org.osgi.framework.Version;
import org.osgi.framework.namespace.PackageNamespace;
import org.osgi.framework.wiring.BundleRevision;
import org.osgi.framework.wiring.FrameworkWiring;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The bundles of the framework, as far as plugins go. */
final class PluginBundles {

    /** Locations of bundles that were uploaded: this, then name and version. */
    static final String LOCATION = "billhook:plugin/";

    /** Locations of our bundles as features bring them: this, then artifact and version. */
    static final String DELIVERED = "mvn:org.billhook/";

    private static final Logger LOG = LoggerFactory.getLogger(PluginBundles.class);

    private final BundleContext context;

    PluginBundles(BundleContext context) {
        this.context = context;
    }

    static String location(String name, Version version) {
        return LOCATION + name + "/" + version;
    }

    static boolean isOurs(Bundle bundle) {
        return bundle.getLocation().startsWith(LOCATION);
    }

    /** Whether the bundle came with the server. */
    static boolean isDelivered(Bundle bundle) {
        return bundle.getLocation().startsWith(DELIVERED);
    }

    /** The file that a bundle is installed from; empty if it came from elsewhere, such as an upload or the distribution. */
    static Optional<Path> file(Bundle bundle) {
        String location = bundle.getLocation();
        try {
            return location.startsWith("file:") ? Optional.of(Path.of(URI.create(location))) : Optional.empty();
        } catch (IllegalArgumentException e) {
            return Optional.empty(); // a relative one
        }
    }

    /** Whether the bundle came from the folder for plugins. */
    boolean isDeployed(Bundle bundle) {
        String base = context.getProperty("karaf.base");
        return base != null
                && file(bundle)
                        .filter(file -> file.startsWith(
                                Path.of(base).resolve("deploy").toAbsolutePath().normalize()))
                        .isPresent();
    }

    /** All versions of a bundle, whatever brought them. */
    List<Bundle> versions(String name) {
        return Arrays.stream(context.getBundles())
                .filter(bundle -> name.equals(bundle.getSymbolicName()))
                .toList();
    }

    /** Bundles that say they bring plugin services. */
    List<Bundle> plugins() {
        return Arrays.stream(context.getBundles())
                .filter(bundle -> bundle.getBundleId() != 0 && !declared(bundle).isEmpty())
                .toList();
    }

    /** Plugin services that a bundle says it will register. */
    List<DeclaredService> declared(Bundle bundle) {
        return DeclaredService.of(context, bundle);
    }

    boolean isGone(Bundle bundle) {
        return DeclaredService.isGone(context, bundle);
    }

    /** Packages that bundles of other names export. */
    Set<String> exportedByOthersThan(String name) {
        return Arrays.stream(context.getBundles())
                .filter(bundle -> !name.equals(bundle.getSymbolicName()))
                .map(bundle -> bundle.adapt(BundleRevision.class))
                .filter(revision -> revision != null)
                .flatMap(revision -> revision.getDeclaredCapabilities(PackageNamespace.PACKAGE_NAMESPACE).stream())
                .map(capability -> (String) capability.getAttributes().get(PackageNamespace.PACKAGE_NAMESPACE))
                .collect(Collectors.toSet());
    }

    /** Bundles that would be stopped and started again with these, which a swap must never do. */
    List<Finding> draggedAlong(Collection<Bundle> bundles) {
        return context.getBundle(0).adapt(FrameworkWiring.class).getDependencyClosure(bundles).stream()
                .filter(bundle -> !bundles.contains(bundle))
                .map(bundle -> Finding.error(
                        "IN_USE",
                        "Bundle %s %s uses classes of %s, so it would be restarted with it"
                                .formatted(bundle.getSymbolicName(), bundle.getVersion(), names(bundles))))
                .toList();
    }

    /** Stops and uninstalls a bundle, and refreshes it alone, so that its classes go. */
    void remove(Bundle bundle) {
        if (bundle.getState() == Bundle.UNINSTALLED) {
            return;
        }
        try {
            bundle.stop();
        } catch (BundleException e) {
            LOG.warn(
                    "Bundle did not stop cleanly, it is uninstalled all the same bundle='{}'",
                    bundle,
                    LoggedThrowable.of(e));
        }
        try {
            bundle.uninstall();
        } catch (BundleException e) {
            throw new IllegalStateException("Bundle %s can't be uninstalled".formatted(bundle), e);
        }
        List<Finding> others = draggedAlong(Set.of(bundle));
        if (others.isEmpty()) {
            context.getBundle(0).adapt(FrameworkWiring.class).refreshBundles(Set.of(bundle));
        } else {
            LOG.warn("Classes of a bundle stay until the next start bundle='{}' because='{}'", bundle, others);
        }
        LOG.info(
                "Bundle was removed bundle='{}' version='{}' id='{}'",
                bundle.getSymbolicName(),
                bundle.getVersion(),
                bundle.getBundleId());
    }

    private static List<String> names(Collection<Bundle> bundles) {
        return bundles.stream()
                .map(bundle -> bundle.getSymbolicName() + " " + bundle.getVersion())
                .toList();
    }
}
