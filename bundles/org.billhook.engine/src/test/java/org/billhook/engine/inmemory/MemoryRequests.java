package org.billhook.engine.inmemory;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.billhook.core.api.Page;
import org.billhook.core.api.Requests;
import org.billhook.core.ledger.ActKind;
import org.billhook.core.spi.relevance.BillingTerms.RequestKind;
import org.billhook.engine.port.LedgerStore.EntryRow;
import org.billhook.engine.port.LineRow;
import org.billhook.engine.port.PriceOfRequest;
import org.billhook.engine.port.RejectedLine;
import org.billhook.engine.port.RequestRow;
import org.billhook.engine.port.RequestStore;
import org.billhook.engine.port.SourceRow;
import org.billhook.engine.port.StoreException;
import org.joda.money.Money;

final class MemoryRequests implements RequestStore {

    private final Undo.Table<Long, RequestRow> requests;
    private final Undo.Table<String, LineRow> lines;
    private final Undo.Table<Long, PreviewRow> previews;
    private final Undo.Table<String, LineRow> previewLines;
    private final Undo.Table<String, Long> numbers;
    private final Undo.Table<String, RejectedLine> rejected;
    private final Undo.Table<String, PriceOfRequest> priced;
    private final MemoryStore store;
    private long next = 1;
    private long nextPreview = 1;

    MemoryRequests(Undo undo, MemoryStore store) {
        requests = undo.table();
        lines = undo.table();
        previews = undo.table();
        previewLines = undo.table();
        numbers = undo.table();
        rejected = undo.table();
        priced = undo.table();
        this.store = store;
    }

    private static String key(long document, int position) {
        return "%012d/%09d".formatted(document, position);
    }

    @Override
    public long nextId() {
        return next++;
    }

    @Override
    public String drawNumber(RequestKind kind) {
        store.write("requests.drawNumber");
        String range =
                switch (kind) {
                    case BILLING_DOCUMENT_REQUEST -> "BDR";
                    case DEBIT_MEMO_REQUEST -> "DMR";
                    case CREDIT_MEMO_REQUEST -> "CMR";
                    case QUOTATION -> "QTN";
                    case DOWN_PAYMENT_REQUEST -> "DPR";
                };
        long number = numbers.rows().getOrDefault(range, 0L) + 1;
        numbers.put(range, number);
        return "%s-%06d".formatted(range, number);
    }

    @Override
    public void insert(RequestRow request) {
        store.write("requests.insert");
        requests.put(request.id(), request);
    }

    @Override
    public void insertLines(List<LineRow> rows) {
        store.write("requests.insertLines");
        for (LineRow row : rows) {
            if (lines.get(key(row.document(), row.position())) != null) {
                throw new StoreException(StoreException.Reason.DUPLICATE, "Line " + row.position(), null);
            }
            lines.put(key(row.document(), row.position()), row);
        }
    }

    @Override
    public void insertPrices(List<PriceOfRequest> rows) {
        rows.forEach(row -> priced.put(key(row.request(), (int) row.price()), row));
    }

    @Override
    public Page<PriceOfRequest> pricedBy(long price, Page.Request page) {
        return Pages.of(
                priced.rows().values().stream()
                        .filter(row -> row.price() == price)
                        .sorted(Comparator.comparing(PriceOfRequest::request).reversed())
                        .toList(),
                page);
    }

    @Override
    public Optional<RequestRow> find(long id) {
        return Optional.ofNullable(requests.get(id));
    }

    @Override
    public RequestRow change(RequestRow row) {
        if (requests.get(row.id()).version() != row.version()) {
            throw new StoreException(StoreException.Reason.STALE, "Request %d was changed".formatted(row.id()), null);
        }
        RequestRow changed = new RequestRow(
                row.id(),
                row.number(),
                row.kind(),
                row.documentType(),
                row.inceptionToDate(),
                row.state(),
                row.items(),
                row.party(),
                row.net(),
                row.rejected(),
                row.reason(),
                row.keyDate(),
                row.run(),
                row.lines(),
                row.createdAt(),
                row.actor(),
                row.version() + 1);
        requests.put(row.id(), changed);
        return changed;
    }

    @Override
    public void putRejected(List<RejectedLine> rows) {
        rows.forEach(row -> rejected.put(key(row.document(), row.position()), row));
    }

    @Override
    public List<RejectedLine> rejected(long request, int from, int to) {
        return List.copyOf(rejected.rows()
                .subMap(key(request, from), true, key(request, Math.min(to, 999_999_999)), true)
                .values());
    }

    @Override
    public long rejectedWhole(long request) {
        return rejected(request, 1, Integer.MAX_VALUE).stream()
                .filter(RejectedLine::whole)
                .count();
    }

    @Override
    public Page<RequestRow> list(Requests.Query query, Page.Request page) {
        List<RequestRow> all = new ArrayList<>(requests.rows().values());
        Collections.reverse(all);
        return Pages.of(
                all.stream()
                        .filter(row -> query.kind().isEmpty() || query.kind().get() == row.kind())
                        .filter(row -> query.state().isEmpty() || query.state().get() == row.state())
                        .filter(row -> query.run().isEmpty() || query.run().get() == row.run())
                        .filter(row ->
                                query.party().isEmpty() || query.party().get().equals(row.party()))
                        .filter(row -> query.root().isEmpty()
                                || row.items().stream().anyMatch(item -> query.root()
                                        .get()
                                        .equals(store.memoryObjects()
                                                .row(item.root())
                                                .ref())))
                        .toList(),
                page);
    }

    @Override
    public Page<LineRow> lines(long request, Page.Request page) {
        return Pages.of(
                new ArrayList<>(lines.rows()
                        .subMap(key(request, 0), key(request + 1, 0))
                        .values()),
                page);
    }

    @Override
    public Optional<LineRow> line(long request, int position) {
        return Optional.ofNullable(lines.get(key(request, position)));
    }

    @Override
    public List<Requests.LineClaim> claims(long request, int position) {
        List<Requests.LineClaim> claims = new ArrayList<>();
        for (SourceRow source : store.memorySources().all()) {
            for (EntryRow entry : store.ledger().entries(source.id())) {
                if (entry.document().equals(Optional.of(request))
                        && entry.position().equals(Optional.of(position))) {
                    claims.add(new Requests.LineClaim(
                            source.id(),
                            source.externalId(),
                            source.serviceDate(),
                            entry.kind(),
                            entry.share(),
                            entry.value().orElseThrow()));
                }
            }
        }
        return claims;
    }

    @Override
    public List<Requests.Flow> flowOfSource(long source) {
        throw new UnsupportedOperationException("Flows are a matter of the store");
    }

    @Override
    public Page<Requests.Flow> flowOfRequest(long request, Page.Request page) {
        throw new UnsupportedOperationException("Flows are a matter of the store");
    }

    @Override
    public List<ItemToDate> toDate(long item, long request) {
        throw new UnsupportedOperationException("Sums to date are a matter of the store");
    }

    @Override
    public List<Long> billing(long source) {
        return store.ledger().entries(source).stream()
                .filter(entry -> entry.kind() == ActKind.BILL)
                .map(entry -> entry.document().orElseThrow())
                .filter(id -> requests.get(id).state() == Requests.State.OPEN)
                .distinct()
                .toList();
    }

    /** Items of requests that stand. */
    private Stream<ItemRevenue> standing(Predicate<RequestKind> kinds) {
        return requests.rows().values().stream()
                .filter(row -> row.state() == Requests.State.OPEN && kinds.test(row.kind()))
                .flatMap(row -> row.items().stream().map(item -> new ItemRevenue(row, item)));
    }

    private Stream<ItemRevenue> bringing(Collection<Long> receivers) {
        return standing(RequestKind::bills)
                .filter(row -> receivers.contains(row.item().receiver()));
    }

    @Override
    public Page<ItemRevenue> revenue(long receiver, Page.Request page) {
        return Pages.of(
                bringing(List.of(receiver))
                        .sorted(Comparator.comparing(
                                        (ItemRevenue row) -> row.request().id())
                                .reversed())
                        .toList(),
                page);
    }

    @Override
    public List<DayRevenue> revenue(Collection<Long> receivers) {
        return bringing(receivers)
                .map(row -> new DayRevenue(
                        row.item().receiver(),
                        row.request().keyDate(),
                        row.item().standing(),
                        1))
                .toList();
    }

    @Override
    public Map<Long, Standing> standing(Collection<Long> items) {
        Map<Long, Standing> standing = new TreeMap<>();
        standing(RequestKind::bills)
                .filter(row -> items.contains(row.item().item()))
                .forEach(row -> standing.merge(
                        row.item().item(),
                        new Standing(row.request().keyDate(), row.request().createdAt()),
                        (one, other) -> new Standing(
                                one.upTo().isAfter(other.upTo()) ? one.upTo() : other.upTo(),
                                one.since().isBefore(other.since()) ? one.since() : other.since())));
        return standing;
    }

    @Override
    public Map<Long, Money> downPayments(Collection<Long> items) {
        Map<Long, Money> sums = new TreeMap<>();
        standing(kind -> kind == RequestKind.DOWN_PAYMENT_REQUEST)
                .filter(row -> items.contains(row.item().item()))
                .forEach(row -> sums.merge(row.item().item(), row.item().standing(), Money::plus));
        return sums;
    }

    @Override
    public Optional<Money> netBilled(long item) {
        return standing(RequestKind::bills)
                .filter(row -> row.item().item() == item)
                .map(row -> row.item().standing())
                .reduce(Money::plus);
    }

    @Override
    public long nextPreviewId() {
        return nextPreview++;
    }

    @Override
    public void insertPreview(PreviewRow preview) {
        previews.put(preview.id(), preview);
    }

    @Override
    public void insertPreviewLines(long preview, List<LineRow> rows) {
        for (LineRow row : rows) {
            previewLines.put(preview + "/" + key(row.document(), row.position()), row);
        }
    }

    @Override
    public void deletePreviewLines(long preview, int request, int after) {
        List<String> behind = List.copyOf(previewLines
                .rows()
                .subMap(preview + "/" + key(request, after + 1), preview + "/" + key(request + 1, 0))
                .keySet());
        behind.forEach(previewLines::remove);
    }

    @Override
    public Optional<PreviewRow> lockPreview(long id) {
        return findPreview(id);
    }

    @Override
    public Optional<PreviewRow> findPreview(long id) {
        return Optional.ofNullable(previews.get(id));
    }

    @Override
    public void committed(long preview, long run) {
        PreviewRow row = previews.get(preview);
        previews.put(
                preview,
                new PreviewRow(
                        row.id(),
                        row.token(),
                        row.orderJson(),
                        row.resultJson(),
                        row.actor(),
                        row.createdAt(),
                        row.endsAt(),
                        Optional.of(run)));
    }

    @Override
    public Page<LineRow> previewLines(long preview, int request, Page.Request page) {
        return Pages.of(
                new ArrayList<>(previewLines
                        .rows()
                        .subMap(preview + "/" + key(request, 0), preview + "/" + key(request + 1, 0))
                        .values()),
                page);
    }

    @Override
    public int deletePreviewsEndedBefore(Instant moment) {
        List<Long> ended = previews.rows().values().stream()
                .filter(preview -> preview.endsAt().isBefore(moment))
                .map(PreviewRow::id)
                .toList();
        ended.forEach(previews::remove);
        return ended.size();
    }

    @Override
    public List<Money> totals(long run) {
        Map<String, Money> totals = new TreeMap<>();
        requests.rows().values().stream()
                .filter(row -> row.run() == run)
                .forEach(row -> totals.merge(row.net().getCurrencyUnit().getCode(), row.net(), Money::plus));
        return List.copyOf(totals.values());
    }

    Map<RequestKind, Long> drawn() {
        Map<RequestKind, Long> drawn = new EnumMap<>(RequestKind.class);
        requests.rows().values().forEach(row -> drawn.merge(row.kind(), 1L, Long::sum));
        return drawn;
    }
}
