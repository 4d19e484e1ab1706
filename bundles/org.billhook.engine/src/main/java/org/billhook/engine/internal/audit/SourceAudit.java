package org.billhook.engine.internal.audit;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.List;
import java.util.Optional;
import java.util.function.LongPredicate;
import org.billhook.core.model.Finding;
import org.billhook.core.model.ObjectRef;
import org.billhook.core.spi.source.SourceDraft;
import org.billhook.engine.internal.hash.Fingerprint;
import org.billhook.engine.internal.retry.Retry;
import org.billhook.engine.port.AuditStore.PostedSource;
import org.billhook.engine.port.SourceRow;
import org.billhook.engine.port.Transactions;
import org.joda.money.Money;

/** Makes the fingerprint of each source that came from outside once more, out of what is stored. */
final class SourceAudit {

    private static final int PAGE = 5_000;
    private static final int MOST = 100;

    private final Transactions transactions;
    private final Fingerprint fingerprint = new Fingerprint();

    SourceAudit(Transactions transactions) {
        this.transactions = transactions;
    }

    /**
     * @param covered ids of those that are compared otherwise
     * @param goOn told after each page up to which id all is looked at; false ends the audit early
     * @return a warning per source that is not what was posted, at most a hundred
     */
    List<Finding> findings(long last, BitSet covered, LongPredicate goOn) {
        List<Finding> findings = new ArrayList<>();
        long after = 0;
        while (after < last && findings.size() < MOST) {
            int next = covered.nextClearBit((int) Math.min(Integer.MAX_VALUE - 1L, after + 1));
            long from = Math.max(after, next - 1L);
            List<PostedSource> page = page(from, last);
            page.stream()
                    .filter(source -> source.id() > Integer.MAX_VALUE || !covered.get((int) source.id()))
                    .filter(source -> !isAsPosted(source))
                    .forEach(source -> findings.add(changed(source.id())));
            after = page.size() < PAGE ? last : page.get(page.size() - 1).id();
            if (!goOn.test(after)) {
                break;
            }
        }
        return findings.subList(0, Math.min(MOST, findings.size()));
    }

    /** Those of a range, the first end exclusive, that are not what was posted. */
    List<Long> changed(long after, long last) {
        return page(after, last).stream()
                .filter(source -> !isAsPosted(source))
                .map(PostedSource::id)
                .toList();
    }

    private List<PostedSource> page(long after, long last) {
        return Retry.call(transactions, store -> store.audit().posted(after, last, PAGE));
    }

    private boolean isAsPosted(PostedSource source) {
        return source.row().isPresent()
                && drafts(source.row().get(), source.object()).stream()
                        .anyMatch(draft -> Arrays.equals(
                                fingerprint.of(draft), source.row().get().fingerprint()));
    }

    /** As it may have been sent: the day of the posting, a cost that is the amount, and that it is not billed may be added to it. */
    private static List<SourceDraft> drafts(SourceRow row, ObjectRef object) {
        SourceDraft.Builder sent = SourceDraft.of(row.kind(), object)
                .posted(row.posted())
                .serviceDate(row.serviceDate())
                .externalId(row.externalId())
                .text(row.text());
        row.characteristics().forEach(sent::characteristic);
        Optional<Money> amount = row.posted().measure().isAmount()
                ? row.cost()
                        .filter(cost -> cost.getAmount().compareTo(row.posted().value()) == 0)
                : Optional.empty();
        List<SourceDraft> drafts = new ArrayList<>(2);
        for (boolean billable : row.billable() ? List.of(true) : List.of(false, true)) {
            for (Money cost : amount.isPresent()
                    ? Arrays.asList(amount.get(), null)
                    : Arrays.asList(row.cost().orElse(null))) {
                for (LocalDate day : Arrays.asList(row.postingDate(), null)) {
                    drafts.add(
                            sent.billable(billable).cost(cost).postingDate(day).build());
                }
            }
        }
        return drafts;
    }

    private static Finding changed(long source) {
        return Finding.warning(
                "SOURCE_CHANGED",
                "Source %d: what is stored of it is not what its fingerprint was made of; its kind completed it when it was posted, or somebody changed it"
                        .formatted(source));
    }
}
