package org.billhook.passwords.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.Map;
import org.apache.karaf.jaas.modules.Encryption;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.security.crypto.bcrypt.BCrypt;

class BcryptHashesTest {

    private static final String PASSWORD = "correct horse battery";

    private final Encryption hashes =
            new BcryptHashes().createEncryption(Map.of("algorithm", "bcrypt", "encoding", "hexadecimal", "other", "x"));

    @Test
    void hashIsOfCostTwelveAndFitsItsPasswordOnly() {
        String hash = hashes.encryptPassword(PASSWORD);

        assertThat(new String(HexFormat.of().parseHex(hash), StandardCharsets.US_ASCII))
                .startsWith("$2a$12$");
        assertThat(hashes.checkPassword(PASSWORD, hash)).isTrue();
        assertThat(hashes.checkPassword(PASSWORD + "!", hash)).isFalse();
        assertThat(hashes.encryptPassword(PASSWORD)).as("salted").isNotEqualTo(hash);
    }

    @Test
    void hashOfBeforeGoesOnToCount() {
        String before = HexFormat.of()
                .formatHex(BCrypt.hashpw(PASSWORD, BCrypt.gensalt(10)).getBytes(StandardCharsets.US_ASCII));

        assertThat(hashes.checkPassword(PASSWORD, before)).isTrue();
        assertThat(hashes.checkPassword("another one", before)).isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "in the clear", "00", "2432612431302478"})
    void whatIsNoHashFitsNothing(String kept) {
        assertThat(hashes.checkPassword(kept, kept)).isFalse();
    }

    @Test
    void anotherAlgorithmOrEncodingIsRefused() {
        assertThatThrownBy(() -> new BcryptHashes().createEncryption(Map.of("algorithm", "MD5")))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("'MD5', which must be bcrypt");
        assertThatThrownBy(() -> new BcryptHashes().createEncryption(Map.of("encoding", "base64")))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("'base64', which must be hexadecimal");
    }
}
