package org.billhook.engine.internal.registry;

import java.util.ArrayList;
import java.util.List;

/** Reads the headers of a bundle's manifest: clauses set apart by commas, each with names and then parameters. Pure. */
public final class Header {

    private Header() {}

    /** The names of all clauses, without parameters; empty if there is no such header. */
    public static List<String> names(String header) {
        List<String> names = new ArrayList<>();
        if (header == null) {
            return names;
        }
        for (String clause : split(header, ',')) {
            for (String part : split(clause, ';')) {
                if (part.indexOf('=') < 0 && !part.isBlank()) {
                    names.add(part.strip());
                }
            }
        }
        return names;
    }

    private static List<String> split(String text, char separator) {
        List<String> parts = new ArrayList<>();
        boolean quoted = false;
        int begin = 0;
        for (int i = 0; i < text.length(); i++) {
            char character = text.charAt(i);
            if (character == '"') {
                quoted = !quoted;
            } else if (character == separator && !quoted) {
                parts.add(text.substring(begin, i));
                begin = i + 1;
            }
        }
        parts.add(text.substring(begin));
        return parts;
    }
}
