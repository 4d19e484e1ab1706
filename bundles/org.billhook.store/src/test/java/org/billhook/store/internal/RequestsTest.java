package org.billhook.store.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.billhook.core.api.Page;
import org.billhook.core.api.RejectionReasons.Effect;
import org.billhook.core.api.Requests;
import org.billhook.core.ledger.ActKind;
import org.billhook.core.spi.relevance.BillingTerms.RequestKind;
import org.billhook.engine.port.LedgerStore;
import org.billhook.engine.port.LedgerStore.BilledPart;
import org.billhook.engine.port.LedgerStore.Claimed;
import org.billhook.engine.port.LedgerStore.Move;
import org.billhook.engine.port.LedgerStore.PriceOfPart;
import org.billhook.engine.port.LedgerStore.SettledPart;
import org.billhook.engine.port.LineRow;
import org.billhook.engine.port.ObjectRow;
import org.billhook.engine.port.RequestItem;
import org.billhook.engine.port.RequestRow;
import org.billhook.engine.port.RequestStore;
import org.billhook.engine.port.RequestStore.DayRevenue;
import org.billhook.engine.port.RequestStore.ItemRevenue;
import org.billhook.engine.port.RequestStore.PreviewRow;
import org.billhook.engine.port.Store;
import org.billhook.engine.port.StoreException;
import org.billhook.engine.port.StoreException.Reason;
import org.joda.money.Money;
import org.junit.jupiter.api.Tag;

class RequestsTest {

    /** Far from the ids of real runs, which other tests have in the same database. */
    private static final Requests.Reason VOID = new Requests.Reason("CANCELLED", Effect.CANCELLED, "Wrong party");

    private static final long RUN = 9_000_000_000L;

    @OnEachDatabase
    void aRequestComesBackWithItsLines(Database database) {
        ObjectRow head = database.stores().call(Fixture::head);
        String longOne = "s|1|8 HUR;".repeat(9_000) + "\ud83d\ude00".repeat(400) + ";";
        RequestRow stored = database.stores().call(store -> {
            long id = store.requests().nextId();
            store.requests()
                    .insertLines(List.of(
                            line(id, 1, "q|8|HUR;"),
                            new LineRow(
                                    id,
                                    2,
                                    null,
                                    "Rounding",
                                    null,
                                    null,
                                    Map.of(),
                                    Fixture.euros("-0.01"),
                                    head.id(),
                                    longOne,
                                    Optional.empty(),
                                    Fixture.euros("-0.01"))));
            return request(store, head, id, "100.00");
        });

        assertThat(requests(database).find(stored.id())).contains(stored);
        List<LineRow> lines =
                requests(database).lines(stored.id(), Page.Request.first(10)).items();
        assertThat(lines.get(0)).isEqualTo(line(stored.id(), 1, "q|8|HUR;"));
        assertThat(lines.get(1).quantity()).isNull();
        assertThat(lines.get(1).derivation()).isEqualTo(longOne);
        assertThat(requests(database).line(stored.id(), 3)).isEmpty();
    }

    /** The cut of a long derivation must not fall between the two halves of a character. */
    @OnEachDatabase
    void aDerivationIsCutBetweenCharacters(Database database) {
        for (int before : List.of(31_998, 31_999, 32_000)) {
            String text = "x".repeat(before) + "\ud83d\ude00".repeat(3);
            long id = database.stores().call(store -> {
                long next = store.requests().nextId();
                store.requests().insertLines(List.of(line(next, 1, text)));
                return next;
            });
            assertThat(requests(database).line(id, 1).orElseThrow().derivation())
                    .isEqualTo(text);
        }
    }

    @OnEachDatabase
    void aStaleChangeOfStateIsRefused(Database database) {
        ObjectRow head = database.stores().call(Fixture::head);
        RequestRow stored = database.stores()
                .call(store -> request(store, head, store.requests().nextId(), "5.00"));
        RequestRow rejected = requests(database).change(rejected(stored));

        assertThat(rejected.version()).isEqualTo(2);
        assertThat(rejected.state()).isEqualTo(Requests.State.REJECTED);
        assertThat(rejected.reason()).contains(VOID);
        assertThatThrownBy(() -> requests(database).change(rejected(stored)))
                .asInstanceOf(InstanceOfAssertFactories.type(StoreException.class))
                .extracting(StoreException::reason)
                .isEqualTo(Reason.STALE);
    }

    @OnEachDatabase
    void numbersHaveNoGapsThoughARequestFails(Database database) {
        long first = drawn(database);
        assertThatThrownBy(() -> database.stores().call(store -> {
                    store.requests().drawNumber(RequestKind.DEBIT_MEMO_REQUEST);
                    throw new IllegalStateException("after the number");
                }))
                .hasMessage("after the number");

        assertThat(drawn(database)).isEqualTo(first + 1);
    }

    private static long drawn(Database database) {
        String number = requests(database).drawNumber(RequestKind.DEBIT_MEMO_REQUEST);
        assertThat(number).matches("DMR-\\d{6}");
        return Long.parseLong(number.substring(4));
    }

    @OnEachDatabase
    void whatStandsAddsUp(Database database) {
        ObjectRow head = database.stores().call(Fixture::head);
        long run = Fixture.DAY.toEpochDay() * 1000 + head.id();
        RequestRow first = database.stores()
                .call(store -> request(store, head, store.requests().nextId(), "5.00", run));
        database.stores().call(store -> request(store, head, store.requests().nextId(), "2.50", run));
        assertThat(net(database, head)).contains(Fixture.euros("7.50"));
        assertThat(requests(database).totals(run)).containsExactly(Fixture.euros("7.50"));

        requests(database).change(rejected(first));

        assertThat(net(database, head)).contains(Fixture.euros("2.50"));
        Requests.Query open = new Requests.Query(
                Optional.of(RequestKind.DEBIT_MEMO_REQUEST),
                Optional.of(Requests.State.OPEN),
                Optional.of(head.ref()),
                Optional.of("C-1"),
                Optional.of(run));
        assertThat(requests(database).list(open, Page.Request.first(5)).items()).hasSize(1);
    }

    private static Optional<org.joda.money.Money> net(Database database, ObjectRow item) {
        return requests(database).netBilled(item.id());
    }

    /** One request of May is rejected in part, one as a whole, and one brings its revenue elsewhere. */
    @OnEachDatabase
    @Tag("O-11")
    @Tag("O-41")
    void revenueOfAReceiverIsWhatStandsOfItsRequests(Database database) {
        ObjectRow item = database.stores().call(Fixture::head);
        ObjectRow receiver = database.stores().call(Fixture::head);
        RequestRow march = to(database, item, receiver, "100.00", LocalDate.of(2026, 3, 31));
        RequestRow may = to(database, item, receiver, "50.00", LocalDate.of(2026, 5, 31));
        RequestRow gone = to(database, item, receiver, "7.00", LocalDate.of(2026, 5, 31));
        to(database, item, item, "1.00", LocalDate.of(2026, 5, 31));
        requests(database)
                .change(may.rejected(Requests.State.OPEN, rejecting(may, Fixture.euros("0.50")), Optional.empty()));
        requests(database).change(rejected(gone));

        assertThat(requests(database).revenue(List.of(receiver.id(), item.id())))
                .containsExactlyInAnyOrder(
                        new DayRevenue(receiver.id(), LocalDate.of(2026, 3, 31), Fixture.euros("100.00"), 1),
                        new DayRevenue(receiver.id(), LocalDate.of(2026, 5, 31), Fixture.euros("49.50"), 1),
                        new DayRevenue(item.id(), LocalDate.of(2026, 5, 31), Fixture.euros("1.00"), 1));
        assertThat(requests(database)
                        .revenue(receiver.id(), Page.Request.first(5))
                        .items())
                .extracting(row -> row.request().id())
                .containsExactly(may.id(), march.id());
        assertThat(requests(database)
                        .list(
                                new Requests.Query(
                                        Optional.empty(),
                                        Optional.empty(),
                                        Optional.empty(),
                                        Optional.empty(),
                                        Optional.empty(),
                                        Optional.of(receiver.ref()),
                                        Optional.of(item.ref()),
                                        Optional.empty()),
                                Page.Request.first(5))
                        .items())
                .extracting(RequestRow::id)
                .containsExactly(gone.id(), may.id(), march.id());
    }

    private static RequestRow to(Database database, ObjectRow item, ObjectRow receiver, String net, LocalDate keyDate) {
        return database.stores().call(store -> of(store, keyDate, item(item, receiver, 1, 1, net)));
    }

    private static RequestRow of(Store store, LocalDate keyDate, RequestItem... items) {
        RequestRow row = RequestRow.open(
                store.requests().nextId(),
                store.requests().drawNumber(RequestKind.DEBIT_MEMO_REQUEST),
                RequestKind.DEBIT_MEMO_REQUEST,
                Optional.empty(),
                false,
                List.of(items),
                "C-1",
                keyDate,
                RUN,
                Fixture.NOON,
                "ann");
        store.requests().insert(row);
        return row;
    }

    /** A request of two items, of which one is rejected in part; and one of the first of them alone. */
    @OnEachDatabase
    @Tag("D-74")
    void eachItemOfARequestHasItsOwnSums(Database database) {
        ObjectRow first = database.stores().call(Fixture::head);
        ObjectRow second = database.stores().call(Fixture::head);
        LocalDate may = LocalDate.of(2026, 5, 31);
        RequestRow both = database.stores()
                .call(store -> of(store, may, item(first, first, 1, 2, "66.67"), item(second, first, 3, 3, "33.33")));
        RequestRow alone = to(database, first, second, "10.00", may);
        requests(database)
                .change(both.rejected(
                        Requests.State.OPEN,
                        List.of(both.items().get(0), both.items().get(1).rejecting(Fixture.euros("3.33"))),
                        Optional.empty()));

        RequestRow stored = requests(database).find(both.id()).orElseThrow();
        assertThat(stored.net()).isEqualTo(Fixture.euros("100.00"));
        assertThat(stored.lines()).isEqualTo(3);
        assertThat(stored.rejected()).isEqualTo(Fixture.euros("3.33"));
        assertThat(stored.items())
                .containsExactly(
                        item(first, first, 1, 2, "66.67"),
                        item(second, first, 3, 3, "33.33").rejecting(Fixture.euros("3.33")));
        assertThat(net(database, first)).contains(Fixture.euros("76.67"));
        assertThat(net(database, second)).contains(Fixture.euros("30.00"));
        assertThat(requests(database).standing(List.of(first.id(), second.id())))
                .containsOnlyKeys(first.id(), second.id());
        assertThat(requests(database).revenue(List.of(first.id(), second.id())))
                .containsExactlyInAnyOrder(
                        new DayRevenue(first.id(), may, Fixture.euros("96.67"), 1),
                        new DayRevenue(second.id(), may, Fixture.euros("10.00"), 1));
        assertThat(revenue(database, first, 1))
                .containsExactly(both.id() + " " + first.id() + " 66.67", both.id() + " " + second.id() + " 30.00");
        assertThat(of(database, first)).containsExactly(alone.id(), both.id());
        assertThat(of(database, second)).containsExactly(both.id());
    }

    /** By request, item and what stands, page by page. */
    private static List<String> revenue(Database database, ObjectRow receiver, int atATime) {
        List<String> revenue = new ArrayList<>();
        Optional<String> next = Optional.empty();
        do {
            Page<ItemRevenue> page = requests(database).revenue(receiver.id(), new Page.Request(next, atATime));
            page.items()
                    .forEach(row -> revenue.add("%d %d %s"
                            .formatted(
                                    row.request().id(),
                                    row.item().item(),
                                    row.item().standing().getAmount())));
            next = page.next();
        } while (next.isPresent());
        return revenue;
    }

    /** Requests that bill an item. */
    private static List<Long> of(Database database, ObjectRow item) {
        return requests(database)
                .list(
                        new Requests.Query(
                                Optional.empty(),
                                Optional.empty(),
                                Optional.empty(),
                                Optional.empty(),
                                Optional.empty(),
                                Optional.empty(),
                                Optional.of(item.ref()),
                                Optional.empty()),
                        Page.Request.first(5))
                .items()
                .stream()
                .map(RequestRow::id)
                .toList();
    }

    @OnEachDatabase
    @Tag("D-74")
    void linesOfAPreviewAreTakenAwayAgain(Database database) {
        long preview = requests(database).nextPreviewId();
        requests(database)
                .insertPreviewLines(preview, List.of(line(1, 1, "d|x|1;"), line(1, 2, "d|x|2;"), line(2, 1, "d|x|3;")));

        requests(database).deletePreviewLines(preview, 1, 1);

        assertThat(requests(database)
                        .previewLines(preview, 1, Page.Request.first(5))
                        .items())
                .extracting(LineRow::position)
                .containsExactly(1);
        assertThat(requests(database)
                        .previewLines(preview, 2, Page.Request.first(5))
                        .items())
                .hasSize(1);
    }

    /** One source on two lines, another on one; then one line is taken back. */
    @OnEachDatabase
    void claimsOfALineStandUntilTheyAreGivenBack(Database database) {
        ObjectRow head = database.stores().call(Fixture::head);
        List<Long> sources = database.stores().call(store -> Fixture.post(store, head, 2));
        long id = database.stores().call(store -> {
            long next = store.requests().nextId();
            store.requests().insertLines(List.of(line(next, 1, "d|x|1;"), line(next, 2, "d|x|2;")));
            request(store, head, next, "300.00");
            store.ledger()
                    .apply(
                            Fixture.act(store, "run"),
                            List.of(
                                    claim(ActKind.BILL, sources.get(0), 1, "3", "30.00", next, 1),
                                    claim(ActKind.BILL, sources.get(0), 2, "5", "50.00", next, 2),
                                    claim(ActKind.BILL, sources.get(1), 1, "8", "80.00", next, 2)));
            return next;
        });

        assertThat(billedBy(database, id, 0, 2))
                .extracting(Move::source)
                .containsExactly(sources.get(0), sources.get(0));
        assertThat(billedBy(database, id, 0, 1)).extracting(Move::position).containsExactly(1, 2);
        assertThat(billedBy(database, id, sources.get(0), 10))
                .containsExactly(new Move(
                        sources.get(1),
                        2,
                        ActKind.BILL,
                        Fixture.hours("8").value(),
                        true,
                        Optional.of(Fixture.euros("80.00")),
                        id,
                        2,
                        Optional.empty()));
        assertThat(requests(database).claims(id, 2))
                .extracting(Requests.LineClaim::share)
                .containsExactly(Fixture.hours("5"), Fixture.hours("8"));

        database.stores().call(store -> {
            store.ledger()
                    .apply(
                            Fixture.act(store, "back"),
                            List.of(claim(ActKind.REOPEN, sources.get(0), 3, "5", "50.00", id, 2)));
            return null;
        });

        assertThat(billedBy(database, id, 0, 10)).extracting(Move::position).containsExactly(1, 2);
        assertThat(ledger(database).settled(sources))
                .containsExactly(
                        new SettledPart(sources.get(0), Fixture.hours("3"), Fixture.euros("30.00"), priced(1)),
                        new SettledPart(sources.get(1), Fixture.hours("8"), Fixture.euros("80.00"), priced(2)));
        assertThat(requests(database).billing(sources.get(1))).containsExactly(id);
        String number = requests(database).find(id).orElseThrow().number();
        assertThat(ledger(database).billed(sources))
                .containsExactly(
                        new BilledPart(sources.get(0), number, 1, Fixture.hours("3"), Fixture.euros("30.00")),
                        new BilledPart(sources.get(1), number, 2, Fixture.hours("8"), Fixture.euros("80.00")));
    }

    @OnEachDatabase
    void aCreditedPartStaysSettledAtItsValue(Database database) {
        long source = database.stores()
                .call(store -> Fixture.post(store, Fixture.head(store), 1).get(0));
        database.stores().call(store -> {
            store.ledger()
                    .apply(
                            Fixture.act(store, "run"),
                            List.of(
                                    claim(ActKind.BILL, source, 1, "3", "30.01", 88, 1),
                                    claim(ActKind.CREDIT, source, 2, "3", "30.01", 88, 1),
                                    claim(ActKind.WRITE_OFF, source, 3, "2", "20.00", 0, 0),
                                    claim(ActKind.UNDO_WRITE_OFF, source, 4, "1", "10.00", 0, 0)));
            return null;
        });

        assertThat(ledger(database).settled(List.of(source)))
                .extracting(SettledPart::share, SettledPart::value)
                .containsExactly(
                        org.assertj.core.api.Assertions.tuple(Fixture.hours("3"), Fixture.euros("30.01")),
                        org.assertj.core.api.Assertions.tuple(Fixture.hours("1"), Fixture.euros("10.00")));
    }

    @OnEachDatabase
    void previewsEnd(Database database) {
        PreviewRow preview = database.stores().call(store -> {
            PreviewRow row = new PreviewRow(
                    store.requests().nextPreviewId(),
                    "token",
                    "{\"order\":1}",
                    "{\"result\":\"" + "x".repeat(70_000) + "\"}",
                    "ann",
                    Fixture.NOON,
                    Fixture.NOON.plusSeconds(60),
                    Optional.empty());
            store.requests().insertPreview(row);
            store.requests().insertPreviewLines(row.id(), List.of(line(1, 1, "a;"), line(2, 1, "b;")));
            return row;
        });
        assertThat(requests(database).findPreview(preview.id())).contains(preview);
        assertThat(requests(database)
                        .previewLines(preview.id(), 2, Page.Request.first(5))
                        .items())
                .containsExactly(line(2, 1, "b;"));

        database.stores().call(store -> {
            store.requests().committed(preview.id(), RUN);
            return null;
        });
        assertThat(requests(database).findPreview(preview.id()).orElseThrow().run())
                .contains(RUN);

        assertThat(requests(database).deletePreviewsEndedBefore(Fixture.NOON.plusSeconds(61)))
                .isEqualTo(1);
        assertThat(requests(database)
                        .previewLines(preview.id(), 2, Page.Request.first(5))
                        .items())
                .isEmpty();
    }

    private static List<Move> billedBy(Database database, long id, long after, int limit) {
        return new ArrayList<>(ledger(database).claimedBy(id, 0, Claimed.BILLED, after, limit));
    }

    private static Move claim(ActKind kind, long source, int seq, String share, String value, long document, int line) {
        return new Move(
                source,
                seq,
                kind,
                Fixture.hours(share).value(),
                share.equals("8"),
                Optional.of(Fixture.euros(value)),
                document,
                line,
                Optional.empty());
    }

    private static LineRow line(long document, int position, String derivation) {
        return new LineRow(
                document,
                position,
                Fixture.hours("8"),
                "Work",
                Fixture.DAY,
                Fixture.DAY.plusDays(1),
                Map.of("person", "P-1"),
                Fixture.euros("90.01"),
                12,
                derivation,
                Optional.of("price|%d|q;".formatted(position)),
                Fixture.euros("100.01"));
    }

    private static Optional<PriceOfPart> priced(int position) {
        return Optional.of(
                new PriceOfPart("price|%d|q;".formatted(position), Fixture.euros("90.01"), Fixture.euros("100.01")));
    }

    private static RequestRow rejected(RequestRow row) {
        return row.rejected(Requests.State.REJECTED, rejecting(row, row.net()), Optional.of(VOID));
    }

    /** Items of a request that has one, with what is rejected of it. */
    private static List<RequestItem> rejecting(RequestRow row, Money sum) {
        return List.of(row.items().get(0).rejecting(sum));
    }

    private static RequestItem item(ObjectRow item, ObjectRow receiver, int firstLine, int lastLine, String net) {
        return new RequestItem(
                item.id(), item.id(), receiver.id(), firstLine, lastLine, Fixture.euros(net), Fixture.euros("0.00"));
    }

    private static RequestRow request(Store store, ObjectRow head, long id, String net) {
        return request(store, head, id, net, RUN);
    }

    private static RequestRow request(Store store, ObjectRow head, long id, String net, long run) {
        RequestRow row = RequestRow.open(
                id,
                store.requests().drawNumber(RequestKind.DEBIT_MEMO_REQUEST),
                RequestKind.DEBIT_MEMO_REQUEST,
                Optional.of("L2"),
                false,
                List.of(item(head, head, 1, 2, net)),
                "C-1",
                Fixture.DAY,
                run,
                Fixture.NOON,
                "ann");
        store.requests().insert(row);
        return row;
    }

    private static LedgerStore ledger(Database database) {
        return database.each(LedgerStore.class, Store::ledger);
    }

    private static RequestStore requests(Database database) {
        return database.each(RequestStore.class, Store::requests);
    }
}
