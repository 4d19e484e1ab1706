package org.billhook.engine.inmemory;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.billhook.core.ledger.ActKind;
import org.billhook.core.ledger.Balance;
import org.billhook.core.ledger.Term;
import org.billhook.core.model.Share;
import org.billhook.engine.port.BalanceRow;
import org.billhook.engine.port.LedgerStore;
import org.billhook.engine.port.SourceRow;
import org.billhook.engine.port.StoreException;
import org.joda.money.Money;

final class MemoryLedger implements LedgerStore {

    private final Undo.Table<Long, Act> acts;
    private final Undo.Table<Long, BalanceRow> balances;
    private final Undo.Table<Long, List<EntryRow>> entries;
    private final MemoryStore store;
    private long next = 1;

    MemoryLedger(Undo undo, MemoryStore store) {
        acts = undo.table();
        balances = undo.table();
        entries = undo.table();
        this.store = store;
    }

    BalanceRow balance(long source) {
        return balances.get(source);
    }

    void posted(SourceRow row, long act) {
        balances.put(row.id(), new BalanceRow(row.id(), Balance.posted(row.posted()), Optional.empty()));
        entries.put(row.id(), List.of(entry(act, 1, ActKind.POST, row.posted(), null)));
    }

    private EntryRow entry(long act, int seq, ActKind kind, Share share, Move move) {
        Act by = acts.get(act);
        boolean onLine = move != null && move.document() != 0;
        return new EntryRow(
                act,
                seq,
                kind,
                share,
                move == null ? Optional.empty() : move.value(),
                onLine ? Optional.of(move.document()) : Optional.empty(),
                onLine ? Optional.of(move.position()) : Optional.empty(),
                by.actor(),
                by.reason(),
                by.at(),
                by.releasedBy());
    }

    @Override
    public long act(Act act) {
        store.write("ledger.act");
        acts.put(next, act);
        return next++;
    }

    @Override
    public void apply(long act, List<Move> moves) {
        store.write("ledger.apply");
        if (moves.size() > 1000) {
            throw new IllegalArgumentException("At most a thousand moves");
        }
        long before = 0;
        for (Move move : moves) {
            if (move.source() <= before) {
                throw new IllegalArgumentException("Sources must ascend: %d after %d".formatted(move.source(), before));
            }
            before = move.source();
            apply(act, move);
        }
    }

    private void apply(long act, Move move) {
        BalanceRow row = balances.get(move.source());
        Balance balance = row.balance();
        if (balance.seq() != move.seq()) {
            throw new StoreException(
                    StoreException.Reason.STALE, "Source %d has changed".formatted(move.source()), null);
        }
        Share share = new Share(move.share(), balance.posted().measure());
        if (move.whole() && share.value().compareTo(balance.posted().value()) != 0) {
            throw new IllegalArgumentException("Move of %s is not all of %s".formatted(share, balance.posted()));
        }
        if (balance.refusal(move.kind(), share).isPresent()) {
            throw new StoreException(
                    StoreException.Reason.LAW,
                    balance.refusal(move.kind(), share).get().message(),
                    null);
        }
        Balance after = balance.after(move.kind(), share);
        Optional<java.time.LocalDate> held = move.kind() == ActKind.HOLD
                ? move.heldUntil()
                : after.get(Term.HELD).isZero() ? Optional.empty() : row.heldUntil();
        balances.put(move.source(), new BalanceRow(move.source(), after, held));
        List<EntryRow> all = new ArrayList<>(entries.get(move.source()));
        all.add(entry(act, after.seq(), move.kind(), share, move));
        entries.put(move.source(), List.copyOf(all));
    }

    @Override
    public Map<Long, BalanceRow> balances(Collection<Long> sources) {
        Map<Long, BalanceRow> found = new HashMap<>();
        for (Long source : sources) {
            if (balances.get(source) != null) {
                found.put(source, balances.get(source));
            }
        }
        return found;
    }

    /** Parts of lines by line, as far as tests of the engine need it; the store replays entry by entry. */
    @Override
    public List<SettledPart> settled(Collection<Long> sources) {
        List<SettledPart> parts = new ArrayList<>();
        for (Long source : sources) {
            List<EntryRow> all = entries.get(source);
            boolean undone = all.stream().anyMatch(entry -> entry.kind() == ActKind.UNDO_WRITE_OFF);
            for (EntryRow entry : all) {
                boolean stands = entry.kind() == ActKind.BILL
                        || entry.kind() == ActKind.CREDIT
                        || (entry.kind() == ActKind.WRITE_OFF && !undone);
                if (stands && entry.value().isPresent()) {
                    standing(source, entry, all).ifPresent(parts::add);
                }
            }
        }
        return parts;
    }

    @Override
    public List<BilledPart> billed(Collection<Long> sources) {
        List<BilledPart> parts = new ArrayList<>();
        for (Long source : sources) {
            List<EntryRow> all = entries.get(source);
            for (EntryRow entry : all) {
                entry.document()
                        .filter(document -> entry.kind() == ActKind.BILL)
                        .flatMap(document -> store.requests().find(document))
                        .ifPresent(request -> standing(source, entry, all)
                                .ifPresent(part -> parts.add(new BilledPart(
                                        source,
                                        request.number(),
                                        entry.position().orElseThrow(),
                                        part.share(),
                                        part.value()))));
            }
        }
        return parts;
    }

    private Optional<SettledPart> standing(long source, EntryRow entry, List<EntryRow> all) {
        Share share = entry.share();
        Money value = entry.value().orElseThrow();
        for (EntryRow back : all) {
            boolean givesBack = entry.kind() == ActKind.BILL
                    && (back.kind() == ActKind.REOPEN || back.kind() == ActKind.CREDIT)
                    && back.document().equals(entry.document())
                    && back.position().equals(entry.position());
            if (givesBack) {
                share = share.minus(back.share());
                value = value.minus(back.value().orElseThrow());
            }
        }
        Optional<PriceOfPart> price = entry.document()
                .flatMap(document ->
                        store.memoryRequests().line(document, entry.position().orElseThrow()))
                .flatMap(line -> line.priceBasis().map(basis -> new PriceOfPart(basis, line.net(), line.netAtPrice())));
        return share.isZero() ? Optional.empty() : Optional.of(new SettledPart(source, share, value, price));
    }

    @Override
    public Map<Long, Money> writtenOff(Collection<Long> sources) {
        Map<Long, Money> values = new HashMap<>();
        for (Long source : sources) {
            for (EntryRow entry : entries.get(source)) {
                if (entry.value().isPresent() && entry.kind().to() == Term.WRITTEN_OFF) {
                    values.merge(source, entry.value().get(), Money::plus);
                } else if (entry.value().isPresent() && entry.kind() == ActKind.UNDO_WRITE_OFF) {
                    values.merge(source, entry.value().get().negated(), Money::plus);
                }
            }
        }
        return values;
    }

    @Override
    public List<EntryRow> entries(long source) {
        return entries.rows().getOrDefault(source, List.of());
    }

    @Override
    public List<Move> claimedBy(long request, int position, Claimed where, long afterSource, int limit) {
        List<Move> moves = new ArrayList<>();
        entries.rows().tailMap(afterSource, false).forEach((source, all) -> {
            Map<Integer, Move> byLine = new java.util.TreeMap<>();
            for (EntryRow entry : all) {
                int sign = sign(where, entry.kind());
                boolean here = entry.document().equals(Optional.of(request))
                        && (position == 0 || entry.position().equals(Optional.of(position)));
                if (here && sign != 0) {
                    int line = entry.position().orElseThrow();
                    Move before = byLine.get(line);
                    java.math.BigDecimal share = entry.share().value().multiply(java.math.BigDecimal.valueOf(sign));
                    Money value = entry.value().orElseThrow().multipliedBy(sign);
                    byLine.put(
                            line,
                            new Move(
                                    source,
                                    balances.get(source).balance().seq(),
                                    ActKind.BILL,
                                    before == null ? share : before.share().add(share),
                                    false,
                                    Optional.of(
                                            before == null
                                                    ? value
                                                    : before.value()
                                                            .orElseThrow()
                                                            .plus(value)),
                                    request,
                                    line,
                                    Optional.empty()));
                }
            }
            byLine.values().stream().filter(move -> move.share().signum() != 0).forEach(moves::add);
        });
        return moves.subList(0, Math.min(limit, moves.size()));
    }

    private static int sign(Claimed where, ActKind kind) {
        return switch (where) {
            case BILLED -> kind == ActKind.BILL ? 1 : kind == ActKind.REOPEN || kind == ActKind.CREDIT ? -1 : 0;
            case REOPENED -> kind == ActKind.REOPEN || kind == ActKind.UNDO_WRITE_OFF
                    ? 1
                    : kind == ActKind.WRITE_OFF ? -1 : 0;
            case GIVEN_UP -> kind == ActKind.CREDIT || kind == ActKind.WRITE_OFF
                    ? 1
                    : kind == ActKind.UNDO_WRITE_OFF ? -1 : 0;
            case INCLUDED -> kind == ActKind.INCLUDE ? 1 : kind == ActKind.UNDO_INCLUDE ? -1 : 0;
        };
    }

    @Override
    public long lastSource() {
        return entries.rows().keySet().stream().mapToLong(Long::longValue).max().orElse(0);
    }

    @Override
    public long releasedAlone() {
        return acts.rows().values().stream()
                .filter(act -> act.releasedBy().filter(act.actor()::equals).isPresent())
                .count();
    }

    @Override
    public List<Long> disagreements(long after, long last) {
        List<Long> wrong = new ArrayList<>();
        entries.rows().forEach((source, all) -> {
            Balance balance = Balance.posted(all.get(0).share());
            for (EntryRow entry : all.subList(1, all.size())) {
                balance = balance.after(entry.kind(), entry.share());
            }
            if (!balance.equals(balances.get(source).balance())) {
                wrong.add(source);
            }
        });
        return wrong;
    }
}
