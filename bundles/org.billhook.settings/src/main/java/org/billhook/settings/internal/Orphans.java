package org.billhook.settings.internal;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import org.osgi.framework.BundleContext;
import org.osgi.framework.InvalidSyntaxException;
import org.osgi.framework.ServiceReference;
import org.osgi.service.cm.Configuration;
import org.osgi.service.cm.ConfigurationAdmin;
import org.osgi.util.tracker.ServiceTracker;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Takes away, at the start, configurations whose file in {@code etc/} was deleted while the server was down: whoever watches the
 * folder sees only what is deleted while it runs, and a setting that nobody can see any more would count for ever.
 */
final class Orphans extends ServiceTracker<ConfigurationAdmin, ConfigurationAdmin> {

    private static final Logger LOG = LoggerFactory.getLogger(Orphans.class);
    private static final String FILE = "felix.fileinstall.filename";

    Orphans(BundleContext context) {
        super(context, ConfigurationAdmin.class, null);
    }

    @Override
    public ConfigurationAdmin addingService(ServiceReference<ConfigurationAdmin> reference) {
        ConfigurationAdmin settings = super.addingService(reference);
        try {
            remove(settings);
        } catch (IOException | InvalidSyntaxException e) {
            LOG.error("Settings whose file is gone could not be looked for", e);
        }
        return settings;
    }

    static void remove(ConfigurationAdmin settings) throws IOException, InvalidSyntaxException {
        Configuration[] fromFiles = settings.listConfigurations("(" + FILE + "=*)");
        for (Configuration each : fromFiles == null ? new Configuration[0] : fromFiles) {
            String file = String.valueOf(each.getProperties().get(FILE));
            if (file.startsWith("file:") && !Files.exists(Path.of(URI.create(file)))) {
                LOG.info("File of settings was deleted while the server was down, they go too file='{}'", file);
                each.delete();
            }
        }
    }
}
