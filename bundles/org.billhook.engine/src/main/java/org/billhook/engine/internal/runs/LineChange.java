package org.billhook.engine.internal.runs;

import java.util.List;
import java.util.Optional;
import org.billhook.core.api.Requests.Decider;
import org.billhook.core.derivation.Derivation;
import org.billhook.core.derivation.Step;
import org.billhook.engine.port.LineRow;

/**
 * What became of a line that a preview showed, in words for people.
 *
 * @param before null if it was not shown
 * @param after null if there is none any more
 * @param deciders the dictionary that both lines name plugins by
 */
record LineChange(LineRow before, LineRow after, List<Decider> deciders) {

    /** Empty if nothing did. */
    Optional<String> words() {
        String then = text(before);
        String now = text(after);
        if (!then.equals(now)) {
            return Optional.of("was %s, now %s".formatted(then, now));
        }
        return shown().or(this::derived).map(how -> "is %s as it was, but %s".formatted(now, how));
    }

    private static String text(LineRow line) {
        return line == null
                ? "nothing"
                : "%s for %s %s".formatted(line.net(), line.quantity() == null ? "-" : line.quantity(), line.text());
    }

    private Optional<String> shown() {
        if (!before.characteristics().equals(after.characteristics())) {
            return Optional.of(
                    "has the characteristics %s, not %s".formatted(after.characteristics(), before.characteristics()));
        }
        String then = days(before);
        String now = days(after);
        if (!then.equals(now)) {
            return Optional.of("was done %s, not %s".formatted(now, then));
        }
        return before.revenueReceiver() == after.revenueReceiver()
                ? Optional.empty()
                : Optional.of("its revenue goes to another object");
    }

    private static String days(LineRow line) {
        return line.serviceFrom() == null
                ? "on no day"
                : "from %s to %s".formatted(line.serviceFrom(), line.serviceTo());
    }

    /** The first step that is another one. */
    private Optional<String> derived() {
        if (before.derivation().equals(after.derivation())) {
            return Optional.empty();
        }
        List<Step> then = Derivation.parse(before.derivation()).steps();
        List<Step> now = Derivation.parse(after.derivation()).steps();
        int at = 0;
        while (at < then.size() && at < now.size() && then.get(at).equals(now.get(at))) {
            at++;
        }
        return Optional.of("for another reason: was '%s', now '%s'".formatted(words(then, at), words(now, at)));
    }

    private String words(List<Step> steps, int at) {
        if (at >= steps.size()) {
            return "nothing";
        }
        Step step = steps.get(at);
        if (step.code().equals(Step.DECIDER) && step.args().size() > 1) {
            Decider decider = deciders.get(Integer.parseInt(step.args().get(1)));
            return "decided by %s %s of %s %s"
                    .formatted(decider.role(), decider.id(), decider.bundle(), decider.version());
        }
        return step.words();
    }
}
