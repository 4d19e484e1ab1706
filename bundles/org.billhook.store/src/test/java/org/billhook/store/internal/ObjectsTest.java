package org.billhook.store.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.billhook.core.api.BillhookException;
import org.billhook.core.api.BillingObjects.Query;
import org.billhook.core.api.BillingObjects.Sort;
import org.billhook.core.api.Page;
import org.billhook.core.ledger.ActKind;
import org.billhook.core.model.Finding;
import org.billhook.core.model.ObjectRef;
import org.billhook.core.model.Phase;
import org.billhook.engine.port.ObjectRow;
import org.billhook.engine.port.ObjectStore;
import org.billhook.engine.port.ObjectStore.Hanging;
import org.billhook.engine.port.Store;
import org.billhook.engine.port.StoreException;
import org.billhook.engine.port.StoreException.Reason;
import org.junit.jupiter.api.Tag;

class ObjectsTest {

    @OnEachDatabase
    void anObjectComesBackAsItWasStored(Database database) {
        ObjectRow head = database.stores().call(Fixture::head);
        ObjectRow full = in(database, objects -> {
            long id = objects.nextId();
            return objects.insert(
                    new ObjectRow(
                            id,
                            new ObjectRef("order-item", Fixture.unique("4711-\u00e4\u4e2d 10")),
                            "Name with \u20ac and \"quotes\"",
                            "in-process",
                            Phase.IN_PROCESS,
                            Optional.of(head.id()),
                            Optional.of(head.id()),
                            head.path() + id + "/",
                            false,
                            Map.of("netPrice", "100.00", "text", "a\tb\\c"),
                            Map.of("customer", "C-1"),
                            Optional.of(new ObjectRow.Item(
                                    "itemized", "C-1", "EUR", true, Optional.of(head.ref()), Optional.of(head.id()))),
                            Optional.of(LocalDate.of(2024, 2, 29)),
                            List.of(
                                    Finding.warning("SHARED", "Shared")
                                            .withField("x")
                                            .withRule("O-43"),
                                    Finding.error("E", "Error")),
                            0,
                            Fixture.NOON),
                    Map.of(),
                    Map.of());
        });

        assertThat(objects(database).find(full.ref())).contains(full);
        assertThat(full.version()).isEqualTo(1);
        assertThat(objects(database).byId(List.of(full.id(), head.id(), -5L))).containsOnlyKeys(full.id(), head.id());
    }

    @OnEachDatabase
    void whatIsDeletedIsGoneWithWhatItIsSearchedBy(Database database) {
        ObjectRow head = database.stores().call(Fixture::head);
        ObjectRef ref = new ObjectRef("wbs-element", Fixture.unique("E"));
        ObjectRow row = in(
                database,
                objects -> objects.insert(
                        Fixture.object(objects.nextId(), ref.key()),
                        Map.of("code", "x"),
                        Map.of("parent", head.ref())));
        assertThat(objects(database).namedBy(head.ref())).containsExactly(ref);
        assertThat(objects(database).hanging(row)).isEqualTo(new Hanging(0, 0, 0));
        database.stores().call(store -> Fixture.post(store, head, 3));
        assertThat(objects(database).hanging(head)).isEqualTo(new Hanging(3, 0, 0));

        in(database, objects -> {
            objects.lock(List.of(row.id()));
            objects.delete(row);
            assertThat(objects.find(ref)).isEmpty();
            return row;
        });

        assertThat(objects(database).find(ref)).isEmpty();
        assertThat(objects(database).namedBy(head.ref())).isEmpty();
        assertThatThrownBy(() -> in(database, objects -> {
                    objects.delete(row);
                    return row;
                }))
                .isInstanceOfSatisfying(StoreException.class, refusal -> assertThat(refusal.reason())
                        .isEqualTo(Reason.STALE));
        assertThat(in(
                                database,
                                objects ->
                                        objects.insert(Fixture.object(objects.nextId(), ref.key()), Map.of(), Map.of()))
                        .version())
                .isEqualTo(1);
    }

    @OnEachDatabase
    void whatMentionsAReferenceIsFoundByIt(Database database) {
        String kind = Fixture.unique("k").toLowerCase(java.util.Locale.ROOT);
        for (String shares : List.of("wbs-element/A_1!%\"=50;wbs-element/B=10", "wbs-element/AX1!%=50", "nothing")) {
            in(database, objects -> {
                ObjectRow row = Fixture.object(objects.nextId(), Fixture.unique("M"));
                return objects.insert(
                        new ObjectRow(
                                row.id(),
                                new ObjectRef(kind, row.ref().key()),
                                row.name(),
                                row.status(),
                                row.phase(),
                                row.above(),
                                row.root(),
                                row.path(),
                                row.executes(),
                                Map.of("shares", shares),
                                row.characteristics(),
                                row.item(),
                                row.firstActual(),
                                row.warnings(),
                                row.version(),
                                Fixture.NOON),
                        Map.of(),
                        Map.of());
            });
        }
        assertThat(objects(database).mentioning(kind, new ObjectRef("wbs-element", "A_1!%\"")))
                .extracting(row -> row.attributes().get("shares"))
                .containsExactly("wbs-element/A_1!%\"=50;wbs-element/B=10");
        assertThat(objects(database).mentioning("other", new ObjectRef("wbs-element", "A_1!%\"")))
                .isEmpty();
    }

    @OnEachDatabase
    void listsAreInTheOrderOfKeysOrChangesBothWays(Database database) {
        String kind = Fixture.unique("s").toLowerCase(java.util.Locale.ROOT);
        int[] seconds = {3, 1, 2, 1, 3};
        for (int i = 0; i < seconds.length; i++) {
            String key = "K" + i;
            Instant changed = Fixture.NOON.plusSeconds(seconds[i]).plusNanos(123_456_000);
            in(database, objects -> {
                ObjectRow row = Fixture.object(objects.nextId(), key);
                return objects.insert(
                        new ObjectRow(
                                row.id(),
                                new ObjectRef(kind, key),
                                row.name(),
                                row.status(),
                                row.phase(),
                                row.above(),
                                row.root(),
                                row.path(),
                                row.executes(),
                                row.attributes(),
                                row.characteristics(),
                                row.item(),
                                row.firstActual(),
                                row.warnings(),
                                row.version(),
                                changed),
                        Map.of(),
                        Map.of());
            });
        }
        Query all = Query.ofKind(kind);
        assertThat(keys(database, all)).containsExactly("K0", "K1", "K2", "K3", "K4");
        assertThat(keys(database, all.by(Sort.KEY_DESCENDING))).containsExactly("K4", "K3", "K2", "K1", "K0");
        assertThat(keys(database, all.by(Sort.CHANGED))).containsExactly("K1", "K3", "K2", "K0", "K4");
        assertThat(keys(database, all.by(Sort.CHANGED_DESCENDING))).containsExactly("K4", "K0", "K2", "K3", "K1");
        Instant second = Fixture.NOON.plusSeconds(2).plusNanos(123_456_000);
        assertThat(keys(database, all.changedSince(Optional.of(second)))).containsExactly("K0", "K2", "K4");
        assertThat(keys(database, all.changedSince(Optional.of(second.plusNanos(1_000)))))
                .containsExactly("K0", "K4");
    }

    /** Page by page. */
    private static List<String> keys(Database database, Query query) {
        List<String> keys = new ArrayList<>();
        Optional<String> after = Optional.empty();
        do {
            Page<ObjectRow> page = objects(database).list(query, new Page.Request(after, 2));
            page.items().forEach(row -> keys.add(row.ref().key()));
            after = page.next();
        } while (after.isPresent());
        return keys;
    }

    @OnEachDatabase
    void aChangeCountsEvenIfNothingDiffers(Database database) {
        ObjectRow row = database.stores().call(Fixture::head);

        ObjectRow changed = objects(database).update(row, Map.of(), Map.of());

        assertThat(changed.version()).isEqualTo(2);
        assertThat(objects(database).find(row.ref())).contains(changed);
    }

    @OnEachDatabase
    void aStaleChangeIsRefused(Database database) {
        ObjectRow row = database.stores().call(Fixture::head);
        objects(database).update(row, Map.of(), Map.of());

        assertRefused(() -> objects(database).update(row, Map.of(), Map.of()), Reason.STALE);
    }

    @OnEachDatabase
    void aReferenceIsGivenOnce(Database database) {
        ObjectRow row = database.stores().call(Fixture::head);

        assertRefused(
                () -> in(
                        database,
                        objects -> objects.insert(
                                Fixture.object(objects.nextId(), row.ref().key()), Map.of(), Map.of())),
                Reason.DUPLICATE);
    }

    @OnEachDatabase
    void whatRollsBackIsNotThere(Database database) {
        String key = Fixture.unique("E");

        assertThatThrownBy(() -> in(database, objects -> {
                    objects.insert(Fixture.object(objects.nextId(), key), Map.of("a", "1"), Map.of());
                    throw new IllegalStateException("on purpose");
                }))
                .hasMessage("on purpose");

        assertThat(objects(database).find(new ObjectRef("wbs-element", key))).isEmpty();
    }

    @OnEachDatabase
    void listsAreFilteredAndPaged(Database database) {
        ObjectRow head = database.stores().call(Fixture::head);
        String mark = Fixture.unique("mark");
        List<ObjectRow> under = in(database, objects -> {
            List<ObjectRow> rows = new ArrayList<>();
            for (int i = 0; i < 25; i++) {
                rows.add(objects.insert(
                        under(objects, head, Fixture.unique("U")),
                        Map.of("mark", i % 5 == 0 ? mark : "other"),
                        Map.of("head", head.ref())));
            }
            return rows;
        });

        List<String> keys = new ArrayList<>();
        Optional<String> after = Optional.empty();
        do {
            Page.Request request = new Page.Request(after, 10);
            Page<ObjectRow> page = objects(database).list(Query.above(head.ref()), request);
            page.items().forEach(row -> keys.add(row.ref().key()));
            after = page.next();
        } while (after.isPresent());
        assertThat(keys).isSorted().hasSize(25).doesNotHaveDuplicates();

        Query marked = new Query(
                Optional.of("wbs-element"),
                Optional.empty(),
                Optional.of(head.ref()),
                Optional.of("released"),
                Map.of("mark", mark));
        assertThat(objects(database).list(marked, Page.Request.first(10)).items())
                .hasSize(5);
        assertThat(objects(database).namedBy(head.ref())).hasSize(25);
        assertThat(objects(database).children(head.id())).hasSize(25);

        objects(database).update(under.get(0), Map.of(), Map.of());
        assertThat(objects(database).list(marked, Page.Request.first(10)).items())
                .hasSize(4);
        assertThat(objects(database).namedBy(head.ref())).hasSize(24);
    }

    @OnEachDatabase
    void aCursorOfAnotherListIsUnreadable(Database database) {
        Page.Request request = new Page.Request(Optional.of("bm9uc2Vuc2U"), 10);

        assertThatThrownBy(() -> objects(database).list(Query.ofKind("x"), request))
                .asInstanceOf(InstanceOfAssertFactories.type(BillhookException.class))
                .extracting(BillhookException::type)
                .isEqualTo(BillhookException.Type.UNREADABLE);
    }

    @OnEachDatabase
    void whatIsMovedTakesItsSourcesAlong(Database database) {
        ObjectRow from = database.stores().call(Fixture::head);
        ObjectRow to = database.stores().call(Fixture::head);
        ObjectRow child =
                in(database, objects -> objects.insert(under(objects, from, Fixture.unique("C")), Map.of(), Map.of()));
        ObjectRow grandchild =
                in(database, objects -> objects.insert(under(objects, child, Fixture.unique("G")), Map.of(), Map.of()));
        long source = database.stores()
                .call(store -> Fixture.post(store, grandchild, 1).get(0));

        in(database, objects -> {
            objects.move(child.path(), to.path() + child.id() + "/", Optional.of(from.id()), Optional.of(to.id()));
            return null;
        });

        ObjectRow moved = objects(database).byId(List.of(grandchild.id())).get(grandchild.id());
        assertThat(moved.root()).contains(to.id());
        assertThat(moved.path()).isEqualTo("%d/%d/%d/".formatted(to.id(), child.id(), grandchild.id()));
        assertThat(database.stores().<Optional<Long>>call(store -> store.sources()
                        .byId(List.of(source))
                        .get(source)
                        .root()))
                .contains(to.id());
        assertThat(objects(database).hierarchy(to.id(), Page.Request.first(10)).items())
                .extracting(ObjectRow::id)
                .containsExactly(to.id(), child.id(), grandchild.id());
        assertThat(objects(database).under(to.path() + child.id() + "/", 10))
                .containsExactly(child.id(), grandchild.id());
        assertThat(objects(database).under(to.path(), 1)).containsExactly(to.id());
        assertThat(objects(database)
                        .hierarchy(from.id(), Page.Request.first(10))
                        .items())
                .hasSize(1);
    }

    @OnEachDatabase
    void itemsAreFoundByWhatTheyBill(Database database) {
        ObjectRow element = database.stores().call(Fixture::head);
        ObjectRow item = in(database, objects -> {
            ObjectRow plain = Fixture.object(objects.nextId(), Fixture.unique("I"));
            return objects.insert(
                    with(
                            plain,
                            new ObjectRow.Item(
                                    "itemized",
                                    "C",
                                    "EUR",
                                    true,
                                    Optional.of(element.ref()),
                                    Optional.of(element.id()))),
                    Map.of(),
                    Map.of());
        });

        assertThat(objects(database)
                        .hierarchy(item.id(), Page.Request.first(10))
                        .items())
                .as("read by the thousand as one by one")
                .containsExactly(item);
        assertThat(objects(database).itemsBilling(element.ref())).containsExactly(item);
        assertThat(objects(database).itemsByRoot(List.of(element.id(), item.id())))
                .containsOnly(Map.entry(element.id(), List.of(item)));
    }

    @OnEachDatabase
    @Tag("D-74")
    void allItemsOfADocumentAreFoundAndNothingElseThatNamesIt(Database database) {
        ObjectRow document = database.stores().call(Fixture::head);
        Set<Long> roots = in(database, objects -> {
            Set<Long> heads = new TreeSet<>();
            for (int i = 0; i < 1001; i++) {
                heads.add(item(objects, Map.of("order", document.ref())).id());
            }
            item(objects, Map.of("category", document.ref()));
            objects.insert(
                    Fixture.object(objects.nextId(), Fixture.unique("N")), Map.of(), Map.of("order", document.ref()));
            return heads;
        });

        assertThat(objects(database).rootsOfItems(document.ref())).isEqualTo(roots);
    }

    private static ObjectRow item(ObjectStore objects, Map<String, ObjectRef> names) {
        ObjectRow plain = Fixture.object(objects.nextId(), Fixture.unique("I"));
        ObjectRow.Item item =
                new ObjectRow.Item("itemized", "C", "EUR", true, Optional.empty(), Optional.of(plain.id()));
        return objects.insert(with(plain, item), Map.of(), names);
    }

    @OnEachDatabase
    void billedAndFirstPostingAreKnown(Database database) {
        ObjectRow head = database.stores().call(Fixture::head);
        ObjectRow child =
                in(database, objects -> objects.insert(under(objects, head, Fixture.unique("C")), Map.of(), Map.of()));
        database.stores().call(store -> {
            long source = Fixture.post(store, child, 1).get(0);
            store.ledger().apply(Fixture.act(store, "b"), List.of(Fixture.move(ActKind.BILL, source, 1, "1")));
            store.objects().notePosting(Map.of(child.id(), LocalDate.of(2026, 5, 2)));
            store.objects().notePosting(Map.of(child.id(), LocalDate.of(2026, 5, 1)));
            store.objects().notePosting(Map.of(child.id(), LocalDate.of(2026, 5, 3)));
            return null;
        });

        assertThat(objects(database)
                        .hierarchy(head.id(), Page.Request.first(10))
                        .items())
                .containsExactlyElementsOf(
                        objects(database).byId(List.of(head.id(), child.id())).values());
        assertThat(objects(database).billed(Set.of(head.id(), child.id()))).containsExactly(child.id());
        assertThat(objects(database).firstBilled(head.path(), head.root())).contains(child.ref());
        assertThat(objects(database).firstBilled(head.path(), Optional.empty())).isEmpty();
        assertThat(objects(database).firstActualUnder(Set.of(head.id())))
                .isEqualTo(Map.of(head.id(), LocalDate.of(2026, 5, 1)));
        assertThat(objects(database).find(child.ref()).orElseThrow().firstActual())
                .contains(LocalDate.of(2026, 5, 1));
    }

    @OnEachDatabase
    void ordersThatExecuteItemsAreFoundInOneQuestion(Database database) {
        ObjectRow item = database.stores().call(Fixture::head);
        ObjectRow other = database.stores().call(Fixture::head);
        String key = Fixture.unique("ORDER");
        in(database, objects -> {
            objects.insert(under(objects, item, key + "-b", true), Map.of(), Map.of());
            objects.insert(under(objects, item, key + "-a", true), Map.of(), Map.of());
            objects.insert(under(objects, item, key + "-sub", false), Map.of(), Map.of());
            return objects.insert(under(objects, other, key + "-c", true), Map.of(), Map.of());
        });

        Map<Long, List<ObjectRow>> executing = objects(database).executing(List.of(item.id(), other.id(), -5L));

        assertThat(executing).containsOnlyKeys(item.id(), other.id());
        assertThat(executing.get(item.id())).extracting(row -> row.ref().key()).containsExactly(key + "-a", key + "-b");
        assertThat(executing.get(other.id())).allMatch(ObjectRow::executes);
    }

    private static ObjectRow under(ObjectStore objects, ObjectRow above, String key) {
        return under(objects, above, key, false);
    }

    private static ObjectRow under(ObjectStore objects, ObjectRow above, String key, boolean executes) {
        ObjectRow plain = Fixture.object(objects.nextId(), key);
        return new ObjectRow(
                plain.id(),
                plain.ref(),
                plain.name(),
                plain.status(),
                plain.phase(),
                Optional.of(above.id()),
                above.root(),
                above.path() + plain.id() + "/",
                executes,
                plain.attributes(),
                plain.characteristics(),
                plain.item(),
                plain.firstActual(),
                plain.warnings(),
                0,
                Fixture.NOON);
    }

    private static ObjectRow with(ObjectRow plain, ObjectRow.Item item) {
        return new ObjectRow(
                plain.id(),
                plain.ref(),
                plain.name(),
                plain.status(),
                plain.phase(),
                plain.above(),
                plain.root(),
                plain.path(),
                false,
                plain.attributes(),
                plain.characteristics(),
                Optional.of(item),
                plain.firstActual(),
                plain.warnings(),
                0,
                Fixture.NOON);
    }

    private static ObjectStore objects(Database database) {
        return database.each(ObjectStore.class, Store::objects);
    }

    private static <T> T in(Database database, Function<ObjectStore, T> work) {
        return database.stores().call(store -> work.apply(store.objects()));
    }

    private static void assertRefused(org.assertj.core.api.ThrowableAssert.ThrowingCallable call, Reason reason) {
        assertThatThrownBy(call)
                .asInstanceOf(InstanceOfAssertFactories.type(StoreException.class))
                .extracting(StoreException::reason)
                .isEqualTo(reason);
    }
}
