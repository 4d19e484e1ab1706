package org.billhook.engine.internal.log;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;
import java.util.HexFormat;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.billhook.core.api.Events.Event;

/** A key that events are chained under: HMAC-SHA-256 over all of an event and the hash of the one before. */
final class ChainKey {

    /** Bytes of a secret. */
    static final int LENGTH = 32;

    private static final String MAC = "HmacSHA256";
    private static final int ID_BYTES = 4;

    private final String id;
    private final SecretKeySpec secret;

    ChainKey(byte[] secret) {
        if (secret.length != LENGTH) {
            throw new IllegalArgumentException("A key has %d bytes, not %d".formatted(LENGTH, secret.length));
        }
        this.secret = new SecretKeySpec(secret, MAC);
        this.id = id(secret);
    }

    /** First digits of the SHA-256 of the secret: tells which key it is, and nothing of it. */
    private static String id(byte[] secret) {
        try {
            byte[] hash = MessageDigest.getInstance("SHA-256").digest(secret);
            return HexFormat.of().formatHex(Arrays.copyOf(hash, ID_BYTES));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("Every Java platform has SHA-256", e);
        }
    }

    String id() {
        return id;
    }

    /** @param event its own hash is not looked at */
    String hash(Event event, String before) {
        try {
            Mac mac = Mac.getInstance(MAC);
            mac.init(secret);
            return HexFormat.of().formatHex(mac.doFinal(content(event, before).getBytes(StandardCharsets.UTF_8)));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("Every Java platform has HMAC-SHA-256", e);
        }
    }

    /** Each part with its length before it, so that no part can be taken for another. */
    private static String content(Event event, String before) {
        StringBuilder text = new StringBuilder(event.json().length() + 400);
        add(text, Long.toString(event.number()));
        add(text, event.type());
        add(text, event.subject());
        add(text, event.json());
        add(text, event.at().truncatedTo(ChronoUnit.MICROS).toString());
        add(text, event.covers().orElse(""));
        add(text, before);
        return text.toString();
    }

    private static void add(StringBuilder text, String part) {
        text.append(part.length()).append(':').append(part);
    }
}
