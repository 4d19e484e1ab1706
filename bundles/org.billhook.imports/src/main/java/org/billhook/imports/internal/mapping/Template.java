package org.billhook.imports.internal.mapping;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.UnaryOperator;

/** Text with columns in braces, such as {@code {TaskNumber}-{DeveloperID}}; a brace itself is written twice. */
public final class Template {

    /** A text that is no template. */
    static final class BadTemplate extends Exception {
        private static final long serialVersionUID = 1L;

        BadTemplate(String message) {
            super(message);
        }
    }

    private record Part(String text, boolean column) {}

    private final String source;
    private final List<Part> parts;
    private final Set<String> columns;

    private Template(String source, List<Part> parts) {
        this.source = source;
        this.parts = List.copyOf(parts);
        Set<String> names = new LinkedHashSet<>();
        parts.stream().filter(Part::column).forEach(part -> names.add(part.text()));
        columns = Collections.unmodifiableSet(names);
    }

    static Template parse(String source) throws BadTemplate {
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
        return new Template(source, parts);
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
