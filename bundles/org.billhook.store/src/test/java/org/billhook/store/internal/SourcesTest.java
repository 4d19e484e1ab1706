package org.billhook.store.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.billhook.core.api.Page;
import org.billhook.core.api.Sources;
import org.billhook.core.ledger.ActKind;
import org.billhook.core.ledger.Term;
import org.billhook.core.model.Share;
import org.billhook.engine.port.ObjectRow;
import org.billhook.engine.port.OpenRow;
import org.billhook.engine.port.SourceRow;
import org.billhook.engine.port.SourceStore;
import org.billhook.engine.port.SourceStore.Due;
import org.billhook.engine.port.SourceStore.ObjectSum;
import org.billhook.engine.port.Store;
import org.billhook.engine.port.StoreException;
import org.billhook.engine.port.StoreException.Reason;
import org.junit.jupiter.api.Tag;

class SourcesTest {

    private static final Set<String> KINDS = Set.of(Fixture.COST_LINE);

    @OnEachDatabase
    void aSourceComesBackAsItWasStored(Database database) {
        SourceRow stored = database.stores().call(store -> {
            ObjectRow head = Fixture.head(store);
            byte[] fingerprint = new byte[32];
            fingerprint[0] = -1;
            fingerprint[31] = 92;
            SourceRow row = new SourceRow(
                    store.sources().nextIds(1),
                    "expense",
                    "import/sip",
                    Fixture.unique("X\u00e4"),
                    head.id(),
                    head.root(),
                    LocalDate.of(2024, 2, 29),
                    LocalDate.of(2024, 12, 31),
                    Fixture.NOON,
                    new Share(new java.math.BigDecimal("-999999999999.99"), Fixture.EUROS),
                    "Tab\t, line\n, \\ and \u20ac",
                    false,
                    false,
                    Map.of("person", "P \"1\"", "activity", "a\\b"),
                    Optional.of(Fixture.euros("-0.01")),
                    Optional.of(17L),
                    fingerprint);
            store.sources().insert(List.of(row), Fixture.act(store, "posted"));
            return row;
        });

        SourceRow read = sources(database).byId(List.of(stored.id())).get(stored.id());

        assertThat(read).usingRecursiveComparison().isEqualTo(stored);
        assertThat(sources(database).byExternalId("import/sip", List.of(stored.externalId(), "no such")))
                .containsOnlyKeys(stored.externalId());
    }

    @OnEachDatabase
    void aWholePageIsInsertedAndFoundByItsExternalIds(Database database) {
        ObjectRow head = database.stores().call(Fixture::head);
        List<SourceRow> page = database.stores().call(store -> {
            List<SourceRow> rows = new ArrayList<>();
            long first = store.sources().nextIds(1000);
            for (int i = 0; i < 1000; i++) {
                rows.add(Fixture.source(first + i, head, Fixture.hours("8")));
            }
            store.sources().insert(rows, Fixture.act(store, "posted"));
            return rows;
        });
        List<String> ids = page.stream().map(SourceRow::externalId).toList();

        assertThat(sources(database).byExternalId(page.get(0).origin(), ids)).containsOnlyKeys(ids);
        assertThat(sources(database).byExternalId("other", ids)).isEmpty();
        assertThat(sources(database).sums(head.id()))
                .extracting(ObjectSum::sources)
                .containsExactly(1000L);
    }

    @OnEachDatabase
    void anExternalIdGoesToTheNextOneOnceItIsTakenAway(Database database) {
        ObjectRow head = database.stores().call(Fixture::head);
        SourceRow first = database.stores().call(store -> {
            SourceRow row = Fixture.source(store.sources().nextIds(1), head, Fixture.hours("1"));
            store.sources().insert(List.of(row), Fixture.act(store, "posted"));
            return row;
        });
        SourceRow second = database.stores().call(store -> {
            store.sources().supersede(List.of(first.id()));
            SourceRow row = named(Fixture.source(store.sources().nextIds(1), head, Fixture.hours("2")), first);
            store.sources().insert(List.of(row), Fixture.act(store, "corrected"));
            return row;
        });

        assertThat(sources(database).byExternalId(first.origin(), List.of(first.externalId())))
                .hasEntrySatisfying(
                        first.externalId(), row -> assertThat(row.id()).isEqualTo(second.id()));
        assertThat(sources(database).byId(List.of(first.id())).get(first.id()).externalId())
                .isEqualTo(first.externalId());
        assertThatThrownBy(() -> database.stores().call(store -> {
                    SourceRow third =
                            named(Fixture.source(store.sources().nextIds(1), head, Fixture.hours("3")), first);
                    store.sources().insert(List.of(third), Fixture.act(store, "posted"));
                    return third;
                }))
                .isInstanceOfSatisfying(
                        StoreException.class, e -> assertThat(e.reason()).isEqualTo(Reason.DUPLICATE));
    }

    private static SourceRow named(SourceRow row, SourceRow as) {
        return new SourceRow(
                row.id(),
                row.kind(),
                as.origin(),
                as.externalId(),
                row.object(),
                row.root(),
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

    @OnEachDatabase
    void aSourceOfNoRootHasNone(Database database) {
        long id = database.stores().call(store -> {
            ObjectRow head = Fixture.head(store);
            SourceRow row = withRoot(Fixture.source(store.sources().nextIds(1), head, Fixture.hours("1")));
            store.sources().insert(List.of(row), Fixture.act(store, "posted"));
            return row.id();
        });

        assertThat(sources(database).byId(List.of(id)).get(id).root()).isEmpty();
        assertThat(sources(database).due(LocalDate.MAX.withYear(9999), Set.of(), -1, 1))
                .extracting(Due::root)
                .containsExactly(0L);
    }

    @OnEachDatabase
    @Tag("D-15")
    void kindsThatAreNeverSettledAreNotDue(Database database) {
        ObjectRow head = database.stores().call(store -> {
            ObjectRow root = Fixture.head(store);
            SourceRow row = Fixture.source(store.sources().nextIds(1), root, Fixture.hours("1"));
            store.sources().insert(List.of(row), Fixture.act(store, "posted"));
            return root;
        });

        Set<String> others = Set.of("planned-cost", "easy-cost-plan");
        assertThat(sources(database).due(Fixture.DAY, others, head.id() - 1, 1))
                .containsExactly(new Due(head.id(), 1, Fixture.DAY));
        Set<String> itself = Set.of(Fixture.COST_LINE, "planned-cost");
        List<Due> tidied =
                database.stores().call(store -> store.sources().dueAndTidy(Fixture.DAY, itself, head.id() - 1, 1));
        assertThat(tidied).extracting(Due::root).doesNotContain(head.id());
        assertThat(sources(database).due(Fixture.DAY, Set.of(), head.id() - 1, 1))
                .as("it is open still, so that no look forgets it")
                .containsExactly(new Due(head.id(), 1, Fixture.DAY));
    }

    @OnEachDatabase
    @Tag("I-2")
    void anExternalIdIsPostedOnce(Database database) {
        SourceRow first = database.stores().call(store -> {
            SourceRow row = Fixture.source(store.sources().nextIds(1), Fixture.head(store), Fixture.hours("1"));
            store.sources().insert(List.of(row), Fixture.act(store, "posted"));
            return row;
        });

        assertThatThrownBy(() -> database.stores().call(store -> {
                    SourceRow again = withId(first, store.sources().nextIds(1));
                    store.sources().insert(List.of(again), Fixture.act(store, "again"));
                    return null;
                }))
                .asInstanceOf(InstanceOfAssertFactories.type(StoreException.class))
                .extracting(StoreException::reason)
                .isEqualTo(Reason.DUPLICATE);
    }

    /** Also while the same transaction bills what it reads, which is how a run does it. */
    @OnEachDatabase
    void whatIsOpenIsReadInOrderWhileItIsBilled(Database database) {
        ObjectRow head = database.stores().call(Fixture::head);
        int days = 7;
        database.stores().call(store -> {
            List<SourceRow> rows = new ArrayList<>();
            long first = store.sources().nextIds(500);
            for (int i = 0; i < 500; i++) {
                SourceRow row = Fixture.source(first + i, head, Fixture.hours("8"));
                rows.add(on(row, Fixture.DAY.minusDays(i % days)));
            }
            store.sources().insert(rows, Fixture.act(store, "posted"));
            return null;
        });

        List<OpenRow> read = database.stores().call(store -> billAll(store, head, 64));

        assertThat(read).hasSize(500).allMatch(OpenRow::whole);
        assertThat(read)
                .extracting(row -> row.serviceDate() + " " + "%012d".formatted(row.id()))
                .isSorted();
        assertThat(database.stores().<List<OpenRow>>call(store -> open(store, head, Optional.empty(), 0, 10)))
                .isEmpty();
    }

    @OnEachDatabase
    void onlyWhatMayBeBilledIsOpen(Database database) {
        ObjectRow head = database.stores().call(Fixture::head);
        List<Long> ids = database.stores().call(store -> {
            List<Long> posted = Fixture.post(store, head, 3);
            SourceRow never = notBillable(Fixture.source(store.sources().nextIds(1), head, Fixture.hours("1")));
            SourceRow late =
                    on(Fixture.source(store.sources().nextIds(1), head, Fixture.hours("1")), Fixture.DAY.plusDays(1));
            store.sources().insert(List.of(never, late), Fixture.act(store, "posted"));
            store.ledger()
                    .apply(
                            Fixture.act(store, "held"),
                            List.of(
                                    Fixture.move(ActKind.HOLD, posted.get(0), 1, "8"),
                                    Fixture.move(ActKind.HOLD, posted.get(1), 1, "3")));
            return posted;
        });

        List<OpenRow> open = database.stores().call(store -> open(store, head, Optional.empty(), 0, 10));

        assertThat(open).extracting(row -> row.id()).containsExactly(ids.get(1), ids.get(2));
        assertThat(open.get(0).open()).isEqualByComparingTo("5");
        assertThat(open.get(0).whole()).isFalse();
        assertThat(open.get(0).seq()).isEqualTo(2);
        assertThat(sources(database).due(Fixture.DAY, Set.of(), head.id() - 1, 1))
                .containsExactly(new Due(head.id(), 2, Fixture.DAY));
        assertThat(sources(database)
                        .open(head.id(), KINDS, Optional.of(0L), false, Fixture.DAY, Optional.empty(), 0, 10))
                .isEmpty();
        assertThat(corrections(database, head)).isEmpty();
        assertThat(sources(database).objects(head.id(), KINDS)).containsExactly(head.id());
        assertThat(sources(database).objects(head.id(), Set.of("other"))).isEmpty();
        assertThat(sources(database)
                        .totals(
                                head.id(),
                                Fixture.COST_LINE,
                                Fixture.HOURS,
                                Term.HELD,
                                Optional.of(Fixture.DAY),
                                Fixture.DAY))
                .isEqualTo(Map.of(head.id(), Fixture.hours("11")));
        List<ObjectSum> sums = sources(database).sums(head.id());
        assertThat(sources(database).sums(List.of(head.id()))).isEqualTo(sums);
        assertThat(sums).singleElement().satisfies(sum -> {
            assertThat(sum.sources()).isEqualTo(5);
            assertThat(sum.billed()).isZero();
            assertThat(sum.terms().get(Term.POSTED)).isEqualTo(Fixture.hours("26"));
            assertThat(sum.terms().get(Term.OPEN)).isEqualTo(Fixture.hours("15"));
            assertThat(sum.terms().get(Term.HELD)).isEqualTo(Fixture.hours("11"));
            assertThat(sum.cost()).isEmpty();
        });
        assertThat(sources(database).sums(List.of(0L))).isEmpty();
        assertThat(above(database, head, Optional.of(head.id()), "3")).isEqualByComparingTo("24");
        assertThat(above(database, head, Optional.empty(), "3")).isEqualByComparingTo("24");
        assertThat(above(database, head, Optional.empty(), "1000")).isZero();
        long back = database.stores()
                .call(store -> Fixture.post(store, head, Fixture.hours("-2"), 1).get(0));
        assertThat(corrections(database, head)).extracting(row -> row.id()).containsExactly(back);
    }

    /** What takes back other work is found by a note on its object, which moves with the object. */
    @OnEachDatabase
    @Tag("G-17")
    void whatIsRevaluedBelowZeroIsACorrection(Database database) {
        ObjectRow head = database.stores().call(Fixture::head);
        List<Long> ids = database.stores().call(store -> Fixture.post(store, head, 2));
        assertThat(corrections(database, head)).isEmpty();

        database.stores().call(store -> {
            long act = Fixture.act(store, "Counted wrong");
            store.ledger().apply(act, List.of(Fixture.move(ActKind.REVALUE, ids.get(1), 1, "-9")));
            return true;
        });

        assertThat(corrections(database, head)).extracting(row -> row.id()).containsExactly(ids.get(1));
    }

    @OnEachDatabase
    void rootsAreDueInAscendingOrderPageByPage(Database database) {
        List<Long> heads = database.stores().call(store -> {
            List<Long> ids = new ArrayList<>();
            for (int i = 0; i < 5; i++) {
                ObjectRow head = Fixture.head(store);
                Fixture.post(store, head, 2);
                ids.add(head.id());
            }
            return ids;
        });

        List<Due> first = sources(database).due(Fixture.DAY, Set.of(), heads.get(0) - 1, 2);
        List<Due> second = sources(database).due(Fixture.DAY, Set.of(), heads.get(1), 3);

        assertThat(first).extracting(Due::root).containsExactly(heads.get(0), heads.get(1));
        assertThat(second).extracting(Due::root).containsExactly(heads.get(2), heads.get(3), heads.get(4));
    }

    @OnEachDatabase
    void listsArePaged(Database database) {
        ObjectRow head = database.stores().call(Fixture::head);
        database.stores().call(store -> Fixture.post(store, head, 25));
        for (Sources.Query query : List.of(
                new Sources.Query(
                        Optional.of(head.ref()),
                        Optional.empty(),
                        Optional.of(Fixture.COST_LINE),
                        Optional.of(Fixture.DAY),
                        Optional.of(Fixture.DAY),
                        true),
                new Sources.Query(
                        Optional.empty(),
                        Optional.of(head.ref()),
                        Optional.empty(),
                        Optional.empty(),
                        Optional.empty(),
                        false))) {
            List<Long> ids = new ArrayList<>();
            Optional<String> after = Optional.empty();
            do {
                Page.Request request = new Page.Request(after, 10);
                Page<SourceRow> page = sources(database).list(query, request);
                page.items().forEach(row -> ids.add(row.id()));
                after = page.next();
            } while (after.isPresent());
            assertThat(ids).hasSize(25).isSorted().doesNotHaveDuplicates();
        }
    }

    private static List<OpenRow> billAll(Store store, ObjectRow head, int limit) {
        List<OpenRow> all = new ArrayList<>();
        List<OpenRow> page = open(store, head, Optional.empty(), 0, limit);
        while (!page.isEmpty()) {
            all.addAll(page);
            store.ledger()
                    .apply(
                            Fixture.act(store, "run"),
                            page.stream()
                                    .map(row -> Fixture.billWhole(row.id(), row.seq(), 77, 1))
                                    .toList());
            OpenRow last = page.get(page.size() - 1);
            page = open(store, head, Optional.of(last.serviceDate()), last.id(), limit);
        }
        return all;
    }

    private static BigDecimal above(Database database, ObjectRow head, Optional<Long> root, String least) {
        return sources(database).postedAbove(head.id(), root, Fixture.HOURS, new BigDecimal(least));
    }

    private static List<OpenRow> corrections(Database database, ObjectRow head) {
        return sources(database).open(head.id(), KINDS, Optional.empty(), true, Fixture.DAY, Optional.empty(), 0, 10);
    }

    private static List<OpenRow> open(
            Store store, ObjectRow head, Optional<LocalDate> afterDate, long afterId, int limit) {
        return store.sources().open(head.id(), KINDS, Optional.empty(), false, Fixture.DAY, afterDate, afterId, limit);
    }

    private static SourceRow withRoot(SourceRow row) {
        return copy(row, row.id(), Optional.empty(), row.serviceDate(), row.billable());
    }

    private static SourceRow withId(SourceRow row, long id) {
        return copy(row, id, row.root(), row.serviceDate(), row.billable());
    }

    private static SourceRow on(SourceRow row, LocalDate day) {
        return copy(row, row.id(), row.root(), day, row.billable());
    }

    private static SourceRow notBillable(SourceRow row) {
        return copy(row, row.id(), row.root(), row.serviceDate(), false);
    }

    private static SourceRow copy(SourceRow row, long id, Optional<Long> root, LocalDate day, boolean billable) {
        return new SourceRow(
                id,
                row.kind(),
                row.origin(),
                row.externalId(),
                row.object(),
                root,
                day,
                row.postingDate(),
                row.enteredAt(),
                row.posted(),
                row.text(),
                billable,
                row.actual(),
                row.characteristics(),
                row.cost(),
                row.reverses(),
                row.fingerprint());
    }

    private static SourceStore sources(Database database) {
        return database.each(SourceStore.class, Store::sources);
    }

    @OnEachDatabase
    void aSourceIsListedByTheIdItWasSentWith(Database database) {
        ObjectRow head = database.stores().call(Fixture::head);
        long first =
                database.stores().call(store -> Fixture.post(store, head, 3).get(0));
        String externalId = sources(database).byId(List.of(first)).get(first).externalId();

        Sources.Query query = new Sources.Query(
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                false,
                Optional.of(externalId));

        assertThat(sources(database).list(query, Page.Request.first(10)).items())
                .extracting(row -> row.id())
                .containsExactly(first);
    }
}
