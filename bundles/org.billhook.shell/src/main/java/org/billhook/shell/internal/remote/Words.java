package org.billhook.shell.internal.remote;

import java.util.ArrayList;
import java.util.List;
import org.billhook.shell.internal.CommandRefused;

/**
 * Cuts a line into words. Blanks part them; what stands between {@code '…'} or {@code "…"} is one word or a part of one; a backslash takes
 * the next character as it is, within {@code "…"} only a quote or a backslash, within {@code '…'} none. No other character has a meaning.
 */
final class Words {

    private static final char BACKSLASH = '\\';
    private static final char DOUBLE = '"';
    private static final char SINGLE = '\'';
    private static final char NONE = 0;

    private final String line;
    private final List<String> words = new ArrayList<>();
    private final StringBuilder word = new StringBuilder();
    private boolean begun;
    private char quote = NONE;
    private int at;

    private Words(String line) {
        this.line = line;
    }

    /** @throws CommandRefused if a quote is not closed */
    static List<String> of(String line) {
        return new Words(line).cut();
    }

    private List<String> cut() {
        for (at = 0; at < line.length(); at++) {
            char next = line.charAt(at);
            if (quote != NONE) {
                quoted(next);
            } else if (next == SINGLE || next == DOUBLE) {
                quote = next;
                begun = true;
            } else if (Character.isWhitespace(next)) {
                end();
            } else {
                take(next == BACKSLASH && at + 1 < line.length() ? line.charAt(++at) : next);
            }
        }
        if (quote != NONE) {
            throw new CommandRefused("A quote %s is not closed".formatted(quote));
        }
        end();
        return List.copyOf(words);
    }

    private void quoted(char next) {
        if (next == quote) {
            quote = NONE;
        } else if (next == BACKSLASH && quote == DOUBLE && isEscapable()) {
            take(line.charAt(++at));
        } else {
            take(next);
        }
    }

    private boolean isEscapable() {
        return at + 1 < line.length() && (line.charAt(at + 1) == DOUBLE || line.charAt(at + 1) == BACKSLASH);
    }

    private void take(char next) {
        word.append(next);
        begun = true;
    }

    private void end() {
        if (begun) {
            words.add(word.toString());
        }
        word.setLength(0);
        begun = false;
    }
}
