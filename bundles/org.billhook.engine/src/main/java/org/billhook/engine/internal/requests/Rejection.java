package org.billhook.engine.internal.requests;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.billhook.core.api.Actor;
import org.billhook.core.api.BillhookException;
import org.billhook.core.api.Events.Change;
import org.billhook.core.api.Requests.State;
import org.billhook.core.ledger.ActKind;
import org.billhook.core.model.Finding;
import org.billhook.engine.internal.json.Json;
import org.billhook.engine.port.BalanceRow;
import org.billhook.engine.port.LedgerStore.Act;
import org.billhook.engine.port.LedgerStore.Move;
import org.billhook.engine.port.LogStore.Unnumbered;
import org.billhook.engine.port.RequestRow;
import org.billhook.engine.port.Store;

/** Rejects one request in one transaction: every claim of its lines is given back, or given up (D-90). */
final class Rejection {

    private static final int PAGE = 1000;

    private final Store store;
    private final Actor actor;
    private final Instant now;

    Rejection(Store store, Actor actor, Instant now) {
        this.store = store;
        this.actor = actor;
        this.now = now;
    }

    RequestRow reject(long id, long version, boolean reopen, String reason) {
        RequestRow before = store.requests().find(id).orElseThrow(() -> BillhookException.unknown("request", id));
        store.objects().lock(List.of(before.root()));
        if (before.version() == version && before.state() == State.REJECTED) {
            throw new BillhookException(
                    BillhookException.Type.CONFLICT,
                    Finding.error("ALREADY_REJECTED", "Request %s is rejected already".formatted(before.number())));
        }
        RequestRow after = store.requests().changeState(id, version, State.REJECTED);
        long act = store.ledger().act(new Act(Optional.of(before.run()), actor.name(), reason, now));
        ActKind kind = reopen ? ActKind.REOPEN : ActKind.CREDIT;
        long last = 0;
        for (List<Move> page = page(id, last); !page.isEmpty(); page = page(id, last)) {
            last = page.get(page.size() - 1).source();
            giveBack(act, kind, page);
        }
        log(before, kind, reason);
        return after;
    }

    private List<Move> page(long id, long last) {
        return store.ledger().billedBy(id, last, PAGE);
    }

    /** A source that several lines claim gets its moves one after the other. */
    private void giveBack(long act, ActKind kind, List<Move> claims) {
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
                    now.add(move(kind, claim, seqs.get(claim.source()), balances.get(claim.source())));
                    seqs.merge(claim.source(), 1, Integer::sum);
                } else {
                    later.add(claim);
                }
            }
            store.ledger().apply(act, now);
            rest = later;
        }
    }

    private static Move move(ActKind kind, Move claim, int seq, BalanceRow row) {
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

    private void log(RequestRow request, ActKind kind, String reason) {
        String subject = "request/" + request.id();
        store.log()
                .insertChanges(List.of(new Change(
                        0,
                        now,
                        actor.name(),
                        subject,
                        "state",
                        Optional.of(request.state().name()),
                        Optional.of(State.REJECTED.name()),
                        Optional.empty())));
        String json = Json.text(Json.object()
                .put("number", request.number())
                .put("act", kind.name())
                .put("reason", reason)
                .put("actor", actor.name()));
        store.log().putEvents(List.of(new Unnumbered(0, "request.rejected", subject, json, now)));
    }
}
