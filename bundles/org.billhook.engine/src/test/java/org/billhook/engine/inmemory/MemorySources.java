package org.billhook.engine.inmemory;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;
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
import org.billhook.engine.port.StoreException;

final class MemorySources implements SourceStore {

    private static final Comparator<SourceRow> ORDER =
            Comparator.comparing(SourceRow::serviceDate).thenComparing(SourceRow::id);

    private final Undo.Table<Long, SourceRow> rows;
    private final MemoryStore store;
    /** Those that had an external id in turn. */
    private final Map<String, List<Long>> external = new HashMap<>();

    private final Undo.Table<Long, Long> superseded;
    private long next = 1;

    MemorySources(Undo undo, MemoryStore store) {
        rows = undo.table();
        superseded = undo.table();
        this.store = store;
    }

    Collection<SourceRow> all() {
        return rows.rows().values();
    }

    SourceRow row(long id) {
        return rows.get(id);
    }

    void follow(long object, Optional<Long> root) {
        for (SourceRow row : new ArrayList<>(all())) {
            if (row.object() == object) {
                rows.put(row.id(), moved(row, root));
            }
        }
    }

    private static SourceRow moved(SourceRow row, Optional<Long> root) {
        return new SourceRow(
                row.id(),
                row.kind(),
                row.origin(),
                row.externalId(),
                row.object(),
                root,
                row.serviceDate(),
                row.postingDate(),
                row.enteredAt(),
                row.posted(),
                row.text(),
                row.billable(),
                row.actual(),
                row.characteristics(),
                row.cost(),
                row.reverses(),
                row.fingerprint());
    }

    @Override
    public long nextIds(int count) {
        long first = next;
        next += count;
        return first;
    }

    @Override
    public void insert(List<SourceRow> sources, long act) {
        store.write("sources.insert");
        for (SourceRow row : sources) {
            String key = row.origin() + "\n" + row.externalId();
            if (current(key).isPresent()) {
                throw new StoreException(StoreException.Reason.DUPLICATE, key, null);
            }
            external.computeIfAbsent(key, k -> new ArrayList<>()).add(row.id());
            rows.put(row.id(), row);
            store.memoryLedger().posted(row, act);
        }
    }

    @Override
    public void rewrite(SourceRow row) {
        rows.put(row.id(), row);
    }

    @Override
    public Map<String, SourceRow> byExternalId(String origin, Collection<String> externalIds) {
        Map<String, SourceRow> found = new HashMap<>();
        for (String id : externalIds) {
            current(origin + "\n" + id).ifPresent(row -> found.put(id, row));
        }
        return found;
    }

    @Override
    public void supersede(Collection<Long> ids) {
        store.write("sources.supersede");
        ids.forEach(id -> superseded.put(id, id));
    }

    private Optional<SourceRow> current(String key) {
        return external.getOrDefault(key, List.of()).stream()
                .filter(id -> rows.get(id) != null && superseded.get(id) == null)
                .map(rows::get)
                .findFirst();
    }

    @Override
    public Map<Long, SourceRow> byId(Collection<Long> ids) {
        Map<Long, SourceRow> found = new LinkedHashMap<>();
        ids.stream().sorted().filter(id -> rows.get(id) != null).forEach(id -> found.put(id, rows.get(id)));
        return found;
    }

    @Override
    public Page<SourceRow> list(Sources.Query query, Page.Request page) {
        return Pages.of(
                all().stream()
                        .filter(row -> is(query.object(), Optional.of(row.object())))
                        .filter(row -> is(query.root(), row.root()))
                        .filter(row -> query.externalId().isEmpty()
                                || query.externalId().get().equals(row.externalId()))
                        .filter(row ->
                                query.kind().isEmpty() || query.kind().get().equals(row.kind()))
                        .filter(row -> query.from().isEmpty()
                                || !row.serviceDate().isBefore(query.from().get()))
                        .filter(row -> query.to().isEmpty()
                                || !row.serviceDate().isAfter(query.to().get()))
                        .filter(row -> !query.onlyOpen() || open(row).signum() != 0)
                        .sorted(ORDER)
                        .toList(),
                page);
    }

    private boolean is(Optional<ObjectRef> wanted, Optional<Long> id) {
        return wanted.isEmpty()
                || id.map(i -> store.memoryObjects().row(i).ref()).equals(wanted);
    }

    private Share open(SourceRow row) {
        return store.memoryLedger().balance(row.id()).balance().open();
    }

    private Stream<SourceRow> open(LocalDate upTo) {
        return all().stream()
                .filter(SourceRow::billable)
                .filter(row -> !row.serviceDate().isAfter(upTo))
                .filter(row -> !open(row).isZero());
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
        return open(upTo)
                .filter(row -> row.root().equals(Optional.of(root)))
                .filter(row -> kinds.contains(row.kind()))
                .filter(row -> onlyObject.isEmpty() || onlyObject.get() == row.object())
                .filter(row -> !onlyCorrections || open(row).signum() < 0)
                .filter(row -> afterDate.isEmpty()
                        || row.serviceDate().isAfter(afterDate.get())
                        || (row.serviceDate().equals(afterDate.get()) && row.id() > afterId))
                .sorted(ORDER)
                .limit(limit)
                .map(row -> OpenRow.of(
                        row,
                        open(row).value(),
                        store.memoryLedger().balance(row.id()).balance().seq()))
                .toList();
    }

    @Override
    public List<Due> due(LocalDate upTo, Set<String> except, long afterRoot, int limit) {
        Map<Long, Due> due = new TreeMap<>();
        open(upTo).filter(row -> !except.contains(row.kind())).forEach(row -> {
            long root = row.root().orElse(0L);
            if (root > afterRoot) {
                due.merge(
                        root,
                        new Due(root, 1, row.serviceDate()),
                        (a, b) -> new Due(root, a.count() + 1, a.first().isBefore(b.first()) ? a.first() : b.first()));
            }
        });
        return due.values().stream().limit(limit).toList();
    }

    @Override
    public List<Due> dueAndTidy(LocalDate upTo, Set<String> except, long afterRoot, int limit) {
        return due(upTo, except, afterRoot, limit);
    }

    @Override
    public List<OpenSum> openSums(Collection<Long> roots, LocalDate upTo, Set<String> except) {
        return open(upTo)
                .filter(row -> roots.contains(row.root().orElse(0L)) && !except.contains(row.kind()))
                .map(row ->
                        new OpenSum(row.root().orElse(0L), row.object(), row.kind(), 1, open(row), row.serviceDate()))
                .toList();
    }

    @Override
    public List<Long> overlooked(long after, long last, int limit) {
        return List.of();
    }

    @Override
    public Map<Long, Share> totals(
            long root, String kind, Measure measure, Term term, Optional<LocalDate> from, LocalDate to) {
        Map<Long, Share> totals = new TreeMap<>();
        for (SourceRow row : all()) {
            boolean wanted = row.root().equals(Optional.of(root))
                    && row.kind().equals(kind)
                    && row.posted().measure().equals(measure)
                    && (from.isEmpty() || !row.serviceDate().isBefore(from.get()))
                    && !row.serviceDate().isAfter(to);
            if (wanted) {
                totals.merge(
                        row.object(),
                        store.memoryLedger().balance(row.id()).balance().get(term),
                        Share::plus);
            }
        }
        return totals;
    }

    @Override
    public BigDecimal postedAbove(long object, Optional<Long> root, Measure measure, BigDecimal above) {
        return all().stream()
                .filter(row -> root.isPresent() ? row.root().equals(root) : row.object() == object)
                .filter(row -> row.posted().measure().equals(measure))
                .map(row -> store.memoryLedger().balance(row.id()).balance())
                .map(balance -> balance.get(Term.POSTED).minus(balance.get(Term.REVERSED)))
                .map(share -> share.value().abs())
                .filter(value -> value.compareTo(above) > 0)
                .reduce(BigDecimal.ZERO, BigDecimal::add);
    }

    @Override
    public List<ObjectSum> sums(long root) {
        return sums(row -> row.root().equals(Optional.of(root)));
    }

    @Override
    public List<ObjectSum> sums(Collection<Long> objects) {
        return sums(row -> objects.contains(row.object()));
    }

    private List<ObjectSum> sums(Predicate<SourceRow> wanted) {
        return all().stream()
                .filter(wanted)
                .map(row -> new ObjectSum(
                        row.object(),
                        row.posted().measure(),
                        1,
                        store.memoryLedger()
                                        .balance(row.id())
                                        .balance()
                                        .get(Term.BILLED)
                                        .isZero()
                                ? 0
                                : 1,
                        store.memoryLedger().balance(row.id()).balance().terms(),
                        row.cost()))
                .toList();
    }

    @Override
    public Set<Long> objects(long root, Set<String> kinds) {
        return all().stream()
                .filter(row -> row.root().equals(Optional.of(root)) && kinds.contains(row.kind()))
                .map(SourceRow::object)
                .collect(Collectors.toSet());
    }

    @Override
    public List<BalanceRow> heldUntil(LocalDate day, Optional<Long> root, int limit) {
        return all().stream()
                .filter(row -> root.isEmpty() || row.root().equals(root))
                .map(row -> store.memoryLedger().balance(row.id()))
                .filter(row -> !row.balance().get(Term.HELD).isZero())
                .filter(row ->
                        row.heldUntil().filter(until -> !until.isAfter(day)).isPresent())
                .limit(limit)
                .toList();
    }
}
