package org.billhook.itests;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.jar.JarEntry;
import java.util.jar.JarInputStream;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;

/** Versions of the itemized relevance, made from the real bundle. */
final class PluginJars {

    static final String SYMBOLIC_NAME = "org.billhook.relevance.itemized";

    /** Versions only grow, so that the newest is always the one that counts. */
    private static final AtomicInteger NEXT = new AtomicInteger(1);

    private PluginJars() {}

    /** A version of the itemized relevance above all that were there in this test. */
    static String next() {
        return "1.0." + NEXT.getAndIncrement();
    }

    /** The bundle that was built, under another version; code and all else stay as they are. */
    static byte[] itemized(String version) {
        return renumbered(TestFiles.itemized(), version);
    }

    /** A bundle under another version; code and all else stay as they are. */
    static byte[] renumbered(Path jar, String version) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (JarInputStream in = new JarInputStream(new ByteArrayInputStream(Files.readAllBytes(jar)))) {
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
