package org.billhook.engine.internal.runs;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.billhook.core.api.BillingRuns.State;
import org.billhook.core.api.Page;
import org.billhook.core.api.Requests;
import org.billhook.core.model.Finding;
import org.billhook.engine.port.RequestRow;
import org.billhook.engine.port.RunStore.RootRow;
import org.billhook.engine.port.Store;
import org.joda.money.Money;

/**
 * Closes a run: what its roots say they billed must be what stands in the tables, and a run of which roots failed or wait is not done.
 */
final class ControlTotals {

    private static final String DISAGREE = "CONTROL_TOTALS";

    private ControlTotals() {}

    /** How a run ends, all of whose roots were taken; errors say why it is not done. */
    record End(State state, List<Finding> findings) {}

    static End end(Store store, long run) {
        Map<State, Long> states = store.runs().countByState(run);
        List<Finding> findings = check(store, run, states);
        boolean agree = findings.stream().noneMatch(finding -> finding.code().equals(DISAGREE));
        if (!agree || states.getOrDefault(State.FAILED, 0L) > 0) {
            return new End(State.FAILED, findings);
        }
        return new End(states.getOrDefault(State.WAITING, 0L) > 0 ? State.WAITING : State.DONE, findings);
    }

    private static List<Finding> check(Store store, long run, Map<State, Long> states) {
        List<Finding> findings = new ArrayList<>();
        told(findings, states.getOrDefault(State.FAILED, 0L), "ROOTS_FAILED", "failed: see their reasons, then resume");
        told(
                findings,
                states.getOrDefault(State.WAITING, 0L),
                "ROOTS_WAIT",
                "waiting for plugins: see their reasons, then resume");
        long planned = states.values().stream().mapToLong(Long::longValue).sum();
        long taken = planned - states.getOrDefault(State.PLANNED, 0L) - states.getOrDefault(State.RUNNING, 0L);
        mismatch(findings, "roots", planned, taken);
        Sums roots = roots(store, run);
        Sums requests = requests(store, run);
        mismatch(findings, "lines of roots and of requests", roots.lines, requests.lines);
        mismatch(findings, "net of roots and of requests", roots.net, requests.net);
        Map<String, Money> totals = new TreeMap<>();
        store.requests()
                .totals(run)
                .forEach(total -> totals.put(total.getCurrencyUnit().getCode(), total));
        mismatch(findings, "net of requests and their total", requests.net, totals);
        return findings;
    }

    private static void told(List<Finding> findings, long count, String code, String what) {
        if (count > 0) {
            findings.add(Finding.error(code, "%d %s %s".formatted(count, count == 1 ? "root" : "roots", what)));
        }
    }

    private static void mismatch(List<Finding> findings, String what, Object a, Object b) {
        if (!a.equals(b)) {
            findings.add(Finding.error(DISAGREE, "Control totals disagree on %s: %s and %s".formatted(what, a, b)));
        }
    }

    private static final class Sums {
        private long lines;
        private final Map<String, Money> net = new TreeMap<>();

        void add(Money money) {
            net.merge(money.getCurrencyUnit().getCode(), money, Money::plus);
        }
    }

    private static Sums roots(Store store, long run) {
        Sums sums = new Sums();
        Optional<String> after = Optional.empty();
        do {
            Page<RootRow> page = store.runs().rootResults(run, Optional.empty(), new Page.Request(after, 1000));
            for (RootRow root : page.items()) {
                sums.lines += root.lines();
                root.totals().forEach(sums::add);
            }
            after = page.next();
        } while (after.isPresent());
        return sums;
    }

    private static Sums requests(Store store, long run) {
        Sums sums = new Sums();
        Requests.Query ofRun = new Requests.Query(
                Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty(), Optional.of(run));
        Optional<String> after = Optional.empty();
        do {
            Page<RequestRow> page = store.requests().list(ofRun, new Page.Request(after, 1000));
            for (RequestRow request : page.items()) {
                sums.lines += request.lines();
                sums.add(request.net());
            }
            after = page.next();
        } while (after.isPresent());
        return sums;
    }
}
