package org.billhook.imports.internal.rows;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/**
 * External id of a row, with the place for its number among the rows of the file that say the same.
 *
 * @param counted whether the mapping says where the number stands: between both parts
 */
record RowId(String before, String after, boolean counted) {

    static final int LONGEST = 120;
    private static final int KEPT = 80;
    private static final int HASH = 32;

    /**
     * @param number 1 for the first of equal rows
     * @return at most 120 characters on one line; what does not fit is told apart by a hash of the whole
     */
    String of(int number) {
        if (counted) {
            return folded(before + number + after);
        }
        return folded(number == 1 ? before : before + "~" + number);
    }

    private static String folded(String id) {
        if (id.length() <= LONGEST && isOneLine(id)) {
            return id;
        }
        String plain = id.replaceAll("\\p{Cntrl}+", " ");
        String start = plain.substring(0, Math.min(KEPT, plain.length())).strip();
        return start + "~" + sha256(id).substring(0, HASH);
    }

    private static boolean isOneLine(String id) {
        for (int i = 0; i < id.length(); i++) {
            if (Character.isISOControl(id.charAt(i))) {
                return false;
            }
        }
        return true;
    }

    private static String sha256(String text) {
        try {
            byte[] hash = MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(hash);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java platform has SHA-256", e);
        }
    }
}
