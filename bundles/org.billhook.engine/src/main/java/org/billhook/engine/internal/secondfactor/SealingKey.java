package org.billhook.engine.internal.secondfactor;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import javax.crypto.Cipher;
import javax.crypto.Mac;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;
import org.billhook.core.api.BillhookException;
import org.billhook.core.model.Finding;
import org.billhook.engine.internal.files.PrivateFile;

/** The key that secrets of second factors are sealed under. It stands in a file: who reads the database alone has none of them. */
final class SealingKey {

    private static final int LENGTH = 32;
    private static final int NONCE = 12;
    private static final int TAG_BITS = 128;
    private static final int ID_LENGTH = 8;
    private static final String CIPHER = "AES/GCM/NoPadding";
    private static final String HASH = "HmacSHA256";
    private static final String PARTED = ":";
    private static final String TEXT =
            """
            # Key that the secrets of second factors are kept under. Whoever has this file and the database has the secrets: keep it from
            # others, and keep a copy of it apart from that of the database. All nodes on one database have the same file.
            key %s
            """;

    private final SecretKeySpec sealing;
    private final SecretKeySpec hashing;
    private final String id;

    private SealingKey(byte[] secret) {
        sealing = new SecretKeySpec(secret, "AES");
        hashing = new SecretKeySpec(mac(new SecretKeySpec(secret, HASH), "recovery codes"), HASH);
        id = HexFormat.of()
                .formatHex(mac(new SecretKeySpec(secret, HASH), "id"))
                .substring(0, ID_LENGTH);
    }

    /** @throws BillhookException UNAVAILABLE if it is not there, or not as it was written */
    static SealingKey read(Path file) {
        try {
            List<String> lines = Files.readAllLines(file).stream()
                    .filter(line -> line.startsWith("key "))
                    .toList();
            byte[] secret = HexFormat.of()
                    .parseHex(lines.get(0).substring("key ".length()).strip());
            if (secret.length != LENGTH) {
                throw new IllegalArgumentException("A key has %d bytes".formatted(LENGTH));
            }
            return new SealingKey(secret);
        } catch (IOException e) {
            throw unavailable(
                    Files.exists(file)
                            ? "The file %s with the key of second factors can't be read".formatted(file)
                            : "The file %s with the key of second factors is not there: bring it back from the backup, or from another node"
                                    .formatted(file));
        } catch (IllegalArgumentException | IndexOutOfBoundsException e) {
            throw unavailable("The file %s with the key of second factors is not as it was written".formatted(file));
        }
    }

    /** Makes a key and writes it to its file. */
    static SealingKey create(Path file) {
        byte[] secret = random(LENGTH);
        try {
            PrivateFile.write(file, TEXT.formatted(HexFormat.of().formatHex(secret)));
        } catch (IOException e) {
            throw unavailable(
                    "The file %s with the key of second factors can't be made: %s".formatted(file, e.getMessage()));
        }
        return new SealingKey(secret);
    }

    static byte[] random(int length) {
        byte[] drawn = new byte[length];
        new SecureRandom().nextBytes(drawn);
        return drawn;
    }

    /** @param user for whom alone it can be opened */
    String seal(String user, byte[] secret) {
        byte[] nonce = random(NONCE);
        byte[] sealed = cipher(Cipher.ENCRYPT_MODE, user, nonce, secret);
        return id
                + PARTED
                + Base64.getEncoder()
                        .encodeToString(ByteBuffer.allocate(NONCE + sealed.length)
                                .put(nonce)
                                .put(sealed)
                                .array());
    }

    /** @throws BillhookException UNAVAILABLE if it was sealed under another key or for another user */
    byte[] open(String user, String text) {
        String[] parts = text.split(PARTED, 2);
        if (!parts[0].equals(id)) {
            throw unavailable(
                    "The second factor of '%s' is kept under the key %s, and this server has the key %s: give it the file of before,"
                                    .formatted(user, parts[0], id)
                            + " or that of the other nodes");
        }
        ByteBuffer sealed = ByteBuffer.wrap(Base64.getDecoder().decode(parts[1]));
        byte[] nonce = new byte[NONCE];
        sealed.get(nonce);
        byte[] rest = new byte[sealed.remaining()];
        sealed.get(rest);
        return cipher(Cipher.DECRYPT_MODE, user, nonce, rest);
    }

    /** What is kept of a recovery code. */
    String hash(String user, String code) {
        return HexFormat.of().formatHex(mac(hashing, user + "\n" + code));
    }

    private byte[] cipher(int mode, String user, byte[] nonce, byte[] text) {
        try {
            Cipher cipher = Cipher.getInstance(CIPHER);
            cipher.init(mode, sealing, new GCMParameterSpec(TAG_BITS, nonce));
            cipher.updateAAD(user.getBytes(StandardCharsets.UTF_8));
            return cipher.doFinal(text);
        } catch (GeneralSecurityException e) {
            throw unavailable("The second factor of '%s' was changed in the database".formatted(user));
        }
    }

    private static byte[] mac(SecretKeySpec key, String text) {
        try {
            Mac mac = Mac.getInstance(HASH);
            mac.init(key);
            return mac.doFinal(text.getBytes(StandardCharsets.UTF_8));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("Every Java has " + HASH, e);
        }
    }

    private static BillhookException unavailable(String message) {
        return new BillhookException(BillhookException.Type.UNAVAILABLE, Finding.error("SECOND_FACTOR_KEY", message));
    }
}
