package org.billhook.rest.internal.users;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A token as its owner has it: {@code bh_}, its id, and a secret of 256 random bits. So many can't be guessed, so a plain
 * SHA-256 of the secret is all that needs to be kept, and checking it is quick.
 */
record TokenText(String id, String secret) {

    private static final Pattern FORM = Pattern.compile("bh_([0-9a-f]{16})_([0-9a-f]{64})");

    static TokenText random() {
        SecureRandom random = new SecureRandom();
        return new TokenText(hex(random, 8), hex(random, 32));
    }

    private static String hex(SecureRandom random, int bytes) {
        byte[] drawn = new byte[bytes];
        random.nextBytes(drawn);
        return HexFormat.of().formatHex(drawn);
    }

    static Optional<TokenText> parse(String text) {
        Matcher form = FORM.matcher(text);
        return form.matches() ? Optional.of(new TokenText(form.group(1), form.group(2))) : Optional.empty();
    }

    /** As the owner sends it. */
    String text() {
        return "bh_" + id + "_" + secret;
    }

    /** What is kept of the secret. */
    String hash() {
        return HexFormat.of().formatHex(sha256().digest(secret.getBytes(StandardCharsets.US_ASCII)));
    }

    /** Takes the same time whether and where the two differ. */
    boolean fits(String hash) {
        return MessageDigest.isEqual(
                hash().getBytes(StandardCharsets.US_ASCII), hash.getBytes(StandardCharsets.US_ASCII));
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java has SHA-256", e);
        }
    }

    @Override
    public String toString() {
        return "bh_" + id + "_***";
    }
}
