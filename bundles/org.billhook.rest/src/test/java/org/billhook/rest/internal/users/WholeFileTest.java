package org.billhook.rest.internal.users;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.FileOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class WholeFileTest {

    private static final String SHORT = "admin = hash\n";
    private static final String LONG = "admin = hash,administrator\n";

    @TempDir
    private Path folder;

    private Path file;

    @BeforeEach
    void users() throws IOException {
        file = Files.writeString(folder.resolve("users.properties"), SHORT);
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-------"));
    }

    /** As the container writes: in place. */
    private static void overwrite(Path target, String content) {
        try (FileOutputStream out = new FileOutputStream(target.toFile())) {
            out.write(content.getBytes(StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Test
    void whoReadsMeanwhileSeesOneOrTheOther() throws Exception {
        Set<String> seen = ConcurrentHashMap.newKeySet();
        AtomicBoolean ended = new AtomicBoolean();
        CompletableFuture<Void> reader = CompletableFuture.runAsync(() -> {
            while (!ended.get()) {
                try {
                    seen.add(Files.readString(file));
                } catch (IOException e) {
                    throw new UncheckedIOException(e);
                }
            }
        });
        for (int i = 0; i < 1000; i++) {
            String content = i % 2 == 0 ? LONG : SHORT;
            WholeFile.change(file, next -> overwrite(next, content));
        }
        ended.set(true);
        reader.get();
        assertThat(seen).isSubsetOf(SHORT, LONG);
    }

    @Test
    void whoMayReadItStaysAsItWas() throws IOException {
        WholeFile.change(file, next -> overwrite(next, LONG));
        assertThat(file).hasContent(LONG);
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                .isEqualTo("rw-------");
        assertThat(folder).isDirectoryContaining(one -> one.equals(file));
    }

    @Test
    void whatBreaksLeavesItAsItWas() {
        assertThatThrownBy(() -> WholeFile.change(file, next -> {
                    overwrite(next, "half");
                    throw new IllegalStateException("on purpose");
                }))
                .hasMessage("on purpose");
        assertThat(file).hasContent(SHORT);
    }
}
