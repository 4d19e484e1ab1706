package org.billhook.itests;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
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
import javax.tools.ToolProvider;
import org.billhook.core.spi.relevance.BillingRelevance;
import org.joda.money.Money;

/** A relevance plugin compiled at test time from pieces of source: the way to get ones that misbehave. */
record SourcePlugin(
        String symbolicName,
        String version,
        String relevance,
        String whenCreated,
        String terms,
        String propose,
        List<String> moreImports) {

    private static final String ITEMIZED_TERMS =
            """
            return BillingTerms.dip(BillingTerms.Frequency.MULTIPLE,
                java.util.Set.of("time", "expense", "material", "external-service"), Phase.RELEASED);""";
    private static final String PROPOSE_ALL =
            "for (OpenSource source : item.openSources()) out.propose(DynamicItem.of(source));";

    /** Behaves like the real one. */
    static SourcePlugin itemized(String version) {
        return new SourcePlugin(
                PluginJars.SYMBOLIC_NAME, version, "itemized", "", ITEMIZED_TERMS, PROPOSE_ALL, List.of());
    }

    /** Another bundle with another relevance, otherwise like itemized. */
    static SourcePlugin named(String relevance, String version) {
        return new SourcePlugin(
                "org.example.relevance." + relevance.replace('-', '.'),
                version,
                relevance,
                "",
                ITEMIZED_TERMS,
                PROPOSE_ALL,
                List.of());
    }

    SourcePlugin whenCreated(String statement) {
        return new SourcePlugin(symbolicName, version, relevance, statement, terms, propose, moreImports);
    }

    SourcePlugin terms(String body) {
        return new SourcePlugin(symbolicName, version, relevance, whenCreated, body, propose, moreImports);
    }

    SourcePlugin propose(String body) {
        return new SourcePlugin(symbolicName, version, relevance, whenCreated, terms, body, moreImports);
    }

    SourcePlugin importing(String... packages) {
        return new SourcePlugin(symbolicName, version, relevance, whenCreated, terms, propose, List.of(packages));
    }

    byte[] jar() {
        try {
            return pack(compile());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private byte[] compile() throws IOException {
        Path folder = Files.createTempDirectory("plugin-");
        Path source = folder.resolve("Rule.java");
        Files.writeString(
                source,
                """
                package %s;
                import org.billhook.core.model.*;
                import org.billhook.core.spi.relevance.*;
                public final class Rule implements BillingRelevance {
                    private static boolean yes() { return true; }
                    public Rule() { %s }
                    public BillingTerms terms() { %s }
                    public void propose(ItemInRun item, ProposalSink out) { %s }
                }
                """
                        .formatted(symbolicName, whenCreated, terms, propose));
        String path = place(BillingRelevance.class) + java.io.File.pathSeparator + place(Money.class);
        ByteArrayOutputStream messages = new ByteArrayOutputStream();
        int result = ToolProvider.getSystemJavaCompiler()
                .run(null, messages, messages, "--release", "17", "-proc:none", "-cp", path, source.toString());
        if (result != 0) {
            throw new IllegalStateException(messages.toString(StandardCharsets.UTF_8));
        }
        return Files.readAllBytes(folder.resolve("Rule.class"));
    }

    private static String place(Class<?> type) {
        return Path.of(java.net.URI.create(
                        type.getProtectionDomain().getCodeSource().getLocation().toString()))
                .toString();
    }

    private byte[] pack(byte[] code) throws IOException {
        Manifest manifest = new Manifest();
        manifest.getMainAttributes().put(Attributes.Name.MANIFEST_VERSION, "1.0");
        headers().forEach(manifest.getMainAttributes()::putValue);
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (JarOutputStream out = new JarOutputStream(bytes, manifest)) {
            entry(out, symbolicName.replace('.', '/') + "/Rule.class", code);
            entry(out, "OSGI-INF/rule.xml", component().getBytes(StandardCharsets.UTF_8));
        }
        return bytes.toByteArray();
    }

    private Map<String, String> headers() {
        Map<String, String> headers = new LinkedHashMap<>();
        headers.put("Bundle-ManifestVersion", "2");
        headers.put("Bundle-SymbolicName", symbolicName);
        headers.put("Bundle-Version", version);
        StringBuilder imports = new StringBuilder(
                "org.billhook.core.model;version=\"[1.0,2)\",org.billhook.core.spi.relevance;version=\"[1.0,2)\"");
        moreImports.forEach(name -> imports.append(',').append(name));
        headers.put("Import-Package", imports.toString());
        headers.put("Service-Component", "OSGI-INF/rule.xml");
        headers.put(
                "Require-Capability",
                "osgi.extender;filter:=\"(&(osgi.extender=osgi.component)(version>=1.4.0)(!(version>=2.0.0)))\"");
        headers.put(
                "Provide-Capability",
                "osgi.service;objectClass:List<String>=\"org.billhook.core.spi.relevance.BillingRelevance\"");
        return headers;
    }

    private String component() {
        return """
                <?xml version="1.0" encoding="UTF-8"?>
                <scr:component xmlns:scr="http://www.osgi.org/xmlns/scr/v1.4.0" name="%1$s.Rule">
                  <implementation class="%1$s.Rule"/>
                  <service><provide interface="org.billhook.core.spi.relevance.BillingRelevance"/></service>
                  <property name="billing.relevance.id" type="String" value="%2$s"/>
                </scr:component>
                """
                .formatted(symbolicName, relevance);
    }

    private static void entry(JarOutputStream out, String name, byte[] content) throws IOException {
        out.putNextEntry(new JarEntry(name));
        out.write(content);
        out.closeEntry();
    }
}
