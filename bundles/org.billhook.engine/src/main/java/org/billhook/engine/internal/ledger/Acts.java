package org.billhook.engine.internal.ledger;

import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.billhook.core.api.Actor;
import org.billhook.core.ledger.ActKind;
import org.billhook.core.ledger.Balance;
import org.billhook.core.model.Share;
import org.billhook.engine.port.BalanceRow;
import org.billhook.engine.port.LedgerStore.Act;
import org.billhook.engine.port.LedgerStore.Move;
import org.billhook.engine.port.SourceRow;
import org.billhook.engine.port.Store;
import org.joda.money.Money;

/**
 * The acts of one transaction: knows every balance as it will stand, and gathers new sources and moves, to write them in
 * bulk. For the thread of the transaction.
 */
final class Acts {

    private static final int BULK = 1000;

    private final Store store;
    private final Actor actor;
    private final Instant now;
    private final Map<Long, Balance> balances = new HashMap<>();
    /** What makes one act of several commands. */
    private record Together(String reason, Optional<String> releasedBy) {}

    private final Map<Together, Long> acts = new HashMap<>();
    private final Map<Long, List<SourceRow>> posted = new TreeMap<>();
    private final Map<Long, List<Move>> moves = new TreeMap<>();

    Acts(Store store, Actor actor, Instant now) {
        this.store = store;
        this.actor = actor;
        this.now = now;
    }

    void read(Collection<Long> sources) {
        for (BalanceRow row : store.ledger().balances(sources).values()) {
            balances.put(row.source(), row.balance());
        }
    }

    Balance balance(long source) {
        return balances.get(source);
    }

    /** One act for all commands with the same reason. */
    long act(String reason) {
        return act(reason, Optional.empty());
    }

    /** One act for all commands with the same reason that were released by the same one. */
    long act(String reason, Optional<String> releasedBy) {
        return acts.computeIfAbsent(new Together(reason, releasedBy), key -> store.ledger()
                .act(new Act(Optional.empty(), actor.name(), reason, now, releasedBy)));
    }

    /** Posts a new source. */
    void post(long act, SourceRow row) {
        posted.computeIfAbsent(act, id -> new ArrayList<>()).add(row);
        balances.put(row.id(), Balance.posted(row.posted()));
    }

    /** Does a move that {@link Balance#refusal} allows; one source moves once between two calls of {@link #flush()}. */
    void move(long act, long source, ActKind kind, Share share, Optional<Money> value, Optional<LocalDate> until) {
        Balance before = balances.get(source);
        boolean whole = share.value().compareTo(before.posted().value()) == 0;
        moves.computeIfAbsent(act, id -> new ArrayList<>())
                .add(new Move(source, before.seq(), kind, share.value(), whole, value, 0, 0, until));
        balances.put(source, before.after(kind, share));
    }

    /** Writes what was gathered: new sources before the moves on them. */
    void flush() {
        posted.forEach((act, rows) -> store.sources().insert(rows, act));
        notePostings();
        moves.forEach((act, all) -> {
            all.sort(Comparator.comparingLong(Move::source));
            for (int from = 0; from < all.size(); from += BULK) {
                store.ledger().apply(act, List.copyOf(all.subList(from, Math.min(all.size(), from + BULK))));
            }
        });
        posted.clear();
        moves.clear();
    }

    /** An object on which work is moved has postings from then on. */
    private void notePostings() {
        Map<Long, LocalDate> first = new HashMap<>();
        posted.values().forEach(rows -> rows.stream()
                .filter(SourceRow::actual)
                .forEach(row -> first.merge(row.object(), row.serviceDate(), (a, b) -> a.isBefore(b) ? a : b)));
        if (!first.isEmpty()) {
            store.objects().notePosting(first);
        }
    }
}
