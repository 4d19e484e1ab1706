package org.billhook.imports.internal.mapping;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.UnaryOperator;

/**
 * Text with columns in braces, such as {@code {TaskNumber}-{DeveloperID}}; a brace itself is written twice. In a counted one
 * {@code {#}} is the place for the number of the row among those that say the same.
 */
public final class Template {

    /** A text that is no template. */
    static final class BadTemplate extends Exception {
        private static final long serialVersionUID = 1L;

        BadTemplate(String message) {
            super(message);
        }
    }

    private record Part(String text, boolean column) {}

    /** A filled text, in two parts where a number goes in between. */
    public record Around(String before, String after) {}

    private static final String NUMBER = "#";

    private final String source;
    private final List<Part> parts;
    private final Set<String> columns;
    private final int number;

    /** @param number place of the number among the parts; -1 for none */
    private Template(String source, List<Part> parts, int number) {
        this.source = source;
        this.parts = List.copyOf(parts);
        this.number = number;
        Set<String> names = new LinkedHashSet<>();
        parts.stream().filter(Part::column).forEach(part -> names.add(part.text()));
        columns = Collections.unmodifiableSet(names);
    }

    static Template parse(String source) throws BadTemplate {
        return new Template(source, parts(source), -1);
    }

    /** One that may have the place for a number, once. */
    static Template parseCounted(String source) throws BadTemplate {
        List<Part> parts = parts(source);
        Part wanted = new Part(NUMBER, true);
        int number = parts.indexOf(wanted);
        if (parts.lastIndexOf(wanted) != number) {
            throw new BadTemplate("'%s' has {#} twice; once is allowed".formatted(source));
        }
        if (number >= 0) {
            parts.remove(number);
        }
        return new Template(source, parts, number);
    }

    private static List<Part> parts(String source) throws BadTemplate {
        List<Part> parts = new ArrayList<>();
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < source.length(); i++) {
            char c = source.charAt(i);
            boolean twice = i + 1 < source.length() && source.charAt(i + 1) == c;
            if ((c == '{' || c == '}') && twice) {
                text.append(c);
                i++;
            } else if (c == '}') {
                throw new BadTemplate("'%s' has a closing brace at %d without an opening one".formatted(source, i + 1));
            } else if (c == '{') {
                int end = source.indexOf('}', i);
                String column = end < 0 ? "" : source.substring(i + 1, end).strip();
                if (column.isEmpty() || column.indexOf('{') >= 0) {
                    throw new BadTemplate("'%s' has an opening brace at %d without a column and a closing one"
                            .formatted(source, i + 1));
                }
                add(parts, text);
                parts.add(new Part(column, true));
                i = end;
            } else {
                text.append(c);
            }
        }
        add(parts, text);
        return parts;
    }

    private static void add(List<Part> parts, StringBuilder text) {
        if (!text.isEmpty()) {
            parts.add(new Part(text.toString(), false));
            text.setLength(0);
        }
    }

    public Set<String> columns() {
        return columns;
    }

    /** Whether it has the place for a number. */
    public boolean isCounted() {
        return number >= 0;
    }

    /**
     * All in the first part where there is no place for a number.
     *
     * @param values the value per column, never null
     */
    public Around fillAround(UnaryOperator<String> values) {
        StringBuilder before = new StringBuilder();
        StringBuilder after = new StringBuilder();
        for (int i = 0; i < parts.size(); i++) {
            (isCounted() && i >= number ? after : before).append(text(parts.get(i), values));
        }
        return isCounted()
                ? new Around(before.toString(), after.toString())
                : new Around(before.toString().strip(), "");
    }

    /** @param values the value per column, never null */
    public String fill(UnaryOperator<String> values) {
        if (parts.size() == 1) {
            return text(parts.get(0), values);
        }
        StringBuilder filled = new StringBuilder();
        parts.forEach(part -> filled.append(text(part, values)));
        return filled.toString();
    }

    private static String text(Part part, UnaryOperator<String> values) {
        return part.column() ? values.apply(part.text()) : part.text();
    }

    @Override
    public String toString() {
        return source;
    }
}
