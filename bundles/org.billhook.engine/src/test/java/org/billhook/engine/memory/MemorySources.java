package org.billhook.engine.memory;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.billhook.core.api.Page;
import org.billhook.core.api.Sources;
import org.billhook.core.ledger.ActKind;
import org.billhook.core.ledger.Balance;
import org.billhook.core.ledger.Term;
import org.billhook.core.model.Measure;
import org.billhook.core.model.Share;
import org.billhook.engine.port.BalanceRow;
import org.billhook.engine.port.LedgerStore;
import org.billhook.engine.port.OpenRow;
import org.billhook.engine.port.SourceRow;
import org.billhook.engine.port.SourceStore;
import org.billhook.engine.port.StoreException;

/** Sources with their balances and entries. What unit tests do not need is refused. */
public final class MemorySources implements SourceStore, LedgerStore {

    private final TreeMap<Long, SourceRow> rows = new TreeMap<>();
    private final Map<Long, BalanceRow> balances = new HashMap<>();
    private final Map<Long, List<EntryRow>> entries = new HashMap<>();
    private final List<Act> acts = new ArrayList<>();
    private final Set<Long> itemsWithRequests = new HashSet<>();
    private MemoryObjects objects;
    private long ids;

    void seeing(MemoryObjects those) {
        objects = those;
    }

    MemorySources copy() {
        MemorySources copy = new MemorySources();
        copy.rows.putAll(rows);
        copy.balances.putAll(balances);
        entries.forEach((id, list) -> copy.entries.put(id, new ArrayList<>(list)));
        copy.acts.addAll(acts);
        copy.itemsWithRequests.addAll(itemsWithRequests);
        copy.ids = ids;
        return copy;
    }

    /** Ids of the items for which a request stands; to be filled by tests. */
    public Set<Long> itemsWithRequests() {
        return itemsWithRequests;
    }

    /** Sources of the objects get the root that their object has now. */
    void follow(Set<Long> moved) {
        rows.replaceAll((id, row) -> moved.contains(row.object())
                ? new SourceRow(
                        row.id(),
                        row.kind(),
                        row.origin(),
                        row.externalId(),
                        row.object(),
                        objects.byId(Set.of(row.object())).get(row.object()).root(),
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
                        row.fingerprint())
                : row);
    }

    Set<Long> billed(Collection<Long> wanted) {
        Set<Long> billed = new HashSet<>();
        balances.forEach((id, row) -> {
            long object = rows.get(id).object();
            if (wanted.contains(object) && !row.balance().get(Term.BILLED).isZero()) {
                billed.add(object);
            }
        });
        return billed;
    }

    @Override
    public long nextIds(int count) {
        long first = ids + 1;
        ids += count;
        return first;
    }

    @Override
    public void insert(List<SourceRow> added, long act) {
        for (SourceRow row : added) {
            if (!byExternalId(row.origin(), List.of(row.externalId())).isEmpty()) {
                throw new StoreException(StoreException.Reason.DUPLICATE, row.externalId() + " is taken", null);
            }
            rows.put(row.id(), row);
            balances.put(row.id(), new BalanceRow(row.id(), Balance.posted(row.posted()), Optional.empty()));
            note(act, row.id(), ActKind.POST, row.posted(), 1);
        }
    }

    @Override
    public void rewrite(SourceRow row) {
        rows.put(row.id(), row);
    }

    @Override
    public Map<String, SourceRow> byExternalId(String origin, Collection<String> externalIds) {
        return rows.values().stream()
                .filter(row -> row.origin().equals(origin) && externalIds.contains(row.externalId()))
                .collect(Collectors.toMap(SourceRow::externalId, row -> row));
    }

    @Override
    public Map<Long, SourceRow> byId(Collection<Long> wanted) {
        return rows.values().stream()
                .filter(row -> wanted.contains(row.id()))
                .collect(Collectors.toMap(SourceRow::id, row -> row));
    }

    @Override
    public Page<SourceRow> list(Sources.Query query, Page.Request page) {
        return new Page<>(
                rows.values().stream()
                        .filter(row ->
                                query.kind().isEmpty() || query.kind().get().equals(row.kind()))
                        .filter(row -> query.object().isEmpty()
                                || query.object()
                                                .flatMap(objects::find)
                                                .orElseThrow()
                                                .id()
                                        == row.object())
                        .sorted(Comparator.comparing(SourceRow::serviceDate).thenComparing(SourceRow::id))
                        .toList(),
                Optional.empty());
    }

    @Override
    public long act(Act act) {
        acts.add(act);
        return acts.size();
    }

    @Override
    public void apply(long act, List<Move> moves) {
        for (Move move : moves) {
            BalanceRow before = balances.get(move.source());
            if (before.balance().seq() != move.seq()) {
                throw new StoreException(StoreException.Reason.STALE, "Source " + move.source() + " changed", null);
            }
            Share share = new Share(move.share(), before.balance().posted().measure());
            if (before.balance().refusal(move.kind(), share).isPresent()) {
                throw new StoreException(StoreException.Reason.LAW, "Source " + move.source(), null);
            }
            Balance after = before.balance().after(move.kind(), share);
            balances.put(move.source(), new BalanceRow(move.source(), after, move.heldUntil()));
            note(act, move.source(), move.kind(), share, after.seq());
        }
    }

    private void note(long act, long source, ActKind kind, Share share, int seq) {
        Act by = acts.get((int) act - 1);
        entries.computeIfAbsent(source, id -> new ArrayList<>())
                .add(new EntryRow(
                        act,
                        seq,
                        kind,
                        share,
                        Optional.empty(),
                        Optional.empty(),
                        Optional.empty(),
                        by.actor(),
                        by.reason(),
                        by.at()));
    }

    @Override
    public Map<Long, BalanceRow> balances(Collection<Long> sources) {
        return balances.values().stream()
                .filter(row -> sources.contains(row.source()))
                .collect(Collectors.toMap(BalanceRow::source, row -> row));
    }

    @Override
    public List<EntryRow> entries(long source) {
        return List.copyOf(entries.getOrDefault(source, List.of()));
    }

    @Override
    public List<OpenRow> open(
            long root,
            Set<String> kinds,
            Optional<Long> onlyObject,
            Set<Long> exceptObjects,
            LocalDate upTo,
            Optional<LocalDate> afterDate,
            long afterId,
            int limit) {
        throw new UnsupportedOperationException("No runs in memory");
    }

    @Override
    public List<Due> due(LocalDate upTo, Collection<Long> onlyRoots, long afterRoot, int limit) {
        throw new UnsupportedOperationException("No runs in memory");
    }

    @Override
    public Share total(
            long root,
            Optional<Long> onlyObject,
            String kind,
            Measure measure,
            Term term,
            Optional<LocalDate> from,
            LocalDate to) {
        throw new UnsupportedOperationException("No runs in memory");
    }

    @Override
    public List<BalanceRow> heldUntil(LocalDate day, Optional<Long> root, int limit) {
        throw new UnsupportedOperationException("No runs in memory");
    }

    @Override
    public List<SettledPart> settled(Collection<Long> sources) {
        throw new UnsupportedOperationException("No runs in memory");
    }

    @Override
    public List<Move> billedBy(long request, long afterSource, int limit) {
        throw new UnsupportedOperationException("No runs in memory");
    }

    @Override
    public List<String> disagreements() {
        return List.of();
    }
}
