package org.billhook.rest.whiteboard.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CxfClassLoaderTest {

    @TempDir
    Path first;

    @TempDir
    Path second;

    @Test
    void resourceOfOneNameIsSeenInEveryBundleOnce() throws IOException {
        Files.writeString(first.resolve("parts.txt"), "a");
        Files.writeString(second.resolve("parts.txt"), "b");
        try (URLClassLoader a = loader(first);
                URLClassLoader b = loader(second)) {
            CxfClassLoader loader = new CxfClassLoader(null, List.of(a, b, a));

            assertThat(Collections.list(loader.getResources("parts.txt")))
                    .containsExactly(
                            first.resolve("parts.txt").toUri().toURL(),
                            second.resolve("parts.txt").toUri().toURL());
            assertThat(loader.getResource("none.txt")).isNull();
        }
    }

    @Test
    void classThatNoBundleHasIsNotFound() throws IOException {
        try (URLClassLoader a = loader(first)) {
            assertThatThrownBy(() -> new CxfClassLoader(null, List.of(a)).loadClass("org.billhook.None"))
                    .isInstanceOf(ClassNotFoundException.class)
                    .hasMessage("org.billhook.None");
        }
    }

    private static URLClassLoader loader(Path folder) throws IOException {
        return new URLClassLoader(new URL[] {folder.toUri().toURL()}, null);
    }
}
