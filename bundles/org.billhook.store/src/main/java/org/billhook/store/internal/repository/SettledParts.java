package org.billhook.store.internal.repository;

import java.math.RoundingMode;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.billhook.core.ledger.ActKind;
import org.billhook.core.ledger.Term;
import org.billhook.core.model.Share;
import org.billhook.engine.port.LedgerStore.PriceOfPart;
import org.billhook.engine.port.LedgerStore.SettledPart;
import org.billhook.store.internal.dialect.Dialect;
import org.billhook.store.internal.sql.Row;
import org.joda.money.Money;

/**
 * Replays the entries of sources to the parts that are billed or written off now. What an act gives back is taken from the
 * part of the same line; without a line, from the newest part first.
 */
final class SettledParts {

    private record Entry(
            long source,
            ActKind kind,
            Share share,
            Optional<Money> value,
            long document,
            int position,
            Optional<PriceOfPart> price) {}

    private static final class Part {
        private final Entry entry;
        private Term term;
        private Share share;
        private Optional<Money> value;

        Part(Entry entry) {
            this.entry = entry;
            this.term = entry.kind().to();
            this.share = entry.share();
            this.value = entry.value();
        }

        /** A part of this part; what it is worth is told, or else goes by the share. */
        Part cut(Share away, Optional<Money> told) {
            Part piece = new Part(entry);
            boolean all = away.value().compareTo(share.value()) == 0;
            piece.share = away;
            piece.value = all ? value : told.or(() -> value.map(money -> proportion(money, away)));
            Optional<Money> cutOff = piece.value;
            share = share.minus(away);
            value = value.map(money -> cutOff.map(money::minus).orElse(money));
            return piece;
        }

        private Money proportion(Money money, Share away) {
            return Money.of(
                    money.getCurrencyUnit(),
                    money.getAmount()
                            .multiply(away.value())
                            .divide(share.value(), money.getScale(), RoundingMode.HALF_UP));
        }
    }

    private final Session session;

    SettledParts(Session session) {
        this.session = session;
    }

    List<SettledPart> of(Collection<Long> sources) {
        Map<Long, List<Part>> parts = new TreeMap<>();
        session.in(
                        query(session.dialect()),
                        sources,
                        row -> new Entry(
                                row.number(1),
                                ActKind.valueOf(row.text(2)),
                                new Share(row.decimal(3), row.measure(4)),
                                row.money(6),
                                row.number(8),
                                row.integer(9),
                                price(row)))
                .forEach(entry -> replay(entry, parts.computeIfAbsent(entry.source(), source -> new ArrayList<>())));
        List<SettledPart> settled = new ArrayList<>();
        parts.forEach((source, all) -> all.stream()
                .filter(part -> part.value.isPresent())
                .forEach(part ->
                        settled.add(new SettledPart(source, part.share, part.value.get(), part.entry.price()))));
        return settled;
    }

    private static Optional<PriceOfPart> price(Row row) throws SQLException {
        Optional<String> basis = row.optionalText(10);
        if (basis.isEmpty()) {
            return Optional.empty();
        }
        Money net = row.money(13).orElseThrow();
        return Optional.of(new PriceOfPart(basis.get(), net, row.money(11).orElse(net)));
    }

    private static String query(Dialect dialect) {
        return "SELECT e.source_id, e.kind, e.share, s.dimension, s.measure, e.amount, e.currency, e.document_id,"
                + " e.line_pos, l.price_basis, l.net_at_price, l.currency, l.net, l.currency"
                + Ledgers.entriesFrom(dialect)
                + " LEFT JOIN request_line l" + dialect.joinedBy("request_line_pk")
                + "ON l.document_id = e.document_id AND l.line_pos = e.line_pos WHERE e.source_id IN %s"
                + " AND e.kind IN ('BILL', 'WRITE_OFF', 'REOPEN', 'CREDIT', 'UNDO_WRITE_OFF')"
                + " ORDER BY e.source_id, e.seq";
    }

    private static void replay(Entry entry, List<Part> parts) {
        switch (entry.kind()) {
            case BILL, WRITE_OFF -> parts.add(new Part(entry));
            case CREDIT -> {
                for (Part piece : takeBack(entry, parts)) {
                    piece.term = Term.WRITTEN_OFF;
                    parts.add(piece);
                }
            }
            default -> takeBack(entry, parts);
        }
    }

    /** Takes the share out of the parts and returns the pieces. */
    private static List<Part> takeBack(Entry entry, List<Part> parts) {
        List<Part> pieces = new ArrayList<>();
        Share left = entry.share();
        for (int i = parts.size() - 1; i >= 0 && !left.isZero(); i--) {
            Part part = parts.get(i);
            if (part.term == entry.kind().from() && sameLine(entry, part.entry)) {
                Share away = left.isWithin(part.share) ? left : part.share;
                Optional<Money> told = away.equals(entry.share()) ? entry.value() : Optional.empty();
                pieces.add(part.cut(away, told));
                left = left.minus(away);
                if (part.share.isZero()) {
                    parts.remove(i);
                }
            }
        }
        return pieces;
    }

    private static boolean sameLine(Entry back, Entry part) {
        return back.document() == 0 || (back.document() == part.document() && back.position() == part.position());
    }
}
