package org.billhook.itests;

import java.io.ByteArrayOutputStream;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.jar.Attributes;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.tools.ToolProvider;
import org.billhook.core.spi.relevance.BillingRelevance;
import org.joda.money.Money;
import org.osgi.service.component.annotations.Component;

/**
 * A bundle of one component, compiled at test time from source.
 *
 * @param symbolicName name of the bundle and of the package of the class
 * @param className simple name of the class
 * @param service interface that it is a service of
 * @param property service property with its id, and the id
 * @param ranking service ranking
 * @param imports packages of core, and others
 */
record SourceBundle(
        String symbolicName,
        String version,
        String className,
        String source,
        Class<?> service,
        Map.Entry<String, String> property,
        int ranking,
        List<String> imports) {

    byte[] jar() {
        try {
            return pack(compile());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private byte[] compile() throws IOException {
        Path folder = Files.createTempDirectory("plugin-");
        Path file = Files.writeString(folder.resolve(className + ".java"), source);
        String path = Stream.of(BillingRelevance.class, Money.class, Component.class)
                .map(SourceBundle::place)
                .collect(Collectors.joining(File.pathSeparator));
        ByteArrayOutputStream messages = new ByteArrayOutputStream();
        int result = ToolProvider.getSystemJavaCompiler()
                .run(null, messages, messages, "--release", "17", "-proc:none", "-cp", path, file.toString());
        if (result != 0) {
            throw new IllegalStateException(messages.toString(StandardCharsets.UTF_8));
        }
        return Files.readAllBytes(folder.resolve(className + ".class"));
    }

    private static String place(Class<?> type) {
        return Path.of(URI.create(
                        type.getProtectionDomain().getCodeSource().getLocation().toString()))
                .toString();
    }

    private byte[] pack(byte[] code) throws IOException {
        Manifest manifest = new Manifest();
        manifest.getMainAttributes().put(Attributes.Name.MANIFEST_VERSION, "1.0");
        headers().forEach(manifest.getMainAttributes()::putValue);
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (JarOutputStream out = new JarOutputStream(bytes, manifest)) {
            entry(out, symbolicName.replace('.', '/') + "/" + className + ".class", code);
            entry(out, "OSGI-INF/rule.xml", component().getBytes(StandardCharsets.UTF_8));
        }
        return bytes.toByteArray();
    }

    private Map<String, String> headers() {
        Map<String, String> headers = new LinkedHashMap<>();
        headers.put("Bundle-ManifestVersion", "2");
        headers.put("Bundle-SymbolicName", symbolicName);
        headers.put("Bundle-Version", version);
        headers.put("Import-Package", String.join(",", imports));
        headers.put("Service-Component", "OSGI-INF/rule.xml");
        headers.put(
                "Require-Capability",
                "osgi.extender;filter:=\"(&(osgi.extender=osgi.component)(version>=1.4.0)(!(version>=2.0.0)))\"");
        headers.put("Provide-Capability", "osgi.service;objectClass:List<String>=\"%s\"".formatted(service.getName()));
        return headers;
    }

    private String component() {
        return """
                <?xml version="1.0" encoding="UTF-8"?>
                <scr:component xmlns:scr="http://www.osgi.org/xmlns/scr/v1.4.0" name="%1$s.%2$s">
                  <implementation class="%1$s.%2$s"/>
                  <service><provide interface="%3$s"/></service>
                  <property name="%4$s" type="String" value="%5$s"/>
                  <property name="service.ranking" type="Integer" value="%6$d"/>
                </scr:component>
                """
                .formatted(symbolicName, className, service.getName(), property.getKey(), property.getValue(), ranking);
    }

    private static void entry(JarOutputStream out, String name, byte[] content) throws IOException {
        out.putNextEntry(new JarEntry(name));
        out.write(content);
        out.closeEntry();
    }
}
