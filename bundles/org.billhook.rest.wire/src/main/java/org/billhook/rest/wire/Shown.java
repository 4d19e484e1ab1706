package org.billhook.rest.wire;

import java.util.regex.Pattern;

/** How much of what a caller sent is given back in an answer, so that no answer grows with what was wrong in its call. */
public final class Shown {

    /** Most characters of a value. */
    public static final int VALUE = 80;

    /** Most findings of a refusal. */
    public static final int FINDINGS = 100;

    private static final int MESSAGE = 4_000;
    private static final int BRIEF = 500;
    private static final Pattern QUOTED = Pattern.compile("(?<![\\p{L}\\p{N}])'([^']{80})[^']+'(?![\\p{L}\\p{N}])");

    private Shown() {}

    /** A value as it is, or its first 80 characters and an ellipsis. */
    public static String value(String value) {
        return shortened(value, VALUE);
    }

    /** A sentence with each value that it quotes shortened, and at most 4,000 characters long. */
    public static String message(String message) {
        if (message.length() <= VALUE) {
            return message;
        }
        return shortened(QUOTED.matcher(message).replaceAll("'$1…'"), MESSAGE);
    }

    static String brief(String message) {
        return shortened(message, BRIEF);
    }

    private static String shortened(String text, int most) {
        return text.length() <= most ? text : text.substring(0, most) + "…";
    }
}
