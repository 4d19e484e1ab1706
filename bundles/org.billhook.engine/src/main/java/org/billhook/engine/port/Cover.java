package org.billhook.engine.port;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Says with an event what rows its transaction wrote, so that the chain of events holds them too.
 *
 * @param table that has them, or {@link #BILLED}
 * @param group id of the request that lines are of or that entries bill by, of the act that other entries are of; 0 for other tables
 * @param first id, position or id of a source, inclusive
 * @param last likewise
 * @param digest SHA-256 over the digests of the rows, each over all that is never changed of it; hexadecimal
 */
public record Cover(String table, long group, long first, long last, String digest) {

    /** Instead of a table: the entries that bill by one request. */
    public static final String BILLED = "billed";

    /** The greatest there is. */
    public static final long LAST = 999_999_999_999_999_999L;

    private static final Pattern LINE = Pattern.compile("(\\w+) (\\d{1,18}) (\\d{1,18})-(\\d{1,18}) ([0-9a-f]{64})");

    /** The rows, whatever they are like. */
    public String rows() {
        return "%s %d %d-%d".formatted(table, group, first, last);
    }

    /** One line of text each. */
    public static String text(List<Cover> covers) {
        StringBuilder text = new StringBuilder(covers.size() * 100);
        covers.forEach(cover ->
                text.append(cover.rows()).append(' ').append(cover.digest()).append('\n'));
        return text.toString();
    }

    /** @throws IllegalArgumentException if the text is none of {@link #text}: somebody changed it */
    public static List<Cover> parse(String text) {
        List<Cover> covers = new ArrayList<>();
        for (String line : text.split("\n")) {
            Matcher parts = LINE.matcher(line);
            if (!parts.matches()) {
                throw new IllegalArgumentException("What an event covers can't be read");
            }
            covers.add(new Cover(
                    parts.group(1),
                    Long.parseLong(parts.group(2)),
                    Long.parseLong(parts.group(3)),
                    Long.parseLong(parts.group(4)),
                    parts.group(5)));
        }
        return covers;
    }
}
