package org.billhook.store.internal.repository;

import java.math.BigDecimal;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.billhook.core.api.Page;
import org.billhook.core.api.Sources;
import org.billhook.core.ledger.Term;
import org.billhook.core.model.Measure;
import org.billhook.core.model.ObjectRef;
import org.billhook.core.model.Share;
import org.billhook.engine.port.BalanceRow;
import org.billhook.engine.port.OpenRow;
import org.billhook.engine.port.SourceRow;
import org.billhook.engine.port.SourceStore;
import org.billhook.store.internal.dialect.Terms;
import org.billhook.store.internal.repository.Ids.Sequence;
import org.billhook.store.internal.sql.Cursor;
import org.billhook.store.internal.sql.Json;
import org.billhook.store.internal.sql.Measures;
import org.billhook.store.internal.sql.Row;
import org.billhook.store.internal.sql.Sql;
import org.joda.money.Money;

/** Sources: written in bulk with their balance and first entry, read by keyset. */
final class JdbcSources implements SourceStore {

    private static final int ROOTS_AT_ONCE = 100;
    private static final String BY_ROOT = "source_by_root";
    private static final String BY_OBJECT = "source_by_object";

    /** Without nulls in what is added up: Derby chains a warning for each group that has some, and walks the chain. */
    private static final String SUMS =
            "SELECT s.object_id, s.dimension, s.measure, SUM(COALESCE(s.cost, 0)), s.cost_currency, COUNT(*),"
                    + " SUM(CASE WHEN b.billed <> 0 THEN 1 ELSE 0 END)"
                    + Arrays.stream(Term.values())
                            .map(term -> ", SUM(b." + Terms.column(term) + ")")
                            .collect(Collectors.joining());

    private static final String BY_MEASURE = " GROUP BY s.object_id, s.dimension, s.measure, s.cost_currency";

    /** Where the root stands in {@link Ledgers#SOURCE}. */
    private static final int ROOT = 5;
    /** Where the columns of the entry that posts a source begin that are covered with it. */
    private static final int ACT = 2;

    private final Session session;
    private final OpenedRoots opened;
    private final BelowZero belowZero;

    JdbcSources(Session session) {
        this.session = session;
        opened = new OpenedRoots(session);
        belowZero = new BelowZero(session);
    }

    @Override
    public long nextIds(int count) {
        return session.ids(Sequence.SOURCE_ID, count);
    }

    @Override
    public void insert(List<SourceRow> rows, long act) {
        Map<Map<String, String>, String> characteristics = new HashMap<>();
        session.dialect().insert(session.sql(), Ledgers.SOURCE, rows, row -> {
            Object[] columns = Ledgers.columns(row, characteristics);
            cover(row, columns, Ledgers.posting(row, act));
            return columns;
        });
        BigDecimal zero = BigDecimal.ZERO;
        session.dialect().insert(session.sql(), Ledgers.BALANCE, rows, row -> {
            BigDecimal posted = row.posted().value();
            return new Object[] {row.id(), 1, posted, posted, zero, zero, zero, zero, zero, zero};
        });
        session.dialect().insert(session.sql(), Ledgers.ENTRY, rows, row -> Ledgers.posting(row, act));
        opened.note(rows.stream().map(row -> row.root().orElse(0L)).toList());
        belowZero.note(rows.stream()
                .filter(row -> row.posted().signum() < 0)
                .map(SourceRow::object)
                .toList());
    }

    /** The root is no part of it: it changes when the object moves. */
    private void cover(SourceRow row, Object[] columns, Object[] posting) {
        int ofSource = columns.length - 1;
        Object[] covered = new Object[ofSource + posting.length - ACT];
        System.arraycopy(columns, 0, covered, 0, ROOT);
        System.arraycopy(columns, ROOT + 1, covered, ROOT, ofSource - ROOT);
        System.arraycopy(posting, ACT, covered, ofSource, posting.length - ACT);
        if (row.isOfObject()) {
            session.covers().addAlone(Covered.SOURCE, row.id(), covered);
        } else {
            session.covers().add(Covered.SOURCE, row.id(), covered);
        }
    }

    @Override
    public void rewrite(SourceRow row) {
        int rewritten = session.sql()
                .update(
                        "UPDATE source SET service_date = ?, description = ?, characteristics = ?, fingerprint = ?"
                                + " WHERE id = ?",
                        row.serviceDate(),
                        row.text(),
                        Json.of(row.characteristics()),
                        row.fingerprint(),
                        row.id());
        if (rewritten != 1) {
            throw new IllegalArgumentException("There is no source %d".formatted(row.id()));
        }
        session.covers().changed(Covered.SOURCE, row.id());
    }

    @Override
    public void supersede(Collection<Long> ids) {
        // one by one: they are few, and each is found by its key
        for (Long id : ids) {
            int changed = session.sql().update("UPDATE source SET superseded = id WHERE id = ? AND superseded = 0", id);
            if (changed != 1) {
                throw new IllegalArgumentException("There is no source %d that has its external id".formatted(id));
            }
        }
    }

    /** By their ids, since of what is posted for the first time there are none: nothing is joined then. */
    @Override
    public Map<String, SourceRow> byExternalId(String origin, Collection<String> externalIds) {
        List<Long> ids = session.byKey(
                "SELECT s.id" + session.dialect().from() + "source s"
                        + session.dialect().by("source_external_id")
                        + "WHERE s.origin = ? AND s.superseded = 0 AND s.external_id %s",
                List.of(origin),
                externalIds,
                row -> row.number(1));
        Map<String, SourceRow> found = new HashMap<>();
        byId(ids).values().forEach(row -> found.put(row.externalId(), row));
        return found;
    }

    @Override
    public Map<Long, SourceRow> byId(Collection<Long> ids) {
        Map<Long, SourceRow> found = new TreeMap<>();
        session.byKey(
                        "SELECT " + Ledgers.SOURCE_COLUMNS + Ledgers.sourcesFrom(session.dialect(), "source_pk")
                                + " WHERE s.id %s",
                        List.of(),
                        ids,
                        Ledgers::source)
                .forEach(row -> found.put(row.id(), row));
        return found;
    }

    @Override
    public Page<SourceRow> list(Sources.Query query, Page.Request page) {
        Optional<Long> object = query.object().map(this::objectId);
        Optional<Long> root = query.root().map(this::objectId);
        SourceQuery sql = new SourceQuery("SELECT " + Ledgers.SOURCE_COLUMNS
                + (query.externalId().isPresent()
                        ? Ledgers.sourcesFrom(session.dialect(), "source_external_id")
                        : from(object, root)));
        query.externalId().ifPresent(id -> sql.and("s.external_id = ?", id));
        object.ifPresent(id -> sql.and("s.object_id = ?", id));
        root.ifPresent(id -> sql.and("s.root_id = ?", id));
        query.kind().ifPresent(kind -> sql.and("s.kind = ?", kind));
        query.from().ifPresent(from -> sql.and("s.service_date >= ?", from));
        query.to().ifPresent(to -> sql.and("s.service_date <= ?", to));
        if (query.onlyOpen()) {
            sql.and("b.still_open <> 0");
        }
        Optional<Cursor> after = Cursor.read(page, 2);
        List<SourceRow> rows = sql.page(
                session.sql(),
                Ledgers::source,
                after.map(cursor -> cursor.date(0)),
                after.map(cursor -> cursor.number(1)).orElse(0L),
                page.limit() + 1);
        return Cursor.page(rows, page, row -> Cursor.of(row.serviceDate(), row.id()));
    }

    private String from(Optional<Long> object, Optional<Long> root) {
        if (object.isEmpty() && root.isEmpty()) {
            return Ledgers.sourcesFrom(session.dialect(), "source_pk");
        }
        return session.dialect().sourcesByIndex(object.isPresent() ? BY_OBJECT : BY_ROOT);
    }

    @Override
    public List<OpenRow> open(
            long root,
            Set<String> kinds,
            Optional<Long> onlyObject,
            boolean onlyCorrections,
            LocalDate upTo,
            Optional<LocalDate> afterDate,
            long afterId,
            int limit) {
        if (kinds.isEmpty() || (onlyCorrections && !belowZero.any(root))) {
            return List.of();
        }
        SourceQuery sql = new SourceQuery("SELECT " + OpenRows.COLUMNS + from(onlyObject, Optional.of(root)));
        sql.and("s.root_id = ?", root);
        onlyObject.ifPresent(object -> sql.and("s.object_id = ?", object));
        sql.and("s.service_date <= ?", upTo);
        sql.and("s.kind IN " + Sql.marks(kinds.size()), new TreeSet<>(kinds).toArray());
        sql.and("s.billable = TRUE AND b.still_open " + (onlyCorrections ? "< 0" : "<> 0"));
        return sql.page(session.sql(), new OpenRows(), afterDate, afterId, limit);
    }

    @Override
    public List<Due> due(LocalDate upTo, Set<String> except, long afterRoot, int limit) {
        return due(afterRoot, limit, roots -> open(upTo, except, roots));
    }

    @Override
    public List<Due> dueAndTidy(LocalDate upTo, Set<String> except, long afterRoot, int limit) {
        return due(afterRoot, limit, roots -> {
            opened.forget(roots);
            List<Due> open = open(upTo, except, roots);
            opened.note(open.stream().map(Due::root).toList());
            return open;
        });
    }

    private List<Due> due(long afterRoot, int limit, Function<List<Long>, List<Due>> openOf) {
        List<Due> due = new ArrayList<>();
        List<Long> roots = opened.after(afterRoot, ROOTS_AT_ONCE);
        while (!roots.isEmpty() && due.size() < limit) {
            openOf.apply(roots).stream().filter(root -> root.count() > 0).forEach(due::add);
            roots = opened.after(roots.get(roots.size() - 1), ROOTS_AT_ONCE);
        }
        return List.copyOf(due.subList(0, Math.min(limit, due.size())));
    }

    /** Those of the roots of which something is open on any day, of any kind, with what counts of it. */
    private List<Due> open(LocalDate upTo, Set<String> except, List<Long> roots) {
        String counts = "CASE WHEN s.service_date <= ?"
                + (except.isEmpty() ? "" : " AND s.kind NOT IN " + Sql.marks(except.size()));
        List<Object> counted = new ArrayList<>();
        for (int i = 0; i < 2; i++) {
            counted.add(upTo);
            counted.addAll(except);
        }
        return session.in(
                "SELECT s.root_id, SUM(" + counts + " THEN 1 ELSE 0 END), MIN(" + counts + " THEN s.service_date END)"
                        + session.dialect().sourcesByIndex(BY_ROOT)
                        + " WHERE s.root_id IN %s AND s.billable = TRUE"
                        + " AND b.still_open <> 0 GROUP BY s.root_id ORDER BY s.root_id",
                counted,
                roots,
                // where nothing counts there is no day, and nobody asks for one
                row -> new Due(row.number(1), row.number(2), row.optionalDate(3).orElse(upTo)));
    }

    @Override
    public List<OpenSum> openSums(Collection<Long> roots, LocalDate upTo, Set<String> except) {
        List<Object> last = new ArrayList<>();
        last.add(upTo);
        last.addAll(except);
        return session.in(
                "SELECT s.root_id, s.object_id, s.kind, s.dimension, s.measure, COUNT(*), SUM(b.still_open),"
                        + " MIN(s.service_date)"
                        + session.dialect().sourcesByIndex(BY_ROOT)
                        + " WHERE s.root_id IN %s AND s.billable = TRUE AND b.still_open <> 0 AND s.service_date <= ?"
                        + (except.isEmpty() ? "" : " AND s.kind NOT IN " + Sql.marks(except.size()))
                        + " GROUP BY s.root_id, s.object_id, s.kind, s.dimension, s.measure",
                List.of(),
                roots,
                row -> new OpenSum(
                        row.number(1),
                        row.number(2),
                        row.text(3),
                        row.number(6),
                        new Share(row.decimal(7), row.measure(4)),
                        row.date(8)),
                last.toArray());
    }

    @Override
    public List<Long> overlooked(long after, long last, int limit) {
        return session.sql()
                .list(
                        "SELECT DISTINCT s.root_id FROM source s JOIN balance b ON b.source_id = s.id"
                                + " WHERE s.id > ? AND s.id <= ? AND b.still_open <> 0 AND s.billable = TRUE"
                                + " AND NOT EXISTS (SELECT 1 FROM opened o WHERE o.root_id = s.root_id)"
                                + " ORDER BY s.root_id FETCH FIRST ? ROWS ONLY",
                        row -> row.number(1),
                        after,
                        last,
                        limit);
    }

    @Override
    public Map<Long, Share> totals(
            long root, String kind, Measure measure, Term term, Optional<LocalDate> from, LocalDate to) {
        SourceQuery sql = new SourceQuery(
                "SELECT s.object_id, SUM(b." + Terms.column(term) + ")" + from(Optional.empty(), Optional.of(root)));
        sql.and("s.root_id = ?", root);
        from.ifPresent(first -> sql.and("s.service_date >= ?", first));
        sql.and("s.service_date <= ?", to);
        sql.and("s.kind = ?", kind);
        sql.and("s.dimension = ? AND s.measure = ?", Measures.dimension(measure), measure.code());
        Map<Long, Share> totals = new TreeMap<>();
        sql.byObject(session.sql(), row -> Map.entry(row.number(1), new Share(row.decimal(2), measure)))
                .forEach(total -> totals.put(total.getKey(), total.getValue()));
        return totals;
    }

    @Override
    public BigDecimal postedAbove(long object, Optional<Long> root, Measure measure, BigDecimal above) {
        return session.sql()
                .list(
                        "SELECT COALESCE(SUM(ABS(b.posted - b.reversed)), 0)"
                                + session.dialect().sourcesByIndex(root.isPresent() ? BY_ROOT : BY_OBJECT)
                                + (root.isPresent() ? " WHERE s.root_id = ?" : " WHERE s.object_id = ?")
                                + " AND s.dimension = ? AND s.measure = ? AND ABS(b.posted - b.reversed) > ?",
                        row -> row.decimal(1),
                        root.orElse(object),
                        Measures.dimension(measure),
                        measure.code(),
                        above)
                .get(0);
    }

    @Override
    public List<ObjectSum> sums(long root) {
        return session.sql()
                .list(
                        SUMS + session.dialect().sourcesByIndex(BY_ROOT) + " WHERE s.root_id = ?" + BY_MEASURE,
                        JdbcSources::sum,
                        root);
    }

    @Override
    public List<ObjectSum> sums(Collection<Long> objects) {
        return session.in(
                SUMS + session.dialect().sourcesByIndex(BY_OBJECT) + " WHERE s.object_id IN %s" + BY_MEASURE,
                objects,
                JdbcSources::sum);
    }

    private static ObjectSum sum(Row row) throws SQLException {
        Measure measure = row.measure(2);
        Map<Term, Share> terms = new EnumMap<>(Term.class);
        int column = 8;
        for (Term term : Term.values()) {
            terms.put(term, new Share(row.decimal(column++), measure));
        }
        Optional<Money> cost = row.text(5) == null ? Optional.empty() : row.money(4);
        return new ObjectSum(row.number(1), measure, row.number(6), row.number(7), terms, cost);
    }

    @Override
    public Set<Long> objects(long root, Set<String> kinds) {
        SourceQuery sql = new SourceQuery("SELECT s.object_id FROM source s");
        sql.and("s.root_id = ?", root);
        sql.and("s.kind IN " + Sql.marks(kinds.size()), new TreeSet<>(kinds).toArray());
        return new TreeSet<>(sql.byObject(session.sql(), row -> row.number(1)));
    }

    @Override
    public List<BalanceRow> heldUntil(LocalDate day, Optional<Long> root, int limit) {
        List<Object> parameters = new ArrayList<>(List.of(day));
        root.ifPresent(parameters::add);
        parameters.add(limit);
        return session.sql()
                .list(
                        "SELECT " + Ledgers.BALANCE_COLUMNS + session.dialect().from() + "hold h JOIN balance b"
                                + session.dialect().joinedBy("balance_pk")
                                + "ON b.source_id = h.source_id JOIN source s"
                                + session.dialect().joinedBy("source_pk")
                                + "ON s.id = b.source_id WHERE h.held_until <= ?"
                                + (root.isPresent() ? " AND s.root_id = ?" : "")
                                + " ORDER BY h.held_until, h.source_id FETCH FIRST ? ROWS ONLY",
                        Ledgers::balance,
                        parameters);
    }

    private long objectId(ObjectRef ref) {
        return session.sql()
                .first(ObjectFilter.ID, row -> row.number(1), ref.kind(), ref.key())
                .orElse(-1L);
    }
}
