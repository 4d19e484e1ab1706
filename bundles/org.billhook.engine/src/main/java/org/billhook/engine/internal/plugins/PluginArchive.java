package org.billhook.engine.internal.plugins;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.jar.Attributes;
import java.util.jar.JarFile;
import java.util.jar.Manifest;
import java.util.regex.Pattern;
import org.billhook.core.api.BillhookException;
import org.billhook.core.api.BillhookException.Type;
import org.billhook.core.model.Finding;
import org.billhook.engine.internal.registry.DeclaredService;
import org.billhook.engine.internal.registry.Header;
import org.osgi.framework.Constants;
import org.osgi.framework.Version;

/** A bundle as it was uploaded, before the framework has seen it: what it says of itself, and whether that is allowed. */
final class PluginArchive {

    private static final String CORE = "org/billhook/core/";
    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9_.-]{1,200}");
    private static final List<String> FORBIDDEN =
            List.of(Constants.FRAGMENT_HOST, Constants.REQUIRE_BUNDLE, Constants.DYNAMICIMPORT_PACKAGE);

    private final Path file;
    private final String name;
    private final Version version;
    private final List<String> imports;
    private final List<String> exports;
    private final List<String> forbidden;
    private final List<DeclaredService> services;
    private final boolean holdsCore;

    private PluginArchive(Path file, Attributes headers, List<DeclaredService> services, boolean holdsCore) {
        this.file = file;
        this.services = List.copyOf(services);
        this.holdsCore = holdsCore;
        List<String> names = Header.names(headers.getValue(Constants.BUNDLE_SYMBOLICNAME));
        String manifestVersion = headers.getValue(Constants.BUNDLE_MANIFESTVERSION);
        if (names.isEmpty() || !"2".equals(manifestVersion)) {
            throw unreadable("The file is no OSGi bundle: its manifest has no Bundle-SymbolicName");
        }
        name = names.get(0);
        if (!NAME.matcher(name).matches()) {
            throw unreadable("'%s' is no name of a bundle".formatted(name));
        }
        version = version(headers.getValue(Constants.BUNDLE_VERSION));
        imports = Header.names(headers.getValue(Constants.IMPORT_PACKAGE));
        exports = Header.names(headers.getValue(Constants.EXPORT_PACKAGE));
        forbidden = FORBIDDEN.stream()
                .filter(header -> headers.getValue(header) != null)
                .toList();
    }

    /** @throws BillhookException UNREADABLE if the file is no bundle, or is far larger unpacked than a plugin is */
    static PluginArchive read(Path file) {
        try (JarFile jar = new JarFile(file.toFile(), false)) {
            Unpacked unpacked = new Unpacked(jar);
            unpacked.check();
            InputStream described = unpacked.open(JarFile.MANIFEST_NAME);
            if (described == null) {
                throw unreadable("The file is no OSGi bundle: it has no manifest");
            }
            Attributes headers = new Manifest(described).getMainAttributes();
            List<DeclaredService> services =
                    DeclaredService.read(headers.getValue("Service-Component"), unpacked::open);
            boolean holdsCore = jar.stream().anyMatch(entry -> entry.getName().startsWith(CORE));
            return new PluginArchive(file, headers, services, holdsCore);
        } catch (IOException | IllegalArgumentException e) {
            throw unreadable("The file is no OSGi bundle: " + e.getMessage());
        }
    }

    String name() {
        return name;
    }

    Version version() {
        return version;
    }

    List<DeclaredService> services() {
        return services;
    }

    InputStream open() throws IOException {
        return Files.newInputStream(file);
    }

    /**
     * Why the bundle is not let in.
     *
     * @param allowed packages that a plugin may import; one that ends with {@code .*} means all that begin so
     * @param exportedByOthers packages that bundles of other names export
     */
    List<Finding> findings(List<String> allowed, Set<String> exportedByOthers) {
        List<Finding> findings = new ArrayList<>();
        imports.stream()
                .filter(imported -> allowed.stream().noneMatch(pattern -> matches(imported, pattern)))
                .forEach(imported -> findings.add(Finding.error(
                        "IMPORT_NOT_ALLOWED",
                        "%s imports package %s; a plugin may import %s".formatted(name, imported, allowed))));
        exports.stream()
                .filter(exportedByOthers::contains)
                .forEach(exported -> findings.add(Finding.error(
                        "EXPORT_NOT_ALLOWED",
                        "%s exports package %s, which another bundle exports".formatted(name, exported))));
        forbidden.forEach(header -> findings.add(Finding.error(
                "HEADER_NOT_ALLOWED", "%s has the header %s, which a plugin must not have".formatted(name, header))));
        if (holdsCore) {
            findings.add(Finding.error(
                    "HOLDS_CORE", "%s holds a copy of org.billhook.core instead of importing it".formatted(name)));
        }
        if (services.isEmpty()) {
            findings.add(Finding.error(
                    "NO_PLUGIN", "%s declares no component that provides a service of an SPI".formatted(name)));
        }
        return findings;
    }

    /** @param version of the bundle of the server that has the name */
    Finding nameTaken(Version version) {
        return Finding.error(
                "NAME_TAKEN",
                "%s is the name of a bundle of the server, %s, which is no plugin".formatted(name, version));
    }

    /** @param location where the bundle came from that has name and version */
    Finding versionExists(String location) {
        return Finding.error(
                "VERSION_EXISTS",
                "%s %s is installed already, from %s; give the new one a higher version"
                        .formatted(name, version, location));
    }

    private static boolean matches(String imported, String pattern) {
        return pattern.endsWith(".*")
                ? imported.startsWith(pattern.substring(0, pattern.length() - 1))
                : imported.equals(pattern);
    }

    private static Version version(String text) {
        try {
            return Version.parseVersion(text);
        } catch (IllegalArgumentException e) {
            throw unreadable("'%s' is no version of a bundle".formatted(text));
        }
    }

    private static BillhookException unreadable(String message) {
        return new BillhookException(Type.UNREADABLE, Finding.error("NO_BUNDLE", message));
    }
}
