package org.billhook.itests.fuzz;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/** What came of the calls, for people and for the test. */
final class Report {

    /** So many kinds of failures are enough to begin with. */
    private static final int MOST = 40;

    private static final int SHOWN = 1_500;

    private final long seed;
    private final int operations;
    private final Map<Integer, Integer> statuses = new TreeMap<>();
    private final Set<String> reached = new TreeSet<>();
    private final Set<String> called = new TreeSet<>();
    /** By kind and operation: the first one, and how many there were. */
    private final Map<String, String> failures = new LinkedHashMap<>();

    private final Map<String, Integer> failed = new LinkedHashMap<>();
    private final List<String> ended = new ArrayList<>();
    private int slow;
    private int refusals;

    Report(long seed, int operations) {
        this.seed = seed;
        this.operations = operations;
    }

    void count(Call call, int status, boolean tookLong) {
        statuses.merge(status, 1, Integer::sum);
        called.add(call.operation().name());
        if (status < 300 && call.method().equals(call.operation().method())) {
            reached.add(call.operation().name());
        }
        slow += tookLong ? 1 : 0;
    }

    void connectionEnded(String circumstances) {
        ended.add(circumstances);
    }

    void refusalChecked() {
        refusals++;
    }

    void fail(String what, Call call, Callers.Caller caller, String detail) {
        String kind = what + ": " + call.operation().name();
        failed.merge(kind, 1, Integer::sum);
        failures.putIfAbsent(
                kind,
                "as %s: %s -> %s"
                        .formatted(
                                caller.name(),
                                call,
                                detail.length() > SHOWN ? detail.substring(0, SHOWN) + "…" : detail));
    }

    boolean isEnough() {
        return failures.size() >= MOST;
    }

    /** What must not be, by kind and operation, with the first call that did it. */
    Map<String, String> failures() {
        return failures;
    }

    int calls() {
        return statuses.values().stream().mapToInt(Integer::intValue).sum();
    }

    Set<String> reached() {
        return reached;
    }

    @Override
    public String toString() {
        StringBuilder text = new StringBuilder()
                .append("fuzz: %d calls, seed %d%n".formatted(calls(), seed))
                .append("by status: %s%n".formatted(statuses))
                .append("operations: %d, called %d, done %d%n".formatted(operations, called.size(), reached.size()))
                .append("refused changes after which the state was compared: %d%n".formatted(refusals))
                .append("answers after more than 3 seconds: %d%n".formatted(slow))
                .append("connections that ended before an answer: %d%n".formatted(ended.size()))
                .append("failures: %s%n".formatted(failed));
        ended.stream().limit(3).forEach(first -> text.append("  ended: %s%n".formatted(first)));
        failures.forEach((kind, first) -> text.append("%n%s%n  %s%n".formatted(kind, first)));
        return text.toString();
    }
}
