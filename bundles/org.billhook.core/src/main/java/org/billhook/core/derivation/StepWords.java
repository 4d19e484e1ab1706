package org.billhook.core.derivation;

import java.math.BigDecimal;
import java.util.List;

/** Steps as sentences. A step that has fewer arguments than its code defines is told by its arguments alone. */
final class StepWords {

    private StepWords() {}

    static String of(Step step) {
        List<String> args = step.args();
        int count = args.size();
        if (step.code().equals(Step.SOURCE) && count >= 2) {
            return "Source %s: %s".formatted(args.get(0), args.get(1));
        } else if (step.code().equals(Step.QUANTITY) && count >= 2) {
            String exact = count >= 4 ? ", exactly " + args.get(3) : "";
            return "Quantity %s %s%s".formatted(args.get(0), args.get(1), exact);
        } else if (step.code().equals(Step.CONDITION) && count >= 6) {
            return condition(args);
        } else if (step.code().equals(Step.PART) && count >= 2) {
            return "The last part takes the rest of the whole: %s instead of %s".formatted(args.get(1), args.get(0));
        } else if (step.code().equals(Step.CHANGE) && count >= 3) {
            return "%s changed it: %s, because %s".formatted(args.get(0), args.get(1), args.get(2));
        } else if (step.code().equals(Step.DECIDER) && count >= 2) {
            return "Decided by the %s, plugin %s of the run".formatted(args.get(0), args.get(1));
        }
        return step.code() + " " + String.join(", ", args);
    }

    private static String condition(List<String> args) {
        String base = args.get(2);
        String rate = base.isEmpty() ? args.get(1) : rate(args.get(1), base.charAt(0));
        String rounded = sameNumber(args.get(3), args.get(4)) ? "" : ", rounded from " + args.get(3);
        String statistical = base.endsWith("s") ? ", for statistics only" : "";
        return "%s: %s gives %s%s%s, from %s"
                .formatted(args.get(0), rate, args.get(4), rounded, statistical, args.get(5));
    }

    private static String rate(String rate, char base) {
        return switch (base) {
            case 'q' -> rate + " a unit";
            case 'n' -> rate + " of the net value";
            case 'k' -> rate + " of the cost";
            case 'c' -> "the cost in " + rate;
            case 'f' -> "the fixed amount " + rate;
            default -> rate;
        };
    }

    private static boolean sameNumber(String one, String other) {
        try {
            return new BigDecimal(one).compareTo(new BigDecimal(other)) == 0;
        } catch (NumberFormatException e) {
            return one.equals(other);
        }
    }
}
