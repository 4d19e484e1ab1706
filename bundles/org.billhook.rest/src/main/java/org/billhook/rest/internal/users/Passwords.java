package org.billhook.rest.internal.users;

import com.nulabinc.zxcvbn.Zxcvbn;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.util.Locale;
import org.billhook.rest.wire.Input;

/** What a password must be like. */
final class Passwords {

    private static final int SHORTEST = 12;
    /** The hash looks at no more. */
    private static final int MOST_BYTES = 72;
    /** Of 0 to 4: a million guesses at least, by lists of common passwords, words and names; a login is given five at a time. */
    private static final int LEAST_SCORE = 2;

    private static final String LETTERS = "ABCDEFGHJKLMNPQRSTUVWXYZabcdefghijkmnopqrstuvwxyz23456789";
    private static final int RANDOM_LENGTH = 20;

    private Passwords() {}

    static void check(Input in, String field, String password, String user) {
        if (password == null) {
            in.refuse("MISSING", field, "%s is missing".formatted(field));
        } else if (password.length() < SHORTEST
                || password.getBytes(StandardCharsets.UTF_8).length > MOST_BYTES
                || password.chars().anyMatch(Character::isISOControl)) {
            in.refuse(
                    "WEAK_PASSWORD",
                    field,
                    "%s must have at least %d characters and at most %d bytes, and no control character"
                            .formatted(field, SHORTEST, MOST_BYTES));
        } else if (user != null && password.toLowerCase(Locale.ROOT).contains(user.toLowerCase(Locale.ROOT))) {
            in.refuse("WEAK_PASSWORD", field, "%s must not contain the user name".formatted(field));
        } else if (new Zxcvbn().measure(password).getScore() < LEAST_SCORE) {
            in.refuse(
                    "COMMON_PASSWORD",
                    field,
                    "%s is one that is guessed early: common passwords and words, repeats, sequences, dates and rows of keys"
                                    .formatted(field)
                            + " are not enough, a few words that have nothing to do with each other are");
        }
    }

    /** About 116 bits, without characters that look alike. */
    static String random() {
        SecureRandom random = new SecureRandom();
        StringBuilder password = new StringBuilder(RANDOM_LENGTH);
        for (int i = 0; i < RANDOM_LENGTH; i++) {
            password.append(LETTERS.charAt(random.nextInt(LETTERS.length())));
        }
        return password.toString();
    }
}
