package org.billhook.engine.port;

import java.time.Instant;
import java.time.LocalDate;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.billhook.core.api.Page;
import org.billhook.core.api.Requests;
import org.billhook.core.spi.relevance.BillingTerms.RequestKind;
import org.joda.money.Money;

/** Requests, their lines, number ranges, and previews. */
public interface RequestStore {

    /** Id for a request that will be stored in this transaction; may leave gaps, unlike numbers. */
    long nextId();

    /** Next number of the range, for example {@code DMR-000042}; locks the range to the end of the transaction, so draw it last. */
    String drawNumber(RequestKind kind);

    void insert(RequestRow request);

    /** In bulk; positions ascending. Lines may be stored before their request, in the same transaction. */
    void insertLines(List<LineRow> lines);

    /** Notes what lines of a request were priced by, after the request. */
    void insertPrices(List<PriceOfRequest> prices);

    /** Requests by the entry of a price list, newest first. */
    Page<PriceOfRequest> pricedBy(long price, Page.Request page);

    Optional<RequestRow> find(long id);

    /**
     * Stores what of a request is rejected: state, sum and reason.
     *
     * @return the row with its new version
     * @throws StoreException STALE if the stored version is not that of the row
     */
    RequestRow change(RequestRow row);

    /** Stores what is rejected of lines, in place of what was stored of them before. */
    void putRejected(List<RejectedLine> lines);

    /**
     * Lines of which something is rejected, by position.
     *
     * @param from first position, inclusive
     * @param to last position, inclusive
     */
    List<RejectedLine> rejected(long request, int from, int to);

    /** Number of lines of which nothing stands. */
    long rejectedWhole(long request);

    Page<RequestRow> list(Requests.Query query, Page.Request page);

    Page<LineRow> lines(long request, Page.Request page);

    Optional<LineRow> line(long request, int position);

    /** Claims of a line, in the order of the sources. */
    List<Requests.LineClaim> claims(long request, int position);

    /** Acts of lines on a source, in their order. */
    List<Requests.Flow> flowOfSource(long source);

    /** Acts of the lines of a request, by source, in their order. */
    Page<Requests.Flow> flowOfRequest(long request, Page.Request page);

    /**
     * What requests that bill and stand bring to an item.
     *
     * @param before net of those before one, by id
     * @param now net of that one
     */
    record ItemToDate(Map<String, String> characteristics, Money before, Money now) {}

    /** What an item has of its requests up to this one, by characteristics; at most ten thousand. */
    List<ItemToDate> toDate(long item, long request);

    /** Requests that stand and bill the source. */
    List<Long> billing(long source);

    /**
     * What stands of the requests of an item that bill.
     *
     * @param upTo latest key date (D-79)
     * @param since moment at which the first of them was made; what was posted later came after it (G-16)
     */
    record Standing(LocalDate upTo, Instant since) {}

    /** What one item of a request brings to its receiver. */
    record ItemRevenue(RequestRow request, RequestItem item) {}

    /** What requests that bill and stand bring to a receiver, newest first. */
    Page<ItemRevenue> revenue(long receiver, Page.Request page);

    /**
     * What stands of the requests of a receiver with one key date.
     *
     * @param requests their number
     */
    record DayRevenue(long receiver, LocalDate keyDate, Money net, long requests) {}

    /** Of requests that bill and stand, by receiver, key date and currency. One query for a thousand. */
    List<DayRevenue> revenue(Collection<Long> receivers);

    /** Requests that bill and stand, by item; none for an item without. One query for a thousand. */
    Map<Long, Standing> standing(Collection<Long> items);

    /** What of down payment requests stands, by item; none for an item without. One query for a thousand. */
    Map<Long, Money> downPayments(Collection<Long> items);

    /** Net of all lines of the item that stand; empty if none. */
    Optional<Money> netBilled(long item);

    /** A preview: its head as JSON, lines apart each with the number of its request within the preview as document. */
    record PreviewRow(
            long id,
            String token,
            String orderJson,
            String resultJson,
            String actor,
            Instant createdAt,
            Instant endsAt,
            Optional<Long> run) {}

    long nextPreviewId();

    void insertPreview(PreviewRow preview);

    void insertPreviewLines(long preview, List<LineRow> lines);

    /** Takes lines of a request of a preview away again: those behind a position. */
    void deletePreviewLines(long preview, int request, int after);

    Optional<PreviewRow> findPreview(long id);

    /** The same, locked until the end of the transaction: who commits it at the same time waits, and then finds the run. */
    Optional<PreviewRow> lockPreview(long id);

    /** Notes the run that committed the preview. */
    void committed(long preview, long run);

    Page<LineRow> previewLines(long preview, int request, Page.Request page);

    /** Deletes previews that ended before; returns how many. */
    int deletePreviewsEndedBefore(Instant moment);

    /** Totals of a run's requests by currency. */
    List<Money> totals(long run);
}
