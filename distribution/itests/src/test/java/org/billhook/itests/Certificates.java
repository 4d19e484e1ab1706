package org.billhook.itests;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.util.Base64;
import java.util.List;

/** Keys with certificates that they signed themselves, made by the tool of the JDK. */
final class Certificates {

    static final String KEY_STORE_PASSWORD = "of-key-stores-in-tests";

    private Certificates() {}

    /**
     * A key store in PKCS#12 in place of what was there.
     *
     * @param from when it begins to count, such as {@code -10d}
     */
    static void store(Path file, String name, String from, int days) throws IOException, InterruptedException {
        Path made = file.resolveSibling(file.getFileName() + ".new");
        Files.deleteIfExists(made);
        Process process = new ProcessBuilder(List.of(
                        Path.of(System.getProperty("java.home"), "bin", "keytool")
                                .toString(),
                        "-genkeypair",
                        "-keyalg",
                        "EC",
                        "-alias",
                        "server",
                        "-dname",
                        "CN=" + name,
                        "-ext",
                        "SAN=IP:127.0.0.1,DNS:localhost",
                        "-startdate",
                        from,
                        "-validity",
                        String.valueOf(days),
                        "-storetype",
                        "PKCS12",
                        "-storepass",
                        KEY_STORE_PASSWORD,
                        "-keystore",
                        made.toString()))
                .redirectErrorStream(true)
                .start();
        String said = new String(process.getInputStream().readAllBytes());
        if (process.waitFor() != 0) {
            throw new IllegalStateException(said);
        }
        Files.move(made, file, java.nio.file.StandardCopyOption.REPLACE_EXISTING);
    }

    /** The certificate and the key of a key store, each in a file in PEM. */
    static void pem(Path store, Path certificate, Path key) throws IOException, GeneralSecurityException {
        KeyStore keys = KeyStore.getInstance("PKCS12");
        try (InputStream in = Files.newInputStream(store)) {
            keys.load(in, KEY_STORE_PASSWORD.toCharArray());
        }
        write(certificate, "CERTIFICATE", keys.getCertificate("server").getEncoded());
        write(
                key,
                "PRIVATE KEY",
                keys.getKey("server", KEY_STORE_PASSWORD.toCharArray()).getEncoded());
    }

    private static void write(Path file, String type, byte[] der) throws IOException {
        String body = Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(der);
        Files.writeString(file, "-----BEGIN %s-----\n%s\n-----END %s-----\n".formatted(type, body, type));
    }
}
