package org.billhook.core.model;

/**
 * Names one billing object: its kind, which a plugin bundle owns, and its key within the kind.
 *
 * @param kind lower-case id of the kind, for example {@code wbs-element}; at most 40 characters
 * @param key the user's key, for example {@code PC2.PBC42}; 1 to 120 characters, no control characters, no slash
 */
public record ObjectRef(String kind, String key) {

    private static final int LONGEST_KIND = 40;
    private static final int LONGEST_KEY = 120;

    public ObjectRef {
        if (!isKind(kind)) {
            throw new IllegalArgumentException(
                    "Kind '%s' is not a lower-case id of at most 40 letters, digits and hyphens".formatted(kind));
        }
        if (!isKey(key)) {
            throw new IllegalArgumentException(
                    "Key '%s' must have 1 to 120 characters, none of them a slash or a control character"
                            .formatted(key));
        }
    }

    /** Without a pattern, since an import asks for each row. */
    private static boolean isKind(String kind) {
        for (int i = 0; i < kind.length(); i++) {
            char c = kind.charAt(i);
            boolean letter = c >= 'a' && c <= 'z';
            if (!letter && (i == 0 || (c != '-' && (c < '0' || c > '9')))) {
                return false;
            }
        }
        return !kind.isEmpty() && kind.length() <= LONGEST_KIND;
    }

    /** Without a pattern likewise. */
    private static boolean isKey(String key) {
        for (int i = 0; i < key.length(); i++) {
            char c = key.charAt(i);
            if (c < ' ' || c == '\u007f' || c == '/') {
                return false;
            }
        }
        return !key.isBlank() && key.codePointCount(0, key.length()) <= LONGEST_KEY;
    }

    /** Reads {@code kind/key}, the form of {@link #toString()}. */
    public static ObjectRef parse(String text) {
        int slash = text.indexOf('/');
        if (slash < 0) {
            throw new IllegalArgumentException("Reference '%s' is not of the form kind/key".formatted(text));
        }
        return new ObjectRef(text.substring(0, slash), text.substring(slash + 1));
    }

    @Override
    public String toString() {
        return kind + "/" + key;
    }
}
