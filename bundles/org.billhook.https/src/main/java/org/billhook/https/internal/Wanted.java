package org.billhook.https.internal;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * What the settings ask for.
 *
 * @param files one key store, or the certificate and its key; none for no port at all
 * @param password of the key store
 * @param hstsSeconds zero for no header
 */
record Wanted(Address address, List<Path> files, String password, long hstsSeconds) {

    private static final long MOST_BYTES = 1L << 20;

    /** Where to listen. */
    record Address(String host, int port) {}

    Wanted {
        files = List.copyOf(files);
    }

    /**
     * @param folder files are relative to it
     * @throws Unusable if the settings contradict each other
     */
    static Wanted of(Https.Config config, Path folder) throws Unusable {
        String store = config.keyStore().strip();
        String certificate = config.certificate().strip();
        String key = config.key().strip();
        if (!store.isEmpty() && !(certificate.isEmpty() && key.isEmpty())) {
            throw new Unusable("keyStore is set, and certificate or key too: only one of the two ways is allowed");
        }
        if (certificate.isEmpty() != key.isEmpty()) {
            throw new Unusable("%s is set without %s: both are needed"
                    .formatted(key.isEmpty() ? "certificate" : "key", key.isEmpty() ? "key" : "certificate"));
        }
        List<Path> files = new ArrayList<>();
        for (String name : List.of(store, certificate, key)) {
            if (!name.isEmpty()) {
                files.add(folder.resolve(name));
            }
        }
        return new Wanted(
                new Address(config.host().strip(), config.port()),
                files,
                config.password(),
                config.hstsDays() * 86_400L);
    }

    boolean isNothing() {
        return files.isEmpty();
    }

    /** What is in the files now. */
    List<Content> read() throws Unusable {
        List<Content> contents = new ArrayList<>();
        for (Path file : files) {
            contents.add(new Content(file, bytes(file)));
        }
        return contents;
    }

    private static byte[] bytes(Path file) throws Unusable {
        try {
            if (Files.size(file) > MOST_BYTES) {
                throw new Unusable("%s has more than %d bytes".formatted(file, MOST_BYTES));
            }
            return Files.readAllBytes(file);
        } catch (NoSuchFileException e) {
            throw new Unusable("There is no file %s".formatted(file));
        } catch (IOException e) {
            throw new Unusable("%s can't be read: %s".formatted(file, e));
        }
    }
}
