package org.billhook.contents;

import java.io.IOException;
import java.io.InputStream;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.regex.Pattern;

/** Which licences may be shipped, and how the many ways to write them are read. */
final class Licences {

    static final Set<String> ALLOWED = Set.of(
            "Apache-2.0",
            "BSD-2-Clause",
            "BSD-3-Clause",
            "CC0-1.0",
            "CDDL-1.1",
            "EPL-1.0",
            "EPL-2.0",
            "ISC",
            "MIT",
            "MPL-2.0");

    private static final Map<Pattern, String> WORDS = words();
    private static final Properties READ_BY_HAND = readByHand();

    private Licences() {}

    /** The SPDX id, or the words themselves when they are not known. */
    static String id(String words) {
        return WORDS.entrySet().stream()
                .filter(entry -> entry.getKey().matcher(words).find())
                .map(Map.Entry::getValue)
                .findFirst()
                .orElse(words.strip());
    }

    /** What was found in the jar itself; where that is nothing, what a person has read in its licence file. */
    static SortedSet<String> of(String group, String artifact, Collection<String> found) {
        SortedSet<String> ids = new TreeSet<>();
        found.forEach(words -> ids.add(id(words)));
        String byHand = READ_BY_HAND.getProperty(group + "/" + artifact);
        if (ids.isEmpty() && byHand != null) {
            ids.add(byHand);
        }
        return ids;
    }

    private static Map<Pattern, String> words() {
        Map<Pattern, String> words = new LinkedHashMap<>();
        words.put(ignoringCase("classpath|gpl-?v?2 w/ ?cpe"), "GPL-2.0-with-classpath-exception");
        words.put(ignoringCase("lgpl|lesser general"), "LGPL-2.1-or-later");
        words.put(ignoringCase("\\bgpl|gnu general"), "GPL");
        words.put(ignoringCase("apache.*2"), "Apache-2.0");
        words.put(ignoringCase("epl[- ]v?2|eclipse public license.*2"), "EPL-2.0");
        words.put(ignoringCase("epl[- ]v?1|eclipse public license.*1"), "EPL-1.0");
        words.put(ignoringCase("edl|eclipse distribution license"), "BSD-3-Clause");
        words.put(ignoringCase("bsd-3|asm\\.ow2"), "BSD-3-Clause");
        words.put(ignoringCase("\\bbsd"), "BSD-2-Clause");
        words.put(ignoringCase("\\bcddl|javax\\.annotation/blob/master/license"), "CDDL-1.1");
        words.put(ignoringCase("\\bmpl.?2"), "MPL-2.0");
        words.put(ignoringCase("\\bmit\\b"), "MIT");
        return words;
    }

    private static Pattern ignoringCase(String pattern) {
        return Pattern.compile(pattern, Pattern.CASE_INSENSITIVE);
    }

    private static Properties readByHand() {
        try (InputStream in = Licences.class.getResourceAsStream("licences.properties")) {
            Properties properties = new Properties();
            properties.load(in);
            return properties;
        } catch (IOException e) {
            throw new IllegalStateException("licences.properties does not read", e);
        }
    }
}
