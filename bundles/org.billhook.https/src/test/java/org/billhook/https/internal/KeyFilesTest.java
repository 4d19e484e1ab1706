package org.billhook.https.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class KeyFilesTest {

    private static final Instant NOW = Instant.now();

    @TempDir
    private Path folder;

    private Path store;

    @BeforeEach
    void key() throws Exception {
        store = Keys.store(folder.resolve("server.p12"), "one");
    }

    private static Content text(String name, String text) {
        return new Content(Path.of(name), text.getBytes(StandardCharsets.UTF_8));
    }

    private Content binary() throws Exception {
        return new Content(Path.of("server.p12"), Files.readAllBytes(store));
    }

    private static KeyFiles read(Content... contents) throws Unusable {
        return KeyFiles.of(List.of(contents), "", NOW);
    }

    @ParameterizedTest
    @ValueSource(strings = {"RSA", "EC", "Ed25519"})
    void keyStoresAndPemAreRead(String algorithm) throws Exception {
        store = Keys.store(store, "of " + algorithm, "-keyalg", algorithm);

        assertThat(KeyFiles.of(List.of(binary()), Keys.PASSWORD, NOW)
                        .certificate()
                        .getSubjectX500Principal())
                .hasToString("CN=of " + algorithm);
        KeyFiles pem = read(
                text("a.pem", "Subject: any\n" + Keys.certificate(store)), text("b.pem", "# any\n" + Keys.key(store)));
        assertThat(pem.certificate().getSubjectX500Principal()).hasToString("CN=of " + algorithm);
        assertThat(pem.context().createSSLEngine()).isNotNull();
    }

    @Test
    void wrongPasswordsAndDamagedStoresAreTold() throws Exception {
        assertThatThrownBy(() -> KeyFiles.of(List.of(binary()), "wrong", NOW))
                .isInstanceOf(Unusable.class)
                .hasMessage("The password of server.p12 is wrong");
        assertThatThrownBy(() -> read(text("server.p12", "nonsense")))
                .isInstanceOf(Unusable.class)
                .hasMessage("server.p12 is no key store in PKCS#12");
        byte[] half = java.util.Arrays.copyOf(binary().bytes(), 200);
        assertThatThrownBy(() -> KeyFiles.of(List.of(new Content(store, half)), Keys.PASSWORD, NOW))
                .isInstanceOf(Unusable.class);
    }

    @Test
    void certificatesThatDoNotCountNowAreRefused() throws Exception {
        Content content = binary();
        assertThatThrownBy(() -> KeyFiles.of(List.of(content), Keys.PASSWORD, NOW.plus(Duration.ofDays(400))))
                .isInstanceOf(Unusable.class)
                .hasMessageMatching("The certificate in server.p12 counts from \\S+ to \\S+, not now");
        assertThatThrownBy(() -> KeyFiles.of(List.of(content), Keys.PASSWORD, NOW.minus(Duration.ofDays(2))))
                .isInstanceOf(Unusable.class);
    }

    @Test
    void theKeyOfAnotherCertificateIsRefused() throws Exception {
        Content certificate = text("cert.pem", Keys.certificate(store));
        Path other = Keys.store(folder.resolve("other.p12"), "two");
        Path rsa = Keys.store(folder.resolve("rsa.p12"), "three", "-keyalg", "RSA");

        for (Path stranger : List.of(other, rsa)) {
            assertThatThrownBy(() -> read(certificate, text("key.pem", Keys.key(stranger))))
                    .isInstanceOf(Unusable.class)
                    .hasMessage("The key in key.pem is not the one of the first certificate");
        }
    }

    @Test
    void pemThatIsNoneIsTold() throws Exception {
        String certificate = Keys.certificate(store);
        String key = Keys.key(store);
        assertThatThrownBy(() -> read(text("cert.pem", key), text("key.pem", key)))
                .hasMessage("cert.pem has no certificate in PEM");
        assertThatThrownBy(() -> read(text("cert.pem", certificate), text("key.pem", certificate)))
                .hasMessage("key.pem has no private key in PEM");
        assertThatThrownBy(() -> read(
                        text("cert.pem", certificate),
                        text("key.pem", key.replace("PRIVATE KEY", "ENCRYPTED PRIVATE KEY"))))
                .hasMessageContaining("key.pem is encrypted")
                .hasMessageContaining("openssl pkey");
        assertThatThrownBy(() -> read(
                        text("cert.pem", certificate), text("key.pem", key.replace("PRIVATE KEY", "EC PRIVATE KEY"))))
                .hasMessageContaining("in an old form");
        assertThatThrownBy(() -> read(text("cert.pem", certificate.replace("M", "%")), text("key.pem", key)))
                .isInstanceOf(Unusable.class);
    }
}
