package org.billhook.core.api;

import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.billhook.core.derivation.Derivation;
import org.billhook.core.ledger.ActKind;
import org.billhook.core.model.Finding;
import org.billhook.core.model.ObjectRef;
import org.billhook.core.model.Share;
import org.billhook.core.spi.relevance.BillingTerms.RequestKind;
import org.joda.money.Money;
import org.osgi.annotation.versioning.ProviderType;

/** The requests that billing creates, their lines and the reasons behind them. Never called invoices. */
@ProviderType
public interface Requests {

    /** State of a request. */
    enum State {
        OPEN,
        /** Nothing of it stands; what it claimed was given back or given up. */
        REJECTED
    }

    /**
     * An item that a request bills: a run of its lines.
     *
     * @param item that is billed
     * @param root that the item bills
     * @param firstLine position, inclusive
     * @param lastLine position, inclusive
     * @param net of these lines as they were created
     * @param rejected what of it was rejected since
     */
    record BilledItem(ObjectRef item, ObjectRef root, int firstLine, int lastLine, Money net, Money rejected) {

        /** Whether a line is of the item. */
        public boolean has(int position) {
            return firstLine <= position && position <= lastLine;
        }

        /** What is to be invoiced of it. */
        public Money standing() {
            return net.minus(rejected);
        }

        /** The item that a line is of. */
        public static BilledItem of(List<BilledItem> items, int position) {
            return items.stream()
                    .filter(item -> item.has(position))
                    .findFirst()
                    .orElseThrow(() -> new IllegalArgumentException("No item has line " + position));
        }
    }

    /** What bills items: one, or several of a document that is billed with one request (D-74). */
    interface Billed {

        /** At least one, by their lines. */
        List<BilledItem> items();

        /** The only item; empty if there are several. */
        default Optional<ObjectRef> item() {
            return items().size() == 1 ? Optional.of(items().get(0).item()) : Optional.empty();
        }

        /** The only root; empty if there are several. */
        default Optional<ObjectRef> root() {
            List<ObjectRef> roots =
                    items().stream().map(BilledItem::root).distinct().limit(2).toList();
            return roots.size() == 1 ? Optional.of(roots.get(0)) : Optional.empty();
        }
    }

    /**
     * What a preview would create.
     *
     * @param number within the preview, from 1
     * @param documentType of the document that it becomes, where the item or its DIP profile tells one (D-11)
     */
    record Draft(
            int number,
            RequestKind kind,
            Optional<String> documentType,
            List<BilledItem> items,
            String party,
            Money net,
            long lines)
            implements Billed {
        public Draft {
            items = List.copyOf(items);
        }
    }

    /** Why something of a request was rejected: the code of a reason, what it did then, and what the clerk noted. */
    record Reason(String code, RejectionReasons.Effect effect, String note) {}

    /**
     * A request.
     *
     * @param number gapless within its kind, for example {@code DMR-000042}
     * @param documentType of the document that it becomes, where the item or its DIP profile tells one (D-11)
     * @param inceptionToDate whether its bill shows what was billed to date, and deducts it (D-14): {@link Requests#toDate}
     * @param net of all lines as they were created
     * @param rejected what of it was rejected since
     * @param reason why it was rejected as a whole
     * @param version grows with each change; the ETag
     */
    record Request(
            long id,
            String number,
            RequestKind kind,
            Optional<String> documentType,
            boolean inceptionToDate,
            State state,
            List<BilledItem> items,
            String party,
            Money net,
            Money rejected,
            Optional<Reason> reason,
            LocalDate keyDate,
            long run,
            long lines,
            Instant createdAt,
            String actor,
            long version)
            implements Billed {
        public Request {
            items = List.copyOf(items);
        }

        /** What is to be invoiced of it. */
        public Money standing() {
            return net.minus(rejected);
        }
    }

    /**
     * What was rejected of a line.
     *
     * @param net value of what was rejected
     * @param partly whether something of the line still stands; its quantity decides (D-94)
     */
    record LineRejection(Reason reason, Money net, boolean partly) {}

    /**
     * A line.
     *
     * @param position counts from 1
     * @param item that is billed
     * @param quantity in the unit or currency of what was billed; empty for a line without claim
     * @param net as it was created
     * @param revenueReceiver where the revenue goes (O-50)
     * @param rejection what of it was rejected since
     */
    record Line(
            int position,
            ObjectRef item,
            Optional<Share> quantity,
            String text,
            Optional<LocalDate> serviceFrom,
            Optional<LocalDate> serviceTo,
            Map<String, String> characteristics,
            Money net,
            ObjectRef revenueReceiver,
            Derivation derivation,
            Optional<LineRejection> rejection) {}

    /** A plugin that decided, as frozen with the run. */
    record Decider(String role, String id, String bundle, String version, String settingsHash) {}

    /** One claim of a line on a source. */
    record LineClaim(long source, String externalId, LocalDate serviceDate, ActKind act, Share share, Money value) {}

    /** Everything behind a line (law 6). */
    record Why(Request request, Line line, List<Decider> deciders, List<LineClaim> claims) {}

    /** Why a source is not billed, or where it is. */
    record WhyNot(StoredSource source, LocalDate keyDate, List<Finding> reasons, List<Long> billedOn) {}

    /**
     * One act that joins a source and a line of a request (D-78).
     *
     * @param value what the share became; empty where nothing was valued
     */
    record Flow(
            long source,
            String externalId,
            LocalDate serviceDate,
            long request,
            String number,
            RequestKind kind,
            State state,
            int position,
            ActKind act,
            Share share,
            Optional<Money> value) {}

    /**
     * What was requested of an item under some characteristics, all its requests that stand together (D-14).
     *
     * @param item that is billed
     * @param before net of the requests before this one
     * @param now net of this one
     */
    record ToDate(ObjectRef item, Map<String, String> characteristics, Money before, Money now) {
        /** Net of all requests up to this one. */
        public Money cumulative() {
            return before.plus(now);
        }
    }

    /**
     * Which requests a list has: all conditions that are given must hold; newest first.
     *
     * @param root that one of its items bills
     * @param receiver object that the revenue of one of its items goes to (O-50)
     * @param item item that is billed, alone or among others
     * @param document document that an item of it belongs to, such as its order
     */
    record Query(
            Optional<RequestKind> kind,
            Optional<State> state,
            Optional<ObjectRef> root,
            Optional<String> party,
            Optional<Long> run,
            Optional<ObjectRef> receiver,
            Optional<ObjectRef> item,
            Optional<ObjectRef> document) {

        /** Requests of whatever receiver, item and document. */
        public Query(
                Optional<RequestKind> kind,
                Optional<State> state,
                Optional<ObjectRef> root,
                Optional<String> party,
                Optional<Long> run) {
            this(kind, state, root, party, run, Optional.empty(), Optional.empty(), Optional.empty());
        }
    }

    /**
     * Revenue that one item of a request brings to its receiver: what of it stands.
     *
     * @param period month of its key date
     */
    record Revenue(
            YearMonth period,
            long request,
            String number,
            RequestKind kind,
            ObjectRef item,
            LocalDate keyDate,
            Money net) {}

    /**
     * Revenue of one period.
     *
     * @param requests number of requests that bring it
     */
    record PeriodRevenue(YearMonth period, Money net, long requests) {}

    /** Empty if there is none. */
    Optional<Request> find(long id);

    /** Newest first. */
    Page<Request> list(Query query, Page.Request page);

    /**
     * Billed revenue of a receiver by request and item, newest first: requests that bill and stand, without what of them was rejected (O-11,
     * O-12, O-41).
     *
     * @throws BillhookException UNKNOWN if there is no such object
     */
    Page<Revenue> revenue(ObjectRef receiver, Page.Request page);

    /** The same by period, and by currency where there are several, in their order. */
    List<PeriodRevenue> revenueByPeriod(ObjectRef receiver);

    /** By position. */
    Page<Line> lines(long id, Page.Request page);

    /** @param position counts from 1 */
    Why why(long id, int position);

    /** All acts of lines of requests on a source, in their order. */
    List<Flow> flowOfSource(long source);

    /** All acts of the lines of a request, by source, in their order. */
    Page<Flow> flowOfRequest(long id, Page.Request page);

    /**
     * What a request has by one entry of a price list.
     *
     * @param lines number of its lines by it
     * @param net of these lines as they were created
     */
    record Priced(Request request, long lines, Money net) {}

    /** Requests with lines priced by an entry of a price list, or by a rate of exchange, newest first; rejected ones among them. */
    Page<Priced> pricedBy(long price, Page.Request page);

    /**
     * The lines of a request inception to date: what was requested of its items so far, what of that before it, by characteristics.
     * Rejected parts don't count, nor does what does not bill.
     *
     * @return at most ten thousand of an item, by item and characteristics
     */
    List<ToDate> toDate(long id);

    /** For any source: for what is open the reason that it is not due or not billed at the key date. */
    WhyNot whyNot(long source, LocalDate keyDate);

    /**
     * A part of a request that is to be rejected: all of what stands of a line, or of one source in it, unless a percentage or
     * an amount is given.
     *
     * @param source only what the line claims of this source
     * @param percent of what stands, above 0 and at most 100
     * @param amount positive, at most what stands (G-12); not together with a percentage
     */
    record Part(int position, Optional<Long> source, Optional<BigDecimal> percent, Optional<Money> amount) {
        /** All of a line. */
        public static Part line(int position) {
            return new Part(position, Optional.empty(), Optional.empty(), Optional.empty());
        }
    }

    /**
     * What to reject and why.
     *
     * @param code of a reason of {@link RejectionReasons}
     * @param note for people, 1 to 500 characters; stands in the ledger
     * @param parts at most a thousand, a line or a source of a line only once; none for the whole request
     */
    record Rejection(String code, String note, List<Part> parts) {
        public Rejection {
            parts = List.copyOf(parts);
        }

        /** Of a request as a whole. */
        public static Rejection whole(String code, String note) {
            return new Rejection(code, note, List.of());
        }
    }

    /**
     * Rejects a request or parts of it (D-90 to D-95). A part is cut from what the line claims in proportion, remainder cents
     * from the oldest source first (D-85). A reason that cancels takes the whole request. A request of which nothing stands is
     * rejected.
     *
     * @param version the version it was decided on; another one is refused as STALE
     * @throws BillhookException UNKNOWN for the request; REFUSED with a finding per field; CONFLICT if it is rejected already;
     *     FORBIDDEN if the reason gives it up and the actor billed it, where another person must release: see {@link Proposals}
     */
    Request reject(long id, long version, Rejection rejection, Actor actor);

    /**
     * Gives what was rejected another reason, and moves it to where that reason leaves it: open, or given up (D-95).
     *
     * @param positions lines that have something rejected; empty for all of the request
     * @param version the version it was decided on; another one is refused as STALE
     * @throws BillhookException UNKNOWN for the request; REFUSED if nothing is rejected there; CONFLICT if something of it
     *     was billed, held or otherwise settled since
     */
    Request changeReason(long id, long version, Set<Integer> positions, String code, String note, Actor actor);
}
