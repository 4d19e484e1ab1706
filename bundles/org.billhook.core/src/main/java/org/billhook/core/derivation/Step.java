package org.billhook.core.derivation;

import java.util.List;

/**
 * One step of a derivation.
 *
 * @param code short lower-case code of what was done: see the constants
 * @param args what it was done with, in the order that the code defines; any text, empty strings allowed
 */
public record Step(String code, List<String> args) {

    /** A source and the share claimed of it: source id, share with measure. */
    public static final String SOURCE = "s";
    /** Quantity of the line: value, unit; what is claimed, where that is another one; the fraction, where decimals can't tell it. */
    public static final String QUANTITY = "q";
    /** A condition: type, rate or amount, base (q quantity, r part of it, n net, k percent of the cost, c the cost, f fixed; s: statistical), exact value, rounded value, origin. */
    public static final String CONDITION = "c";
    /** A value corrected so that all parts of the source end at the whole: exact value of this part alone, value given. */
    public static final String PART = "p";
    /** A change by an adjustment or decision: id of the plugin, what, reason. */
    public static final String CHANGE = "a";
    /** A plugin that decided: role (relevance, price, …), number in the dictionary of the run. */
    public static final String DECIDER = "d";

    public Step {
        if (code.isEmpty() || !code.chars().allMatch(c -> c >= 'a' && c <= 'z')) {
            throw new IllegalArgumentException("Step code '%s' must be lower-case letters".formatted(code));
        }
        args = List.copyOf(args);
    }

    /** What was done, as a sentence for people; for a code of a plugin's own its arguments. */
    public String words() {
        return StepWords.of(this);
    }

    public static Step of(String code, String... args) {
        return new Step(code, List.of(args));
    }
}
