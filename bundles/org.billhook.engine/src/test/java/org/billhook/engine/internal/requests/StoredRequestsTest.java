package org.billhook.engine.internal.requests;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.billhook.engine.inmemory.Installation.CLERK;
import static org.billhook.engine.inmemory.Installation.DAY;
import static org.billhook.engine.inmemory.Installation.hours;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.billhook.core.api.BillhookException;
import org.billhook.core.api.Requests;
import org.billhook.core.api.Requests.State;
import org.billhook.core.ledger.ActKind;
import org.billhook.core.ledger.Term;
import org.billhook.core.model.Finding;
import org.billhook.core.spi.relevance.BillingTerms.RequestKind;
import org.billhook.engine.inmemory.Installation;
import org.billhook.engine.inmemory.TimeKind;
import org.billhook.engine.internal.registry.Spi;
import org.billhook.engine.port.LedgerStore.Act;
import org.billhook.engine.port.LedgerStore.Move;
import org.billhook.engine.port.LineRow;
import org.billhook.engine.port.ObjectRow;
import org.billhook.engine.port.RequestItem;
import org.billhook.engine.port.RequestRow;
import org.joda.money.Money;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

class StoredRequestsTest {

    private static final Money NET = Money.parse("GBP 778.80");

    private final Installation here = new Installation();
    private final StoredRequests requests = new StoredRequests(
            here.store,
            (source, day) -> List.of(Finding.error("NO_ITEM", "No item bills it")),
            () -> {},
            Installation.ALONE,
            Installation.CLOCK);
    private ObjectRow root;
    private ObjectRow item;
    private long source;

    @BeforeEach
    void installation() {
        here.plugins.with(Spi.SOURCE, "time", new TimeKind(false));
        root = here.root("W");
        item = here.item(root, "1-10", "itemized");
        source = here.post(hours(root, "a", "8"));
    }

    /** Two lines that bill five and three hours of the same posting. */
    private long billed() {
        return here.store.call(s -> {
            long id = s.requests().nextId();
            long act = s.ledger().act(new Act(Optional.of(1L), "clerk", "Run 1", Installation.CLOCK.instant()));
            s.requests().insertLines(List.of(line(id, 1, "5", "486.75"), line(id, 2, "3", "292.05")));
            s.ledger().apply(act, List.of(bill(id, 1, 1, "5", "486.75")));
            s.ledger().apply(act, List.of(bill(id, 2, 2, "3", "292.05")));
            s.requests()
                    .insert(RequestRow.open(
                            id,
                            s.requests().drawNumber(RequestKind.DEBIT_MEMO_REQUEST),
                            RequestKind.DEBIT_MEMO_REQUEST,
                            Optional.empty(),
                            false,
                            List.of(new RequestItem(
                                    item.id(), root.id(), root.id(), 1, 2, NET, Money.zero(NET.getCurrencyUnit()))),
                            "ACME",
                            DAY,
                            1,
                            Installation.CLOCK.instant(),
                            "clerk"));
            return id;
        });
    }

    private LineRow line(long id, int position, String hours, String net) {
        return new LineRow(
                id,
                position,
                hours(hours),
                "Work",
                DAY,
                DAY,
                Map.of(),
                Money.parse("GBP " + net),
                root.id(),
                "s|" + source + "|" + hours + " HUR;",
                Optional.empty(),
                Money.parse("GBP " + net));
    }

    private Move bill(long id, int position, int seq, String hours, String value) {
        return new Move(
                source,
                seq,
                ActKind.BILL,
                hours(hours).value(),
                false,
                Optional.of(Money.parse("GBP " + value)),
                id,
                position,
                Optional.empty());
    }

    @Test
    @Tag("D-92")
    @Tag("I-2")
    void rejectingOpensAgainWhatEveryLineClaimed() {
        long id = billed();
        Requests.Request request = requests.find(id).orElseThrow();
        assertThat(request.number()).isEqualTo("DMR-000001");
        Requests.Request rejected =
                requests.reject(id, request.version(), Requests.Rejection.whole("CANCELLED", "Wrong customer"), CLERK);
        assertThat(rejected.state()).isEqualTo(State.REJECTED);
        assertThat(here.balance(source).open()).isEqualTo(hours("8"));
        assertThat(here.balance(source).get(Term.BILLED).isZero()).isTrue();
    }

    @Test
    @Tag("D-93")
    void givingUpLeavesNothingOpen() {
        long id = billed();
        requests.reject(
                id, requests.find(id).orElseThrow().version(), Requests.Rejection.whole("GOODWILL", "Goodwill"), CLERK);
        assertThat(here.balance(source).open().isZero()).isTrue();
        assertThat(here.balance(source).get(Term.WRITTEN_OFF)).isEqualTo(hours("8"));
    }

    @Test
    @Tag("I-8")
    void aRejectionIsInTheChangeLog() {
        long id = billed();
        requests.reject(
                id,
                requests.find(id).orElseThrow().version(),
                Requests.Rejection.whole("CANCELLED", "Wrong customer"),
                CLERK);
        var changes = here.store
                .call(s -> s.log().changes(Optional.of("request/" + id), org.billhook.core.api.Page.Request.first(10)))
                .items();
        assertThat(changes)
                .extracting(change -> change.field() + ": " + change.after().orElse(""))
                .containsExactlyInAnyOrder("state: REJECTED", "rejected: GBP 778.80", "reason: CANCELLED");
        assertThat(changes).allSatisfy(change -> assertThat(change.actor()).isEqualTo("clerk"));
    }

    @Test
    @Tag("I-7")
    void aStaleOrRepeatedRejectionIsRefusedAndChangesNothing() {
        long id = billed();
        long version = requests.find(id).orElseThrow().version();
        assertThatThrownBy(() -> requests.reject(
                        id, version + 1, Requests.Rejection.whole("CANCELLED", "Wrong customer"), CLERK))
                .isInstanceOfSatisfying(
                        BillhookException.class, e -> assertThat(e.type()).isEqualTo(BillhookException.Type.STALE));
        assertThat(here.balance(source).open().isZero()).isTrue();
        Requests.Request rejected =
                requests.reject(id, version, Requests.Rejection.whole("CANCELLED", "Wrong customer"), CLERK);
        assertThatThrownBy(() ->
                        requests.reject(id, rejected.version(), Requests.Rejection.whole("CANCELLED", "Again"), CLERK))
                .isInstanceOfSatisfying(
                        BillhookException.class, e -> assertThat(e.type()).isEqualTo(BillhookException.Type.CONFLICT));
        assertThat(here.balance(source).open()).isEqualTo(hours("8"));
    }

    @Test
    void whyNotSaysWhatKeepsASource() {
        assertThat(codes(requests.whyNot(source, DAY.minusDays(1)))).containsExactly("AFTER_KEY_DATE");
        assertThat(codes(requests.whyNot(source, DAY))).containsExactly("NO_ITEM");
        long idle = here.post(hours(root, "b", "1").billable(false));
        assertThat(codes(requests.whyNot(idle, DAY))).containsExactly("NOT_BILLABLE");
        long id = billed();
        Requests.WhyNot billed = requests.whyNot(source, DAY);
        assertThat(codes(billed)).containsExactly("BILLED");
        assertThat(billed.billedOn()).containsExactly(id);
    }

    private static List<String> codes(Requests.WhyNot whyNot) {
        return whyNot.reasons().stream().map(Finding::code).toList();
    }
}
