package org.billhook.engine.internal.ledger;

import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.billhook.core.api.Actor;
import org.billhook.core.ledger.ActKind;
import org.billhook.core.ledger.Balance;
import org.billhook.core.model.Share;
import org.billhook.engine.port.BalanceRow;
import org.billhook.engine.port.LedgerStore.Act;
import org.billhook.engine.port.LedgerStore.Move;
import org.billhook.engine.port.Store;
import org.joda.money.Money;

/**
 * The acts of one transaction: knows every balance as it will stand, gathers moves into bulks, and keeps two acts on one
 * source in their order. For the thread of the transaction; ends with {@link #flush()}.
 */
final class Acts {

    private static final int BULK = 1000;

    private final Store store;
    private final Actor actor;
    private final Instant now;
    private final Map<Long, Balance> balances = new HashMap<>();
    private final Map<String, Long> actsByReason = new HashMap<>();
    private final List<Move> moves = new ArrayList<>();
    private final Set<Long> moved = new HashSet<>();
    private long current;

    Acts(Store store, Actor actor, Instant now) {
        this.store = store;
        this.actor = actor;
        this.now = now;
    }

    void read(Set<Long> sources) {
        for (BalanceRow row : store.ledger().balances(sources).values()) {
            balances.put(row.source(), row.balance());
        }
    }

    /** Takes a source that was posted in this transaction. */
    void posted(long source, Share share) {
        balances.put(source, Balance.posted(share));
    }

    Balance balance(long source) {
        return balances.get(source);
    }

    /** One act for all commands with the same reason. */
    long act(String reason) {
        return actsByReason.computeIfAbsent(
                reason, text -> store.ledger().act(new Act(Optional.empty(), actor.name(), text, now)));
    }

    /** Does a move that {@link Balance#refusal} allows. */
    void move(long act, long source, ActKind kind, Share share, Optional<Money> value, Optional<LocalDate> until) {
        if (act != current || moved.contains(source) || moves.size() == BULK) {
            flush();
            current = act;
        }
        Balance before = balances.get(source);
        boolean whole = share.value().compareTo(before.posted().value()) == 0;
        moves.add(new Move(source, before.seq(), kind, share.value(), whole, value, 0, 0, until));
        moved.add(source);
        balances.put(source, before.after(kind, share));
    }

    void flush() {
        if (!moves.isEmpty()) {
            moves.sort(Comparator.comparingLong(Move::source));
            store.ledger().apply(current, List.copyOf(moves));
            moves.clear();
            moved.clear();
        }
    }
}
