package org.billhook.settings.internal;

import java.nio.file.Path;
import java.util.Dictionary;
import java.util.Hashtable;
import java.util.Map;
import org.billhook.core.api.HealthCheck;
import org.osgi.framework.BundleActivator;
import org.osgi.framework.BundleContext;
import org.osgi.service.cm.ConfigurationListener;
import org.osgi.service.cm.ConfigurationPlugin;

/** Registers the guard before anything that has settings starts; so not a component, which would come later. */
public final class Activator implements BundleActivator {

    /** A plugin up to 1000 may change what it sees; the one that replaces placeholders has 500. */
    private static final int RANKING = 900;

    private DescribedSettings described;
    private Orphans orphans;

    @Override
    public void start(BundleContext context) {
        described = new DescribedSettings(context);
        described.open();
        String data = context.getProperty("karaf.data");
        Guard guard = new Guard(
                described::of, new InUse(Path.of(data == null ? "data" : data, "settings-in-use.properties")));
        Dictionary<String, Object> properties = new Hashtable<>(
                Map.of(ConfigurationPlugin.CM_RANKING, RANKING, "config.plugin.id", "org.billhook.settings"));
        context.registerService(
                new String[] {
                    ConfigurationPlugin.class.getName(),
                    ConfigurationListener.class.getName(),
                    HealthCheck.class.getName()
                },
                guard,
                properties);
        orphans = new Orphans(context);
        orphans.open();
    }

    @Override
    public void stop(BundleContext context) {
        orphans.close();
        described.close();
    }
}
