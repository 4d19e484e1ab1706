package org.billhook.itests;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.util.jar.JarEntry;
import java.util.jar.JarInputStream;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;

/** Versions of the itemized relevance, made from the real bundle. */
final class PluginJars {

    static final String SYMBOLIC_NAME = "org.billhook.relevance.itemized";

    private PluginJars() {}

    /** The bundle that was built, under another version; code and all else stay as they are. */
    static byte[] itemized(String version) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (JarInputStream in =
                new JarInputStream(new ByteArrayInputStream(Files.readAllBytes(TestFiles.itemized())))) {
            Manifest manifest = in.getManifest();
            manifest.getMainAttributes().putValue("Bundle-Version", version);
            try (JarOutputStream out = new JarOutputStream(bytes, manifest)) {
                for (JarEntry entry = in.getNextJarEntry(); entry != null; entry = in.getNextJarEntry()) {
                    out.putNextEntry(new JarEntry(entry.getName()));
                    in.transferTo(out);
                    out.closeEntry();
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return bytes.toByteArray();
    }
}
