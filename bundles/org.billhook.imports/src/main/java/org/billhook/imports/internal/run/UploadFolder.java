package org.billhook.imports.internal.run;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.stream.Stream;

/** The folder with the files of one upload. */
final class UploadFolder {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String DESCRIPTION = "upload.json";

    private final Path path;

    UploadFolder(Path path) {
        this.path = path;
    }

    String name() {
        return path.getFileName().toString();
    }

    /** Whether the upload came in whole. */
    boolean isComplete() {
        return Files.isRegularFile(path.resolve(DESCRIPTION));
    }

    /** Whether nothing was added since. */
    boolean isOlderThan(Instant time) throws IOException {
        return Files.getLastModifiedTime(path).toInstant().isBefore(time);
    }

    Upload upload() throws IOException {
        return JSON.readValue(path.resolve(DESCRIPTION).toFile(), Upload.class);
    }

    /** Makes the upload complete, at once. */
    void describe(Upload upload) throws IOException {
        Path draft = path.resolve(DESCRIPTION + ".new");
        JSON.writeValue(draft.toFile(), upload);
        Files.move(draft, path.resolve(DESCRIPTION), StandardCopyOption.ATOMIC_MOVE);
    }

    Path file(String name) {
        return path.resolve(name);
    }

    Map<String, Path> joined(Upload upload) {
        Map<String, Path> joined = new HashMap<>();
        upload.joined().forEach((name, file) -> joined.put(name, path.resolve(file)));
        return joined;
    }

    /** Does nothing where it is gone. */
    void delete() throws IOException {
        if (!Files.isDirectory(path)) {
            return;
        }
        try (Stream<Path> files = Files.list(path)) {
            for (Path file : files.toList()) {
                Files.deleteIfExists(file);
            }
        }
        Files.deleteIfExists(path);
    }
}
