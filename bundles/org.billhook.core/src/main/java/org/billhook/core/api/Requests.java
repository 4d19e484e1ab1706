package org.billhook.core.api;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
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
        /** Rejected as a whole; what it claimed was given back or given up. */
        REJECTED
    }

    /** What a preview would create. */
    record Draft(int number, RequestKind kind, ObjectRef root, ObjectRef item, String party, Money net, long lines) {}

    /**
     * A request.
     *
     * @param number gapless within its kind, for example {@code DMR-000042}
     * @param version grows with each change; the ETag
     */
    record Request(
            long id,
            String number,
            RequestKind kind,
            State state,
            ObjectRef root,
            ObjectRef item,
            String party,
            Money net,
            LocalDate keyDate,
            long run,
            long lines,
            Instant createdAt,
            String actor,
            long version) {}

    /**
     * A line.
     *
     * @param position counts from 1
     * @param quantity in the unit or currency of what was billed; empty for a line without claim
     * @param revenueReceiver where the revenue goes (O-50)
     */
    record Line(
            int position,
            Optional<Share> quantity,
            String text,
            Optional<LocalDate> serviceFrom,
            Optional<LocalDate> serviceTo,
            Map<String, String> characteristics,
            Money net,
            ObjectRef revenueReceiver,
            Derivation derivation) {}

    /** A plugin that decided, as frozen with the run. */
    record Decider(String role, String id, String bundle, String version, String settingsHash) {}

    /** One claim of a line on a source. */
    record LineClaim(long source, String externalId, LocalDate serviceDate, ActKind act, Share share, Money value) {}

    /** Everything behind a line (law 6). */
    record Why(Request request, Line line, List<Decider> deciders, List<LineClaim> claims) {}

    /** Why a source is not billed, or where it is. */
    record WhyNot(StoredSource source, LocalDate keyDate, List<Finding> reasons, List<Long> billedOn) {}

    /** Which requests a list has: all conditions that are given must hold; newest first. */
    record Query(
            Optional<RequestKind> kind,
            Optional<State> state,
            Optional<ObjectRef> root,
            Optional<String> party,
            Optional<Long> run) {}

    /** Empty if there is none. */
    Optional<Request> find(long id);

    /** Newest first. */
    Page<Request> list(Query query, Page.Request page);

    /** By position. */
    Page<Line> lines(long id, Page.Request page);

    /** @param position counts from 1 */
    Why why(long id, int position);

    /** For any source: for what is open the reason that it is not due or not billed at the key date. */
    WhyNot whyNot(long source, LocalDate keyDate);

    /**
     * Rejects a request as a whole (D-90).
     *
     * @param version the version it was decided on; another one is refused as STALE
     * @param reopen whether what it claimed is open again, or else given up for good
     */
    Request reject(long id, long version, boolean reopen, String reason, Actor actor);
}
