package org.billhook.rest.internal.call;

import java.util.ArrayList;
import java.util.List;
import java.util.function.BiFunction;
import java.util.function.Function;
import org.billhook.core.model.Finding;
import org.billhook.rest.wire.Input;

/** Takes rows that stand or fall one by one: what can't be read is answered here, the rest goes to the service. */
public final class Rows {

    private Rows() {}

    /**
     * @param read reads a row; what it finds wrong makes the row refused
     * @param unreadable result of a row that can't be read
     * @param serve answers all that can be read, in their order
     */
    public static <J, D, R> List<R> answer(
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
        return results;
    }
}
