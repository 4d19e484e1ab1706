package org.billhook.rest.internal.call;

import java.util.ArrayList;
import java.util.List;
import java.util.function.BiFunction;
import java.util.function.Function;
import org.billhook.core.model.Finding;
import org.billhook.rest.wire.FindingJson;
import org.billhook.rest.wire.Input;

/**
 * Takes rows that stand or fall one by one: what can't be read is answered here, the rest goes to the service. However much is wrong,
 * the answer is bounded: the first five hundred findings are told, and of each further row the first one.
 */
public final class Rows {

    private static final int FINDINGS = 500;

    private Rows() {}

    /**
     * @param read reads a row; what it finds wrong makes the row refused
     * @param unreadable result of a row that can't be read
     * @param serve answers all that can be read, in their order
     */
    public static <J, D, R extends RowResult<R>> List<R> answer(
            List<J> rows,
            BiFunction<J, Input, D> read,
            BiFunction<Integer, List<Finding>, R> unreadable,
            Function<List<D>, List<Function<Integer, R>>> serve) {
        List<List<Finding>> findings = new ArrayList<>();
        List<D> readable = new ArrayList<>();
        for (J row : rows) {
            Input in = new Input();
            D draft = read.apply(row, in);
            findings.add(in.findings());
            if (in.findings().isEmpty()) {
                readable.add(draft);
            }
        }
        var served = (readable.isEmpty() ? List.<Function<Integer, R>>of() : serve.apply(readable)).iterator();
        List<R> results = new ArrayList<>();
        for (int row = 0; row < rows.size(); row++) {
            List<Finding> wrong = findings.get(row);
            results.add(wrong.isEmpty() ? served.next().apply(row) : unreadable.apply(row, wrong));
        }
        return bounded(results);
    }

    private static <R extends RowResult<R>> List<R> bounded(List<R> results) {
        List<R> bounded = new ArrayList<>();
        int left = FINDINGS;
        for (R result : results) {
            List<FindingJson> all = result.findings();
            int shown = all == null ? 0 : Math.min(all.size(), Math.max(1, left));
            left -= shown;
            bounded.add(
                    all == null
                            ? result
                            : result.withFindings(all.subList(0, shown).stream()
                                    .map(FindingJson::brief)
                                    .toList()));
        }
        return bounded;
    }
}
