package org.billhook.engine.internal.requests;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.billhook.core.api.BillhookException;
import org.billhook.core.ledger.ActKind;
import org.billhook.core.model.Finding;
import org.billhook.core.model.Share;
import org.billhook.engine.port.BalanceRow;
import org.billhook.engine.port.LedgerStore.Claimed;
import org.billhook.engine.port.LedgerStore.Move;
import org.billhook.engine.port.Store;

/** Moves what lines of a request claimed to another term, in pages. */
final class GivenBack {

    private static final int PAGE = 1000;

    private final Store store;
    private final long act;
    private final ActKind kind;

    GivenBack(Store store, long act, ActKind kind) {
        this.store = store;
        this.act = act;
        this.kind = kind;
    }

    /**
     * Moves all that is somewhere now.
     *
     * @param position only this line; 0 for all
     * @return whether there was anything
     */
    boolean all(long request, int position, Claimed from) {
        long last = 0;
        List<Move> page = store.ledger().claimedBy(request, position, from, last, PAGE);
        boolean any = !page.isEmpty();
        while (!page.isEmpty()) {
            last = page.get(page.size() - 1).source();
            claims(page);
            page = store.ledger().claimedBy(request, position, from, last, PAGE);
        }
        return any;
    }

    /** A source that several lines claim gets its moves one after the other. */
    void claims(List<Move> claims) {
        for (int from = 0; from < claims.size(); from += PAGE) {
            page(claims.subList(from, Math.min(claims.size(), from + PAGE)));
        }
    }

    private void page(List<Move> claims) {
        Set<Long> ids = claims.stream().map(Move::source).collect(Collectors.toSet());
        Map<Long, BalanceRow> balances = store.ledger().balances(ids);
        Map<Long, Integer> seqs = new HashMap<>();
        balances.forEach((source, row) -> seqs.put(source, row.balance().seq()));
        List<Move> rest = claims;
        while (!rest.isEmpty()) {
            List<Move> now = new ArrayList<>(rest.size());
            List<Move> later = new ArrayList<>();
            Set<Long> moved = new HashSet<>();
            for (Move claim : rest) {
                if (moved.add(claim.source())) {
                    now.add(move(claim, seqs.get(claim.source()), balances.get(claim.source())));
                    seqs.merge(claim.source(), 1, Integer::sum);
                } else {
                    later.add(claim);
                }
            }
            store.ledger().apply(act, now);
            rest = later;
        }
    }

    private Move move(Move claim, int seq, BalanceRow row) {
        Share share = new Share(claim.share(), row.balance().posted().measure());
        Optional<Finding> refusal = row.balance().refusal(kind, share);
        if (refusal.isPresent()) {
            throw new BillhookException(
                    BillhookException.Type.CONFLICT,
                    Finding.error(
                            "SETTLED_SINCE",
                            "%s of source %d went elsewhere since: %s"
                                    .formatted(
                                            share, claim.source(), refusal.get().message())));
        }
        boolean whole = claim.share().compareTo(row.balance().posted().value()) == 0;
        return new Move(
                claim.source(),
                seq,
                kind,
                claim.share(),
                whole,
                claim.value(),
                claim.document(),
                claim.position(),
                Optional.empty());
    }
}
