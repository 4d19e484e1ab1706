package org.billhook.itests;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Where the files that the tests need are; the build says so in system properties. */
final class TestFiles {

    private TestFiles() {}

    /** The archive that was built. */
    static Path archive() {
        return given("billhook.archive");
    }

    /** The folder of the clients that are generated. */
    static Path client() {
        return given("billhook.client");
    }

    /** The bundle of the itemized relevance that was built. */
    static Path itemized() {
        return given("billhook.itemized");
    }

    /** Maven's local repository. */
    static Path repository() {
        return given("billhook.repository");
    }

    /** The folder beside the repository with real data; may be absent. */
    static Path shared() {
        return given("billhook.shared");
    }

    /** A page of the handbook. */
    static Path page(String name) {
        return given("billhook.docs").resolve(name);
    }

    /** A new folder in target. */
    static Path folder(String name) throws IOException {
        Path parent = Files.createDirectories(given("billhook.target").resolve("servers"));
        return Files.createTempDirectory(parent, name + "-");
    }

    private static Path given(String property) {
        return Path.of(System.getProperty(property)).toAbsolutePath().normalize();
    }
}
