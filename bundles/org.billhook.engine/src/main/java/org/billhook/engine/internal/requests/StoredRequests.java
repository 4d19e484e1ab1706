package org.billhook.engine.internal.requests;

import java.time.Clock;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.billhook.core.api.Actor;
import org.billhook.core.api.BillhookException;
import org.billhook.core.api.Page;
import org.billhook.core.api.Requests;
import org.billhook.core.api.StoredSource;
import org.billhook.core.derivation.Step;
import org.billhook.core.model.Finding;
import org.billhook.engine.internal.log.Sequencer;
import org.billhook.engine.internal.retry.Retry;
import org.billhook.engine.internal.sources.SourceView;
import org.billhook.engine.port.BalanceRow;
import org.billhook.engine.port.LineRow;
import org.billhook.engine.port.RequestRow;
import org.billhook.engine.port.SourceRow;
import org.billhook.engine.port.Store;
import org.billhook.engine.port.Transactions;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Requests and what is behind them. */
@Component
public final class StoredRequests implements Requests {

    private static final int REASON = 500;

    private final Transactions transactions;
    private final OpenReasons openReasons;
    private final Sequencer sequencer;
    private final Clock clock;

    @Activate
    public StoredRequests(
            @Reference Transactions transactions, @Reference OpenReasons openReasons, @Reference Sequencer sequencer) {
        this(transactions, openReasons, sequencer, Clock.systemDefaultZone());
    }

    public StoredRequests(Transactions transactions, OpenReasons openReasons, Sequencer sequencer, Clock clock) {
        this.transactions = transactions;
        this.openReasons = openReasons;
        this.sequencer = sequencer;
        this.clock = clock;
    }

    @Override
    public Optional<Request> find(long id) {
        return Retry.call(transactions, store -> store.requests().find(id).map(row -> view(store, row)));
    }

    @Override
    public Page<Request> list(Query query, Page.Request page) {
        return Retry.call(transactions, store -> {
            Page<RequestRow> rows = store.requests().list(query, page);
            return new Page<>(RequestView.requests(store, rows.items()), rows.next());
        });
    }

    @Override
    public Page<Line> lines(long id, Page.Request page) {
        return Retry.call(transactions, store -> {
            known(store, id);
            Page<LineRow> rows = store.requests().lines(id, page);
            return new Page<>(RequestView.lines(store, rows.items()), rows.next());
        });
    }

    @Override
    public Why why(long id, int position) {
        return Retry.call(transactions, store -> {
            RequestRow request = known(store, id);
            LineRow row = store.requests()
                    .line(id, position)
                    .orElseThrow(() -> BillhookException.unknown("line", request.number() + "/" + position));
            Line line = RequestView.lines(store, List.of(row)).get(0);
            List<Decider> all =
                    store.runs().find(request.run()).map(run -> run.deciders()).orElse(List.of());
            return new Why(
                    view(store, request),
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
    public Request reject(long id, long version, boolean reopen, String reason, Actor actor) {
        if (reason.isBlank() || reason.length() > REASON) {
            throw new BillhookException(
                    BillhookException.Type.REFUSED,
                    Finding.error("NO_REASON", "reason", "A reason of 1 to 500 characters is needed"));
        }
        Request rejected = Retry.call(
                transactions,
                store -> view(store, new Rejection(store, actor, clock.instant()).reject(id, version, reopen, reason)));
        sequencer.wake();
        return rejected;
    }

    private static Request view(Store store, RequestRow row) {
        return RequestView.requests(store, List.of(row)).get(0);
    }

    private static RequestRow known(Store store, long id) {
        return store.requests().find(id).orElseThrow(() -> BillhookException.unknown("request", id));
    }
}
