package org.billhook.engine.internal.registry;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.jar.Attributes;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;

/** Makes plugin bundles at test time, from classes of the tests, whose loader then is the bundle's own. */
public final class PluginJar {

    private final Map<String, String> headers = new LinkedHashMap<>();
    private final Map<String, byte[]> entries = new LinkedHashMap<>();
    private final List<String> declared = new ArrayList<>();

    private PluginJar() {}

    public static PluginJar of(String symbolicName, String version) {
        return new PluginJar()
                .header("Bundle-ManifestVersion", "2")
                .header("Bundle-SymbolicName", symbolicName)
                .header("Bundle-Version", version)
                .header(
                        "Import-Package",
                        "org.osgi.framework,org.billhook.core.model,org.billhook.core.spi.relevance,"
                                + "org.billhook.core.spi.object");
    }

    public PluginJar header(String name, String value) {
        headers.put(name, value);
        return this;
    }

    /** Adds a class, and makes it the activator of the bundle. */
    public PluginJar activator(Class<?> type) {
        return with(type).header("Bundle-Activator", type.getName());
    }

    public PluginJar with(Class<?> type) {
        String path = type.getName().replace('.', '/') + ".class";
        try (InputStream in = type.getClassLoader().getResourceAsStream(path)) {
            entries.put(path, in.readAllBytes());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return this;
    }

    /** Declares a service as a build with bnd does: a component description that names SPI and id. */
    public PluginJar declares(Spi<?> spi, String id) {
        String path = "OSGI-INF/" + spi.name() + "." + id + ".xml";
        declared.add(path);
        entries.put(
                path,
                """
                <?xml version="1.0" encoding="UTF-8"?>
                <scr:component xmlns:scr="http://www.osgi.org/xmlns/scr/v1.3.0" name="%s">
                  <property name="%s" type="String" value="%s"/>
                  <service><provide interface="%s"/></service>
                  <implementation class="any"/>
                </scr:component>
                """
                        .formatted(id, spi.idProperty(), id, spi.type().getName())
                        .getBytes(StandardCharsets.UTF_8));
        return header("Service-Component", String.join(",", declared));
    }

    public byte[] bytes() {
        Manifest manifest = new Manifest();
        manifest.getMainAttributes().put(Attributes.Name.MANIFEST_VERSION, "1.0");
        headers.forEach((name, value) -> manifest.getMainAttributes().putValue(name, value));
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (JarOutputStream jar = new JarOutputStream(out, manifest)) {
            for (Map.Entry<String, byte[]> entry : entries.entrySet()) {
                jar.putNextEntry(new JarEntry(entry.getKey()));
                jar.write(entry.getValue());
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return out.toByteArray();
    }
}
