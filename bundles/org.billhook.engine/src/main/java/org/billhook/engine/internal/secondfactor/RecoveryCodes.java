package org.billhook.engine.internal.secondfactor;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/** Codes for a lost device, of 80 random bits each: {@code abcd-efgh-2345-67ab}. */
final class RecoveryCodes {

    static final int NUMBER = 10;

    private static final int GROUPS = 4;
    private static final int GROUP_LENGTH = 4;
    private static final String ALPHABET = "abcdefghijklmnopqrstuvwxyz234567";
    private static final Pattern SEPARATOR = Pattern.compile(" ");

    private RecoveryCodes() {}

    static List<String> random() {
        SecureRandom random = new SecureRandom();
        List<String> codes = new ArrayList<>();
        while (codes.size() < NUMBER) {
            StringBuilder code = new StringBuilder();
            for (int i = 0; i < GROUPS * GROUP_LENGTH; i++) {
                code.append(i > 0 && i % GROUP_LENGTH == 0 ? "-" : "")
                        .append(ALPHABET.charAt(random.nextInt(ALPHABET.length())));
            }
            codes.add(code.toString());
        }
        return List.copyOf(codes);
    }

    static String hashes(SealingKey key, String user, List<String> codes) {
        return String.join(" ", codes.stream().map(code -> key.hash(user, code)).toList());
    }

    static int count(String hashes) {
        return (int)
                SEPARATOR.splitAsStream(hashes).filter(hash -> !hash.isEmpty()).count();
    }

    /** The hashes that are left when a code was used; empty if it is none of them. */
    static Optional<String> without(SealingKey key, String user, String code, String hashes) {
        byte[] used = key.hash(user, code.toLowerCase(Locale.ROOT)).getBytes(StandardCharsets.US_ASCII);
        List<String> all = Arrays.asList(SEPARATOR.split(hashes));
        List<String> left = new ArrayList<>();
        for (String hash : all) {
            if (!MessageDigest.isEqual(hash.getBytes(StandardCharsets.US_ASCII), used)) {
                left.add(hash);
            }
        }
        return left.size() == all.size() ? Optional.empty() : Optional.of(String.join(" ", left));
    }
}
