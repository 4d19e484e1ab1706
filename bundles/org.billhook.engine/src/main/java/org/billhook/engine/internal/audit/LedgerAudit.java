package org.billhook.engine.internal.audit;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.LongPredicate;
import org.billhook.core.model.Finding;
import org.billhook.engine.internal.retry.Retry;
import org.billhook.engine.port.Transactions;

/**
 * Adds the entries of all sources up against their balances (law 1), range by range, so that nobody waits for it. What does
 * not agree is looked at once more by itself: others may have billed it while the range was read. And whoever looks for what
 * is due must find all that is open.
 */
public final class LedgerAudit {

    private static final long RANGE = 50_000;
    private static final int MOST = 100;

    private final Transactions transactions;

    public LedgerAudit(Transactions transactions) {
        this.transactions = transactions;
    }

    /** The highest id of a source. */
    long last() {
        return Retry.call(transactions, store -> store.ledger().lastSource());
    }

    /**
     * @param goOn told after each range up to which id all is looked at; false ends the audit early
     * @return an error per source that does not agree, at most a hundred
     */
    public List<Finding> findings(LongPredicate goOn) {
        List<Finding> findings = new ArrayList<>();
        long last = last();
        boolean more = true;
        for (long after = 0; more && after < last && findings.size() < MOST; after += RANGE) {
            long from = after;
            long to = Math.min(last, after + RANGE);
            for (long source : disagreements(from, to)) {
                if (!disagreements(source - 1, source).isEmpty()) {
                    findings.add(finding(source));
                }
            }
            Set<Long> roots = new LinkedHashSet<>(overlooked(from, to));
            if (!roots.isEmpty()) {
                roots.retainAll(overlooked(from, to));
                roots.forEach(root -> findings.add(overlooked(root)));
            }
            more = goOn.test(to);
        }
        return List.copyOf(findings.subList(0, Math.min(MOST, findings.size())));
    }

    private List<Long> disagreements(long after, long last) {
        return Retry.call(transactions, store -> store.ledger().disagreements(after, last));
    }

    private List<Long> overlooked(long after, long last) {
        return Retry.call(transactions, store -> store.sources().overlooked(after, last, MOST));
    }

    private Finding overlooked(long root) {
        String name = Retry.call(transactions, store -> Optional.ofNullable(
                        store.objects().byId(List.of(root)).get(root))
                .map(row -> row.ref().toString())
                .orElse("Work that belongs to no root"));
        return Finding.error(
                        "OVERLOOKED", "%s has open sources that no look for what is due would find".formatted(name))
                .withRule("I-1");
    }

    private static Finding finding(long source) {
        return Finding.error(
                        "LEDGER_DISAGREES",
                        "Source %d: its posting, its balance and its entries do not agree".formatted(source))
                .withRule("I-1");
    }
}
