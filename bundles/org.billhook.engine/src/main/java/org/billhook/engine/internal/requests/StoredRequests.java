package org.billhook.engine.internal.requests;

import java.math.BigDecimal;
import java.time.Clock;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.billhook.core.api.Actor;
import org.billhook.core.api.BillhookException;
import org.billhook.core.api.Page;
import org.billhook.core.api.RejectionReasons;
import org.billhook.core.api.Requests;
import org.billhook.core.api.StoredSource;
import org.billhook.core.derivation.Step;
import org.billhook.core.model.Finding;
import org.billhook.core.model.ObjectRef;
import org.billhook.engine.internal.duties.Duties;
import org.billhook.engine.internal.log.Sequencer;
import org.billhook.engine.internal.objects.RevenueByPeriod;
import org.billhook.engine.internal.retry.Retry;
import org.billhook.engine.internal.sources.SourceView;
import org.billhook.engine.port.BalanceRow;
import org.billhook.engine.port.LineRow;
import org.billhook.engine.port.ObjectRow;
import org.billhook.engine.port.PriceOfRequest;
import org.billhook.engine.port.RequestRow;
import org.billhook.engine.port.RequestStore.ItemRevenue;
import org.billhook.engine.port.SourceRow;
import org.billhook.engine.port.Store;
import org.billhook.engine.port.Transactions;
import org.joda.money.Money;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Requests and what is behind them. */
@Component
public final class StoredRequests implements Requests {

    private static final int NOTE = 500;
    private static final int PARTS = 1000;
    private static final BigDecimal HUNDRED = new BigDecimal(100);

    private final Transactions transactions;
    private final OpenReasons openReasons;
    private final Sequencer sequencer;
    private final Duties duties;
    private final Clock clock;

    @Activate
    public StoredRequests(
            @Reference Transactions transactions,
            @Reference OpenReasons openReasons,
            @Reference Sequencer sequencer,
            @Reference Duties duties) {
        this(transactions, openReasons, sequencer, duties, Clock.systemDefaultZone());
    }

    public StoredRequests(
            Transactions transactions, OpenReasons openReasons, Sequencer sequencer, Duties duties, Clock clock) {
        this.transactions = transactions;
        this.openReasons = openReasons;
        this.sequencer = sequencer;
        this.duties = duties;
        this.clock = clock;
    }

    @Override
    public Optional<Request> find(long id) {
        return Retry.call(transactions, store -> store.requests().find(id).map(row -> RequestView.view(store, row)));
    }

    @Override
    public Page<Request> list(Query query, Page.Request page) {
        return Retry.call(transactions, store -> {
            Page<RequestRow> rows = store.requests().list(query, page);
            return new Page<>(RequestView.requests(store, rows.items()), rows.next());
        });
    }

    @Override
    public Page<Priced> pricedBy(long price, Page.Request page) {
        return Retry.call(transactions, store -> {
            Page<PriceOfRequest> rows = store.requests().pricedBy(price, page);
            List<RequestRow> requests = rows.items().stream()
                    .map(row -> known(store, row.request()))
                    .toList();
            List<Request> shown = RequestView.requests(store, requests);
            List<Priced> priced = new ArrayList<>(shown.size());
            for (int i = 0; i < shown.size(); i++) {
                PriceOfRequest row = rows.items().get(i);
                priced.add(new Priced(shown.get(i), row.lines(), row.net()));
            }
            return new Page<>(priced, rows.next());
        });
    }

    @Override
    public Page<Revenue> revenue(ObjectRef receiver, Page.Request page) {
        return Retry.call(transactions, store -> {
            Page<ItemRevenue> rows = store.requests().revenue(receiver(store, receiver), page);
            Set<Long> items = new HashSet<>();
            rows.items().forEach(row -> items.add(row.item().item()));
            Map<Long, ObjectRow> objects =
                    items.isEmpty() ? Map.of() : store.objects().byId(items);
            return new Page<>(
                    rows.items().stream()
                            .map(row -> revenue(
                                    row.request(),
                                    objects.get(row.item().item()).ref(),
                                    row.item().standing()))
                            .toList(),
                    rows.next());
        });
    }

    private static Revenue revenue(RequestRow request, ObjectRef item, Money standing) {
        return new Revenue(
                YearMonth.from(request.keyDate()),
                request.id(),
                request.number(),
                request.kind(),
                item,
                request.keyDate(),
                standing);
    }

    @Override
    public List<PeriodRevenue> revenueByPeriod(ObjectRef receiver) {
        return Retry.call(transactions, store -> {
            RevenueByPeriod revenue = new RevenueByPeriod();
            store.requests().revenue(List.of(receiver(store, receiver))).forEach(revenue::add);
            return revenue.list();
        });
    }

    private static long receiver(Store store, ObjectRef ref) {
        return store.objects()
                .find(ref)
                .orElseThrow(() -> BillhookException.unknown(ref.kind(), ref.key()))
                .id();
    }

    @Override
    public Page<Line> lines(long id, Page.Request page) {
        return Retry.call(transactions, store -> {
            RequestRow request = known(store, id);
            Page<LineRow> rows = store.requests().lines(id, page);
            return new Page<>(RequestView.lines(store, request, rows.items()), rows.next());
        });
    }

    @Override
    public Why why(long id, int position) {
        return Retry.call(transactions, store -> {
            RequestRow request = known(store, id);
            LineRow row = store.requests()
                    .line(id, position)
                    .orElseThrow(() -> BillhookException.unknown("line", request.number() + "/" + position));
            Line line = RequestView.lines(store, request, List.of(row)).get(0);
            List<Decider> all =
                    store.runs().find(request.run()).map(run -> run.deciders()).orElse(List.of());
            return new Why(
                    RequestView.view(store, request),
                    line,
                    deciders(line, all),
                    store.requests().claims(id, position));
        });
    }

    /** Those of the run's deciders that the derivation of the line names. */
    private static List<Decider> deciders(Line line, List<Decider> all) {
        Set<Integer> named = line.derivation().steps().stream()
                .filter(step -> step.code().equals(Step.DECIDER))
                .map(step -> Integer.valueOf(step.args().get(1)))
                .collect(Collectors.toSet());
        return named.stream().sorted().map(all::get).toList();
    }

    @Override
    public List<Flow> flowOfSource(long source) {
        return Retry.call(transactions, store -> {
            if (store.sources().byId(List.of(source)).isEmpty()) {
                throw BillhookException.unknown("source", source);
            }
            return store.requests().flowOfSource(source);
        });
    }

    @Override
    public Page<Flow> flowOfRequest(long id, Page.Request page) {
        return Retry.call(transactions, store -> {
            known(store, id);
            return store.requests().flowOfRequest(id, page);
        });
    }

    @Override
    public List<ToDate> toDate(long id) {
        return Retry.call(transactions, store -> {
            RequestRow request = known(store, id);
            List<ToDate> all = new ArrayList<>();
            List<BilledItem> shown = RequestView.view(store, request).items();
            for (int i = 0; i < shown.size(); i++) {
                ObjectRef item = shown.get(i).item();
                store.requests()
                        .toDate(request.items().get(i).item(), id)
                        .forEach(row -> all.add(new ToDate(item, row.characteristics(), row.before(), row.now())));
            }
            return all;
        });
    }

    @Override
    public WhyNot whyNot(long source, LocalDate keyDate) {
        record Read(SourceRow row, BalanceRow balance, StoredSource view, List<Long> billedOn) {}
        Read read = Retry.call(transactions, store -> {
            Map<Long, SourceRow> rows = store.sources().byId(List.of(source));
            if (rows.isEmpty()) {
                throw BillhookException.unknown("source", source);
            }
            return new Read(
                    rows.get(source),
                    store.ledger().balances(List.of(source)).get(source),
                    new SourceView(store).of(rows.values()).get(0),
                    store.requests().billing(source));
        });
        List<Finding> reasons = new ArrayList<>(SourceReasons.of(read.row, read.balance, keyDate));
        boolean passedToRules = !read.balance.balance().open().isZero()
                && SourceReasons.open(read.row, read.balance, keyDate).isEmpty();
        if (passedToRules) {
            reasons.addAll(openReasons.of(read.row, keyDate));
        }
        return new WhyNot(read.view, keyDate, reasons, read.billedOn);
    }

    @Override
    public Request reject(long id, long version, Rejection rejection, Actor actor) {
        requireNote(rejection.note());
        requireParts(rejection.parts());
        return change(actor, (store, by) -> {
            Reason reason = reason(store, rejection.code(), rejection.note());
            requireOther(store, id, reason, actor);
            return rejection.parts().isEmpty()
                    ? by.whole(id, version, reason)
                    : by.parts(id, version, reason, rejection.parts());
        });
    }

    @Override
    public Request changeReason(long id, long version, Set<Integer> positions, String code, String note, Actor actor) {
        requireNote(note);
        if (positions.size() > PARTS) {
            throw refused(Finding.error("TOO_MANY", "lines", "At most 1000 lines at a time"));
        }
        return change(actor, (store, by) -> {
            Reason reason = reason(store, code, note);
            requireOther(store, id, reason, actor);
            return by.change(id, version, positions, reason);
        });
    }

    /** What is billed is given up by who did not bill it. */
    private void requireOther(Store store, long id, Reason reason, Actor actor) {
        if (reason.effect() != RejectionReasons.Effect.NOT_BILLABLE) {
            return;
        }
        store.runs()
                .find(known(store, id).run())
                .flatMap(run -> duties.refusalToRelease(actor, Set.of(run.actor())))
                .ifPresent(finding -> {
                    throw new BillhookException(
                            BillhookException.Type.FORBIDDEN,
                            Finding.error(
                                    finding.code(),
                                    "What request %d bills would be given up. %s".formatted(id, finding.message())));
                });
    }

    private interface Changing {
        RequestRow by(Store store, RejectedRequest rejection);
    }

    private Request change(Actor actor, Changing changing) {
        Request changed = Retry.call(
                transactions,
                store -> RequestView.view(
                        store, changing.by(store, new RejectedRequest(store, actor, clock.instant()))));
        sequencer.wake();
        return changed;
    }

    private static Reason reason(Store store, String code, String note) {
        return ReasonTables.find(store.settings(), code)
                .map(reason -> new Reason(reason.code(), reason.effect(), note))
                .orElseThrow(() -> refused(Finding.error(
                        "UNKNOWN_REASON",
                        "code",
                        "There is no reason '%s', only %s"
                                .formatted(
                                        code,
                                        ReasonTables.list(store.settings()).stream()
                                                .map(RejectionReasons.Reason::code)
                                                .toList()))));
    }

    private static void requireNote(String note) {
        if (note.isBlank() || note.length() > NOTE) {
            throw refused(Finding.error("NO_REASON", "note", "A note of 1 to 500 characters is needed"));
        }
    }

    private static void requireParts(List<Part> parts) {
        if (parts.size() > PARTS) {
            throw refused(Finding.error("TOO_MANY", "parts", "At most 1000 parts at a time"));
        }
        List<Finding> findings = new ArrayList<>();
        for (int i = 0; i < parts.size(); i++) {
            Part part = parts.get(i);
            String field = "parts[%d]".formatted(i);
            if (part.percent().isPresent() && part.amount().isPresent()) {
                findings.add(Finding.error("BOTH", field, "A part has a percentage or an amount, not both"));
            }
            part.percent()
                    .filter(percent -> percent.signum() <= 0 || percent.compareTo(HUNDRED) > 0)
                    .ifPresent(percent -> findings.add(Finding.error(
                                    "PERCENT",
                                    field + ".percent",
                                    "%s is not above 0 and at most 100".formatted(percent))
                            .withRule("D-82")));
            part.amount()
                    .filter(amount -> !amount.isPositive())
                    .ifPresent(amount -> findings.add(
                            Finding.error("AMOUNT", field + ".amount", "%s is not above zero".formatted(amount))
                                    .withRule("G-12")));
        }
        if (!findings.isEmpty()) {
            throw new BillhookException(BillhookException.Type.REFUSED, findings);
        }
    }

    private static BillhookException refused(Finding finding) {
        return new BillhookException(BillhookException.Type.REFUSED, finding);
    }

    private static RequestRow known(Store store, long id) {
        return store.requests().find(id).orElseThrow(() -> BillhookException.unknown("request", id));
    }
}
