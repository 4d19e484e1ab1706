package org.billhook.core.derivation;

import java.util.ArrayList;
import java.util.List;

/**
 * How a line came to its amount (law 6), written by the code that computed it, in the same step. Stored as compact text:
 * steps end with {@code ;}, arguments are set apart by {@code |}, both escaped by a backslash. A backslash is escaped too.
 */
public final class Derivation {

    private final List<Step> steps;

    public Derivation(List<Step> steps) {
        this.steps = List.copyOf(steps);
    }

    public List<Step> steps() {
        return steps;
    }

    /** This derivation with one more step at its end. */
    public Derivation with(Step step) {
        List<Step> more = new ArrayList<>(steps);
        more.add(step);
        return new Derivation(more);
    }

    /** The stored form; {@link #parse} reads it back. */
    public String text() {
        StringBuilder out = new StringBuilder(32 * steps.size());
        for (Step step : steps) {
            out.append(step.code());
            for (String arg : step.args()) {
                out.append('|');
                escape(arg, out);
            }
            out.append(';');
        }
        return out.toString();
    }

    /** @throws IllegalArgumentException if the text was not written by {@link #text()} */
    public static Derivation parse(String text) {
        List<Step> steps = new ArrayList<>();
        List<String> fields = new ArrayList<>();
        StringBuilder field = new StringBuilder();
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == '\\' && i + 1 < text.length()) {
                field.append(text.charAt(++i));
            } else if (c == '|' || c == ';') {
                fields.add(field.toString());
                field.setLength(0);
                if (c == ';') {
                    steps.add(new Step(fields.get(0), fields.subList(1, fields.size())));
                    fields.clear();
                }
            } else {
                field.append(c);
            }
        }
        if (field.length() > 0 || !fields.isEmpty()) {
            throw new IllegalArgumentException("Derivation '%s' does not end with a semicolon".formatted(text));
        }
        return new Derivation(steps);
    }

    private static void escape(String arg, StringBuilder out) {
        for (int i = 0; i < arg.length(); i++) {
            char c = arg.charAt(i);
            if (c == '|' || c == ';' || c == '\\') {
                out.append('\\');
            }
            out.append(c);
        }
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Derivation that && steps.equals(that.steps);
    }

    @Override
    public int hashCode() {
        return steps.hashCode();
    }

    @Override
    public String toString() {
        return text();
    }
}
