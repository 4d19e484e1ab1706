package org.billhook.engine.internal.registry;

import java.io.ByteArrayInputStream;
import java.nio.file.Path;
import java.util.Map;
import org.apache.felix.framework.FrameworkFactory;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;
import org.osgi.framework.BundleException;
import org.osgi.framework.launch.Framework;

/** A real framework in this JVM, whose bundles see the same core as the tests. */
public final class TestFramework implements AutoCloseable {

    private static final String CORE =
            "org.billhook.core.model,org.billhook.core.spi.relevance,org.billhook.core.spi.object,"
                    + "org.billhook.core.spi.source,org.billhook.core.spi.fact,org.billhook.core.spi.decision,"
                    + "org.billhook.core.spi.adjustment,org.billhook.core.spi.fieldcheck,org.joda.money";

    private final Framework framework;

    public TestFramework(Path storage) throws BundleException {
        framework = new FrameworkFactory()
                .newFramework(Map.of(
                        "org.osgi.framework.storage",
                        storage.toString(),
                        "org.osgi.framework.system.packages.extra",
                        CORE,
                        "felix.log.level",
                        "1"));
        framework.start();
    }

    public BundleContext context() {
        return framework.getBundleContext();
    }

    /** Installs and starts a bundle at a location made of its name and version. */
    public Bundle start(PluginJar jar) throws BundleException {
        byte[] bytes = jar.bytes();
        Bundle bundle = context().installBundle("test:" + java.util.UUID.randomUUID(), new ByteArrayInputStream(bytes));
        bundle.start();
        return bundle;
    }

    /** A relevance under an id. */
    public static PluginJar relevance(String symbolicName, String version, String id) {
        return PluginJar.of(symbolicName, version)
                .activator(TestRelevance.class)
                .header("Test-Id", id)
                .declares(Spi.RELEVANCE, id);
    }

    /** A plugin of any SPI but those with constants, that says nothing when it is asked. */
    public static PluginJar silent(Spi<?> spi, String symbolicName, String version, String id) {
        return PluginJar.of(symbolicName, version)
                .activator(TestPlugin.class)
                .header("Import-Package", "org.osgi.framework," + spi.type().getPackageName())
                .header("Test-Spi", spi.type().getName())
                .header("Test-Property", spi.idProperty())
                .header("Test-Id", id)
                .declares(spi, id);
    }

    @Override
    public void close() throws BundleException, InterruptedException {
        framework.stop();
        framework.waitForStop(10_000);
    }
}
