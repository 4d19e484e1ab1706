package org.billhook.imports.internal.run;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.metatype.annotations.Designate;

/** The folder of all uploads, in the data folder of the server. */
@Component(service = Uploads.class, configurationPid = ImportConfig.PID)
@Designate(ocd = ImportConfig.class)
public final class Uploads {

    private final Path root;
    private final long mostBytes;
    private final int mostJoinedRows;

    @Activate
    public Uploads(ImportConfig config) {
        this(folder(config.folder()), config.largestUploadMiB() * 1024L * 1024, config.mostJoinedRows());
    }

    /** @param mostBytes of all files of an upload together */
    public Uploads(Path root, long mostBytes, int mostJoinedRows) {
        this.root = root;
        this.mostBytes = mostBytes;
        this.mostJoinedRows = mostJoinedRows;
        try {
            Files.createDirectories(root);
        } catch (IOException e) {
            throw new UncheckedIOException("Folder of uploads %s can't be created".formatted(root), e);
        }
    }

    private static Path folder(String configured) {
        return configured.isBlank()
                ? Path.of(System.getProperty("karaf.data", System.getProperty("java.io.tmpdir")), "imports")
                : Path.of(configured);
    }

    /** Begins an upload in a new folder. */
    public Intake begin() throws IOException {
        Path folder = root.resolve(UUID.randomUUID().toString());
        Files.createDirectory(folder);
        return new Intake(new UploadFolder(folder), mostBytes);
    }

    int mostJoinedRows() {
        return mostJoinedRows;
    }

    /** @param name as of {@link UploadFolder#name()} */
    Optional<UploadFolder> find(String name) {
        return Optional.of(root.resolve(name)).filter(Files::isDirectory).map(UploadFolder::new);
    }

    List<UploadFolder> all() throws IOException {
        try (Stream<Path> folders = Files.list(root)) {
            return folders.filter(Files::isDirectory).map(UploadFolder::new).toList();
        }
    }
}
