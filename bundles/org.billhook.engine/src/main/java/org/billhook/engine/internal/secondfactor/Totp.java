package org.billhook.engine.internal.secondfactor;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.time.Instant;
import java.util.Locale;
import java.util.OptionalLong;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** Codes by time (RFC 6238) as devices know them: SHA-1, steps of 30 seconds, six digits. */
final class Totp {

    /** Bytes of a secret, as long as the hash (RFC 4226, R6). */
    static final int SECRET_LENGTH = 20;

    private static final int STEP_SECONDS = 30;
    /** The clock of a device may be so many steps ahead or behind. */
    private static final int TOLERANCE = 1;

    private static final int MODULUS = 1_000_000;
    private static final String ALGORITHM = "HmacSHA1";

    private Totp() {}

    static long step(Instant at) {
        return Math.floorDiv(at.getEpochSecond(), STEP_SECONDS);
    }

    static String code(byte[] secret, long step) {
        byte[] hash;
        try {
            Mac mac = Mac.getInstance(ALGORITHM);
            mac.init(new SecretKeySpec(secret, ALGORITHM));
            hash = mac.doFinal(ByteBuffer.allocate(Long.BYTES).putLong(step).array());
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("Every Java has " + ALGORITHM, e);
        }
        int offset = hash[hash.length - 1] & 0xf;
        int truncated = ByteBuffer.wrap(hash).getInt(offset) & Integer.MAX_VALUE;
        return String.format(Locale.ROOT, "%06d", truncated % MODULUS);
    }

    /**
     * The step that a code is of, as far as it may be off now. Takes as long whether and where the code differs.
     *
     * @param after no step up to this one counts
     */
    static OptionalLong find(byte[] secret, String code, Instant now, long after) {
        byte[] given = code.getBytes(StandardCharsets.UTF_8);
        long step = step(now);
        OptionalLong found = OptionalLong.empty();
        for (long of = step - TOLERANCE; of <= step + TOLERANCE; of++) {
            boolean same = MessageDigest.isEqual(code(secret, of).getBytes(StandardCharsets.US_ASCII), given);
            if (same && of > after) {
                found = OptionalLong.of(of);
            }
        }
        return found;
    }
}
