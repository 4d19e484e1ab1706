package org.billhook.https.internal;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;

/** Keys that the tool of the JDK makes, with certificates that they signed themselves. */
final class Keys {

    static final String PASSWORD = "of-tests-alone";

    private Keys() {}

    /** A key store in PKCS#12. */
    static Path store(Path file, String name, String... further) throws IOException, InterruptedException {
        Files.deleteIfExists(file);
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "keytool").toString(),
                "-genkeypair",
                "-alias",
                "key",
                "-dname",
                "CN=" + name,
                "-startdate",
                "-1d",
                "-storetype",
                "PKCS12",
                "-storepass",
                PASSWORD,
                "-keystore",
                file.toString()));
        command.addAll(List.of(further.length == 0 ? new String[] {"-keyalg", "EC"} : further));
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        String said = new String(process.getInputStream().readAllBytes());
        if (process.waitFor() != 0) {
            throw new IllegalStateException(said);
        }
        return file;
    }

    /** The certificate of a key store in PEM. */
    static String certificate(Path store) throws IOException, GeneralSecurityException {
        return pem("CERTIFICATE", read(store).getCertificate("key").getEncoded());
    }

    /** The key of a key store in PEM. */
    static String key(Path store) throws IOException, GeneralSecurityException {
        return pem(
                "PRIVATE KEY", read(store).getKey("key", PASSWORD.toCharArray()).getEncoded());
    }

    private static KeyStore read(Path store) throws IOException, GeneralSecurityException {
        KeyStore keys = KeyStore.getInstance("PKCS12");
        try (InputStream in = Files.newInputStream(store)) {
            keys.load(in, PASSWORD.toCharArray());
        }
        return keys;
    }

    private static String pem(String type, byte[] der) {
        return "-----BEGIN %s-----\n%s\n-----END %s-----\n"
                .formatted(type, Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(der), type);
    }
}
