package org.billhook.store.internal.repository;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.billhook.core.ledger.ActKind;
import org.billhook.core.ledger.Term;
import org.billhook.core.model.Share;
import org.billhook.engine.port.BalanceRow;
import org.billhook.engine.port.LedgerStore;
import org.billhook.engine.port.StoreException;
import org.billhook.engine.port.StoreException.Reason;
import org.billhook.store.internal.repository.Ids.Sequence;
import org.billhook.store.internal.sql.Amounts;
import org.joda.money.Money;

/** The ledger: one set-based update of balances a page, then its entries in bulk. */
final class JdbcLedger implements LedgerStore {

    private static final int NAMED_AT_MOST = 10;

    private final Session session;

    JdbcLedger(Session session) {
        this.session = session;
    }

    @Override
    public long act(Act act) {
        long id = session.id(Sequence.ACT_ID);
        Object[] row = {id, act.run(), act.actor(), act.reason(), act.at(), act.releasedBy()};
        session.sql()
                .update(
                        "INSERT INTO act (id, run_id, actor, reason, done_at, released_by) VALUES (?, ?, ?, ?, ?, ?)",
                        id,
                        act.run(),
                        act.actor(),
                        act.reason(),
                        act.at(),
                        act.releasedBy());
        session.covers().add(Covered.ACT, id, row);
        return id;
    }

    @Override
    public void apply(long act, List<Move> moves) {
        for (Map<ActKind, List<Move>> wave : waves(moves)) {
            wave.forEach(this::claim);
        }
        session.dialect().insert(session.sql(), Ledgers.ENTRY, moves, move -> entry(act, move));
        noteHolds(moves);
        noteOpened(moves);
        noteBelowZero(moves);
    }

    /** What is posted grows less by some acts, and may be less than nothing then. */
    private void noteBelowZero(List<Move> moves) {
        List<Long> less = moves.stream()
                .filter(move -> move.kind().changesPosted() && move.share().signum() < 0)
                .map(Move::source)
                .toList();
        if (!less.isEmpty()) {
            new BelowZero(session).noteOf(less);
        }
    }

    private void noteOpened(List<Move> moves) {
        List<Long> opened = moves.stream()
                .filter(move -> move.kind().to() == Term.OPEN)
                .map(Move::source)
                .toList();
        if (!opened.isEmpty()) {
            new OpenedRoots(session)
                    .note(session.in(
                            "SELECT DISTINCT s.root_id" + Ledgers.sourcesFrom(session.dialect(), "source_pk")
                                    + " WHERE s.id IN %s",
                            opened,
                            row -> row.number(1)));
        }
    }

    /** A source may move more than once, one act after the other; each wave moves it once. */
    private static List<Map<ActKind, List<Move>>> waves(List<Move> moves) {
        if (isOfOneKindAscending(moves)) {
            return moves.isEmpty() ? List.of() : List.of(Map.of(moves.get(0).kind(), moves));
        }
        List<Map<ActKind, List<Move>>> waves = new ArrayList<>();
        Map<Long, Integer> waveBySource = new HashMap<>(moves.size() * 2);
        for (Move move : moves) {
            int wave = waveBySource.merge(move.source(), 0, (before, zero) -> before + 1);
            if (wave == waves.size()) {
                waves.add(new EnumMap<>(ActKind.class));
            }
            waves.get(wave)
                    .computeIfAbsent(move.kind(), kind -> new ArrayList<>(moves.size()))
                    .add(move);
        }
        return waves;
    }

    /** As a run bills: then no source moves twice. */
    private static boolean isOfOneKindAscending(List<Move> moves) {
        for (int i = 1; i < moves.size(); i++) {
            Move before = moves.get(i - 1);
            Move move = moves.get(i);
            if (move.kind() != before.kind() || move.source() <= before.source()) {
                return false;
            }
        }
        return true;
    }

    private void claim(ActKind kind, List<Move> moves) {
        int updated = session.dialect().claim(session.sql(), kind, moves);
        if (updated != moves.size()) {
            throw new StoreException(Reason.STALE, stale(moves), null);
        }
    }

    /** Which sources changed: their newest entry, of this transaction none yet, is not the one that was expected. */
    private String stale(List<Move> moves) {
        Map<Long, Integer> newest = new TreeMap<>();
        session.in(
                "SELECT source_id, MAX(seq) FROM entry" + session.dialect().by("entry_pk")
                        + "WHERE source_id IN %s GROUP BY source_id",
                moves.stream().map(Move::source).toList(),
                row -> newest.put(row.number(1), row.integer(2)));
        List<String> changed = moves.stream()
                .filter(move -> newest.getOrDefault(move.source(), Integer.MAX_VALUE) > move.seq())
                .limit(NAMED_AT_MOST)
                .map(move -> "%d (act %d expected)".formatted(move.source(), move.seq()))
                .toList();
        return "Sources changed since they were read: " + (changed.isEmpty() ? "in this moment" : changed);
    }

    private Object[] entry(long act, Move move) {
        Object[] row = {
            move.source(),
            move.seq() + 1,
            act,
            move.kind().name(),
            move.share(),
            move.value().map(Money::getAmount).orElse(null),
            move.value().map(value -> value.getCurrencyUnit().getCode()).orElse(null),
            move.document() == 0 ? null : (Object) move.document(),
            move.document() == 0 ? null : (Object) move.position()
        };
        if (move.kind() == ActKind.BILL && move.document() != 0) {
            session.covers().add(Covered.BILLED, move.document(), move.source(), billed(row));
        } else {
            session.covers().add(Covered.ENTRY, act, move.source(), row);
        }
        return row;
    }

    /** Columns of {@link Covered#BILLED} out of those of an entry: all but what kind it is and which request it bills by. */
    private static Object[] billed(Object[] entry) {
        return new Object[] {entry[0], entry[1], entry[2], entry[8], entry[4], entry[5], entry[6]};
    }

    private void noteHolds(List<Move> moves) {
        List<List<Object>> held = new ArrayList<>(0);
        List<List<Object>> before = new ArrayList<>(0);
        List<List<Object>> released = new ArrayList<>(0);
        for (Move move : moves) {
            if (move.kind() == ActKind.HOLD) {
                before.add(List.of(move.source()));
                held.add(List.of(move.source(), move.heldUntil()));
            } else if (move.kind() == ActKind.RELEASE) {
                released.add(List.of(move.source()));
            }
        }
        session.sql().batch("DELETE FROM hold WHERE source_id = ?", before);
        session.sql().batch("INSERT INTO hold VALUES (?, ?)", held);
        session.sql()
                .batch(
                        "DELETE FROM hold WHERE source_id = ? AND EXISTS"
                                + " (SELECT 1 FROM balance b WHERE b.source_id = hold.source_id AND b.held = 0)",
                        released);
    }

    @Override
    public Map<Long, BalanceRow> balances(Collection<Long> sources) {
        Map<Long, BalanceRow> balances = new TreeMap<>();
        session.in(
                        "SELECT " + Ledgers.BALANCE_COLUMNS + Ledgers.balancesFrom(session.dialect())
                                + " WHERE b.source_id IN %s",
                        sources,
                        Ledgers::balance)
                .forEach(balance -> balances.put(balance.source(), balance));
        return balances;
    }

    @Override
    public List<SettledPart> settled(Collection<Long> sources) {
        return new SettledParts(session).of(sources);
    }

    @Override
    public List<BilledPart> billed(Collection<Long> sources) {
        String sign = "CASE WHEN e.kind = 'BILL' THEN 1 ELSE -1 END";
        return session.in(
                "SELECT e.source_id, r.request_number, e.line_pos, SUM(" + sign + " * e.share), s.dimension, s.measure,"
                        + " SUM(" + sign + " * e.amount), e.currency, e.document_id"
                        + Ledgers.entriesFrom(session.dialect())
                        + " JOIN request r" + session.dialect().joinedBy("request_pk") + "ON r.id = e.document_id"
                        + " WHERE e.source_id IN %s AND e.kind IN ('BILL', 'REOPEN', 'CREDIT') AND e.amount IS NOT NULL"
                        + " GROUP BY e.source_id, e.document_id, r.request_number, e.line_pos, s.dimension, s.measure,"
                        + " e.currency HAVING SUM(" + sign + " * e.share) <> 0"
                        + " ORDER BY e.source_id, e.document_id, e.line_pos",
                sources,
                row -> new BilledPart(
                        row.number(1),
                        row.text(2),
                        row.integer(3),
                        new Share(row.decimal(4), row.measure(5)),
                        Amounts.money(row.decimal(7), row.text(8))));
    }

    @Override
    public Map<Long, Money> writtenOff(Collection<Long> sources) {
        Map<Long, Money> values = new TreeMap<>();
        Set<Long> several = new HashSet<>();
        session.in(
                "SELECT e.source_id, SUM(CASE WHEN e.kind = 'UNDO_WRITE_OFF' THEN -e.amount ELSE e.amount END), e.currency"
                        + session.dialect().from() + "entry e"
                        + session.dialect().by("entry_pk")
                        + "WHERE e.source_id IN %s AND e.kind IN ('WRITE_OFF', 'CREDIT', 'UNDO_WRITE_OFF')"
                        + " AND e.currency IS NOT NULL GROUP BY e.source_id, e.currency",
                sources,
                row -> values.put(row.number(1), row.money(2).orElseThrow()) == null || several.add(row.number(1)));
        values.keySet().removeAll(several);
        return values;
    }

    @Override
    public List<EntryRow> entries(long source) {
        return session.sql()
                .list(
                        "SELECT e.act_id, e.seq, e.kind, e.share, s.dimension, s.measure, e.amount, e.currency,"
                                + " e.document_id, e.line_pos, a.actor, a.reason, a.done_at, a.released_by"
                                + Ledgers.entriesFrom(session.dialect()) + " JOIN act a"
                                + session.dialect().joinedBy("act_pk")
                                + "ON a.id = e.act_id WHERE e.source_id = ? ORDER BY e.seq",
                        row -> new EntryRow(
                                row.number(1),
                                row.integer(2),
                                ActKind.valueOf(row.text(3)),
                                new Share(row.decimal(4), row.measure(5)),
                                row.money(7),
                                row.optionalNumber(9),
                                row.optionalInteger(10),
                                row.text(11),
                                row.text(12),
                                row.moment(13),
                                Optional.ofNullable(row.text(14))),
                        source);
    }

    @Override
    public List<Move> claimedBy(long request, int position, Claimed where, long afterSource, int limit) {
        List<Move> moves = claimedBy(request, position, where, "e.source_id > ?", afterSource, limit);
        if (moves.size() < limit) {
            return moves;
        }
        // the last source may have more lines than fit: it comes whole, or not in this page
        long last = moves.get(moves.size() - 1).source();
        List<Move> before = moves.stream().filter(move -> move.source() != last).toList();
        return before.isEmpty()
                ? claimedBy(request, position, where, "e.source_id = ?", last, Integer.MAX_VALUE)
                : before;
    }

    private List<Move> claimedBy(long request, int position, Claimed where, String which, long source, int limit) {
        String sign = sign(where);
        List<Object> parameters = new ArrayList<>(List.of(request, source));
        if (position != 0) {
            parameters.add(position);
        }
        parameters.add(limit);
        return session.sql()
                .list(
                        "SELECT e.source_id, b.seq, SUM(" + sign + " * e.share), b.posted, SUM(" + sign
                                + " * e.amount), MIN(e.currency), e.line_pos"
                                + session.dialect().from() + "entry e"
                                + session.dialect().byIndex("entry_by_document") + "JOIN balance b"
                                + session.dialect().joinedBy("balance_pk")
                                + "ON b.source_id = e.source_id WHERE e.document_id = ? AND " + which
                                + (position == 0 ? "" : " AND e.line_pos = ?")
                                + " GROUP BY e.source_id, b.seq, b.posted, e.line_pos"
                                + " HAVING SUM(" + sign + " * e.share) <> 0"
                                + " ORDER BY e.source_id, e.line_pos FETCH FIRST ? ROWS ONLY",
                        row -> {
                            BigDecimal share = row.decimal(3).setScale(Share.SCALE);
                            return new Move(
                                    row.number(1),
                                    row.integer(2),
                                    ActKind.BILL,
                                    share,
                                    share.compareTo(row.decimal(4)) == 0,
                                    row.money(5),
                                    request,
                                    row.integer(7),
                                    Optional.empty());
                        },
                        parameters);
    }

    /** What an entry that names a line puts there, or takes from there. */
    private static String sign(Claimed where) {
        String there =
                switch (where) {
                    case BILLED -> "WHEN 'BILL' THEN 1 WHEN 'REOPEN' THEN -1 WHEN 'CREDIT' THEN -1";
                    case REOPENED -> "WHEN 'REOPEN' THEN 1 WHEN 'UNDO_WRITE_OFF' THEN 1 WHEN 'WRITE_OFF' THEN -1";
                    case GIVEN_UP -> "WHEN 'CREDIT' THEN 1 WHEN 'WRITE_OFF' THEN 1 WHEN 'UNDO_WRITE_OFF' THEN -1";
                    case INCLUDED -> "WHEN 'INCLUDE' THEN 1 WHEN 'UNDO_INCLUDE' THEN -1";
                };
        return "(CASE e.kind " + there + " ELSE 0 END)";
    }

    @Override
    public long releasedAlone() {
        return session.sql().number("SELECT COUNT(*) FROM act WHERE released_by = actor");
    }

    @Override
    public long lastSource() {
        return new Audit(session.sql()).last();
    }

    @Override
    public List<Long> disagreements(long after, long last) {
        return new Audit(session.sql()).disagreements(after, last);
    }
}
