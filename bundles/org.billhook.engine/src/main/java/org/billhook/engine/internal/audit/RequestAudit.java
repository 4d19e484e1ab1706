package org.billhook.engine.internal.audit;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.function.BooleanSupplier;
import java.util.function.Function;
import java.util.stream.LongStream;
import org.billhook.core.model.Finding;
import org.billhook.engine.internal.retry.Retry;
import org.billhook.engine.port.AuditStore;
import org.billhook.engine.port.AuditStore.NumberRange;
import org.billhook.engine.port.AuditStore.PartOfRequest;
import org.billhook.engine.port.AuditStore.RequestHead;
import org.billhook.engine.port.Transactions;

/**
 * Compares requests with their lines, their items and the entries that bill by their lines, page by page, and looks for gaps in
 * their numbers. What does not agree is looked at once more: it may have been changed while it was read.
 */
final class RequestAudit {

    private static final int PAGE = 200;
    private static final int NUMBERS = 500;
    private static final int MOST = 100;

    private final Transactions transactions;
    private final List<Finding> findings = new ArrayList<>();

    RequestAudit(Transactions transactions) {
        this.transactions = transactions;
    }

    /**
     * @param seen takes the ids of all requests
     * @return an error per request, line, item or gap, at most a hundred
     */
    List<Finding> findings(BitSet seen, BooleanSupplier goOn) {
        long after = 0;
        boolean more = true;
        while (more && goOn.getAsBoolean() && findings.size() < MOST) {
            long from = after;
            List<RequestHead> page = read(store -> store.requests(from, PAGE));
            more = !page.isEmpty();
            after = more ? page.get(page.size() - 1).id() : Long.MAX_VALUE;
            page.stream()
                    .map(RequestHead::id)
                    .filter(id -> id <= Integer.MAX_VALUE)
                    .forEach(id -> seen.set(id.intValue()));
            heads(page);
            parts(from, after);
        }
        if (!more) {
            for (NumberRange range : read(AuditStore::numberRanges)) {
                numbers(range);
            }
        }
        return List.copyOf(findings.subList(0, Math.min(MOST, findings.size())));
    }

    private <T> T read(Function<AuditStore, T> work) {
        return Retry.call(transactions, store -> work.apply(store.audit()));
    }

    private void heads(List<RequestHead> page) {
        List<Long> suspect = page.stream()
                .filter(request -> !agrees(request))
                .map(RequestHead::id)
                .toList();
        if (!suspect.isEmpty()) {
            read(store -> store.requests(suspect)).stream()
                    .filter(request -> !agrees(request))
                    .forEach(request -> findings.add(Finding.error(
                            "REQUEST_DISAGREES",
                            "Request %s (%d): its head says %d lines, %s %s net and %s rejected; it has %d lines of %s net, and items of %s net and %s rejected"
                                    .formatted(
                                            request.number(),
                                            request.id(),
                                            request.lines(),
                                            request.currency(),
                                            plain(request.net()),
                                            plain(request.rejected()),
                                            request.found(),
                                            plain(request.ofLines()),
                                            plain(request.ofItems()),
                                            plain(request.rejectedOfItems())))));
        }
    }

    private static boolean agrees(RequestHead request) {
        return request.found() == request.lines()
                && request.lastLine() == request.lines()
                && request.ofLines().compareTo(request.net()) == 0
                && request.ofItems().compareTo(request.net()) == 0
                && request.rejectedOfItems().compareTo(request.rejected()) == 0;
    }

    private static String plain(BigDecimal amount) {
        return amount.stripTrailingZeros().toPlainString();
    }

    private void parts(long after, long last) {
        for (PartOfRequest line : twice(store -> store.disagreeingLines(after, last))) {
            findings.add(Finding.error(
                    "LINE_DISAGREES",
                    "Line %d of request %d is not what the entries of the ledger bill by it"
                            .formatted(line.part(), line.request())));
        }
        for (PartOfRequest item : twice(store -> store.disagreeingItems(after, last))) {
            findings.add(Finding.error(
                    "ITEM_DISAGREES",
                    "The lines of item %d of request %d do not come to its net"
                            .formatted(item.part(), item.request())));
        }
    }

    private List<PartOfRequest> twice(Function<AuditStore, List<PartOfRequest>> look) {
        List<PartOfRequest> found = read(look);
        if (found.isEmpty()) {
            return found;
        }
        List<PartOfRequest> again = read(look);
        return found.stream().filter(again::contains).toList();
    }

    /** Numbers are drawn in the transaction of their request, so that there is one for each from 1 on. */
    private void numbers(NumberRange range) {
        long found = 0;
        long firstMissing = 0;
        long next = 1;
        while (next <= range.last() && found < range.requests() && findings.size() < MOST) {
            List<String> wanted = LongStream.range(next, Math.min(range.last() + 1, next + NUMBERS))
                    .mapToObj(number -> text(range, number))
                    .toList();
            Set<String> there = read(store -> store.numbers(range.kind(), wanted));
            found += there.size();
            for (String number : wanted) {
                if (there.contains(number)) {
                    missing(range, firstMissing, next - 1);
                    firstMissing = 0;
                } else if (firstMissing == 0) {
                    firstMissing = next;
                }
                next++;
            }
        }
        if (next <= range.last() && firstMissing == 0) {
            firstMissing = next;
        }
        missing(range, firstMissing, range.last());
        if (found < range.requests() && next > range.last()) {
            beyond(range);
        }
    }

    private void missing(NumberRange range, long first, long last) {
        if (first > 0) {
            findings.add(Finding.error(
                    "NUMBERS_MISSING",
                    first == last
                            ? "There is no request %s, though its number was drawn".formatted(text(range, first))
                            : "There are no requests %s to %s, though the range of numbers stands at %d"
                                    .formatted(text(range, first), text(range, last), range.last())));
        }
    }

    /** Others may have been made since the range was read: those have drawn their numbers. */
    private void beyond(NumberRange range) {
        NumberRange now = read(AuditStore::numberRanges).stream()
                .filter(other -> other.kind().equals(range.kind()))
                .findFirst()
                .orElse(range);
        if (now.requests() > now.last()) {
            findings.add(Finding.error(
                    "NUMBERS_BEYOND",
                    "There are %d requests of kind %s, but the range of numbers %s stands at %d"
                            .formatted(now.requests(), now.kind(), now.prefix(), now.last())));
        }
    }

    private static String text(NumberRange range, long number) {
        return String.format(Locale.ROOT, "%s%06d", range.prefix(), number);
    }
}
