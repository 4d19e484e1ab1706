package org.billhook.itests;

import java.nio.ByteBuffer;
import java.security.GeneralSecurityException;
import java.util.Locale;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** What a user has in the pocket: computes codes of a secret, each of them given once. Not for more than one thread. */
final class Device {

    private static final String ALPHABET = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";
    private static final long STEP_MILLIS = 30_000;

    private final byte[] secret;
    private long last;

    /** @param base32 as the server gave it */
    Device(String base32) {
        ByteBuffer bytes = ByteBuffer.allocate(base32.length() * 5 / 8);
        int buffer = 0;
        int bits = 0;
        for (char next : base32.toCharArray()) {
            buffer = buffer << 5 | ALPHABET.indexOf(next);
            bits += 5;
            if (bits >= 8) {
                bits -= 8;
                bytes.put((byte) (buffer >> bits));
            }
        }
        this.secret = bytes.array();
    }

    /** The next code that the server takes, whose clock may be a step ahead or behind; waits for it if it must. */
    String code() throws InterruptedException {
        last = Math.max(last + 1, now() - 1);
        while (last > now() + 1) {
            Thread.sleep(500);
        }
        if (last == now() - 1 && System.currentTimeMillis() % STEP_MILLIS > STEP_MILLIS - 5_000) {
            last++; // it would be over by the time that it is there
        }
        return code(last);
    }

    /** One that the server does not take. */
    String wrong(int number) {
        String code = String.format(Locale.ROOT, "%06d", number % 1_000_000);
        for (long step = now() - 3; step <= now() + 3; step++) {
            if (code(step).equals(code)) {
                return wrong(number + 500_000);
            }
        }
        return code;
    }

    private static long now() {
        return System.currentTimeMillis() / STEP_MILLIS;
    }

    private String code(long step) {
        try {
            Mac mac = Mac.getInstance("HmacSHA1");
            mac.init(new SecretKeySpec(secret, "HmacSHA1"));
            byte[] hash = mac.doFinal(ByteBuffer.allocate(8).putLong(step).array());
            int number = ByteBuffer.wrap(hash).getInt(hash[hash.length - 1] & 15) & Integer.MAX_VALUE;
            return String.format(Locale.ROOT, "%06d", number % 1_000_000);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }
}
