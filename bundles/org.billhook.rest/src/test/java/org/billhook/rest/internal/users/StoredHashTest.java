package org.billhook.rest.internal.users;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HexFormat;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class StoredHashTest {

    private static final Map<String, String> OPTIONS = Map.of(
            "encryption.prefix", "{CRYPT}", "encryption.suffix", "{CRYPT}", "encryption.encoding", "hexadecimal");

    @TempDir
    Path folder;

    @ParameterizedTest
    @CsvSource({"$2a$10$x, true", "$2b$11$x, true", "$2a$12$x, false", "$2y$13$x, false", "$argon2id$x, false"})
    void costIsReadFromTheHash(String hash, boolean cheaper) {
        String hex = HexFormat.of().formatHex(hash.getBytes(StandardCharsets.US_ASCII));

        assertThat(StoredHash.of("{CRYPT}" + hex + "{CRYPT}", OPTIONS).isCheaperThan(12))
                .isEqualTo(cheaper);
        assertThat(StoredHash.of(hash, Map.of("encryption.encoding", "")).isCheaperThan(12))
                .isEqualTo(cheaper);
    }

    @Test
    void passwordInTheClearIsNoHash() {
        assertThat(StoredHash.of("$2a$10$x", OPTIONS).isCheaperThan(12)).isFalse();
    }

    @Test
    void hashStandsBeforeTheRoles() throws IOException {
        Path file = Files.writeString(folder.resolve("users"), "ada = {CRYPT}2432{CRYPT},viewer,ssh\n");

        assertThat(StoredHash.find(file, "ada", OPTIONS).orElseThrow())
                .isEqualTo(new StoredHash("{CRYPT}2432{CRYPT}", "$2"));
        assertThat(StoredHash.find(file, "bob", OPTIONS)).isEmpty();
    }
}
