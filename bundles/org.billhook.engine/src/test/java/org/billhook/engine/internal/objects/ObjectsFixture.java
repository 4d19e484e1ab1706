package org.billhook.engine.internal.objects;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.math.BigDecimal;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import org.billhook.core.api.Actor;
import org.billhook.core.api.BillhookException;
import org.billhook.core.api.BillhookException.Type;
import org.billhook.core.api.BillingObjects.Change;
import org.billhook.core.api.BillingObjects.Draft;
import org.billhook.core.api.BillingObjects.Field;
import org.billhook.core.api.Events;
import org.billhook.core.api.StoredObject;
import org.billhook.core.ledger.ActKind;
import org.billhook.core.ledger.Balance;
import org.billhook.core.model.Finding;
import org.billhook.core.model.ObjectRef;
import org.billhook.core.model.Quantity;
import org.billhook.core.model.Share;
import org.billhook.core.model.Unit;
import org.billhook.core.spi.fieldcheck.FieldCheck;
import org.billhook.core.spi.fieldcheck.Opinion;
import org.billhook.core.spi.fieldcheck.Verdict;
import org.billhook.core.spi.relevance.BillingTerms.RequestKind;
import org.billhook.engine.inmemory.MemoryStore;
import org.billhook.engine.inmemory.Relevances;
import org.billhook.engine.internal.registry.FixedPlugins;
import org.billhook.engine.internal.registry.Spi;
import org.billhook.engine.port.LedgerStore.Act;
import org.billhook.engine.port.LedgerStore.Move;
import org.billhook.engine.port.ObjectRow;
import org.billhook.engine.port.RequestItem;
import org.billhook.engine.port.RequestRow;
import org.billhook.engine.port.SourceRow;
import org.joda.money.Money;

/** Objects over a store in memory, with the kinds of {@link TestKinds}. */
abstract class ObjectsFixture {

    static final Instant NOW = Instant.parse("2026-03-01T10:00:00Z");
    static final Actor ANNA = new Actor("anna");

    final MemoryStore transactions = new MemoryStore();
    final FixedPlugins plugins = new FixedPlugins()
            .with(Spi.OBJECT, "node", new TestKinds.Node())
            .with(Spi.OBJECT, "item", new TestKinds.Item())
            .with(Spi.SOURCE, "item-quantity", new TestKinds.ItemQuantity())
            .with(Spi.RELEVANCE, "itemized", Relevances.itemized());
    StoredObjects objects = objects(true);

    StoredObjects objects(boolean allowOpening) {
        return new StoredObjects(transactions, plugins, allowOpening, Clock.fixed(NOW, ZoneOffset.UTC));
    }

    StoredObject create(String ref, Map<String, String> attributes) {
        return objects.create(new Draft(ref(ref), ref(ref).key(), attributes), ANNA);
    }

    StoredObject status(String ref, long version, String status) {
        return objects.change(ref(ref), version, Change.ofStatus(status), ANNA);
    }

    StoredObject attribute(String ref, long version, String name, String value) {
        Map<String, Optional<String>> attributes = Map.of(name, Optional.of(value));
        return objects.change(ref(ref), version, new Change(Optional.empty(), Optional.empty(), attributes), ANNA);
    }

    /** A check with one opinion on one field. */
    void check(String id, int ranking, String field, Verdict verdict) {
        FieldCheck check = object -> Map.of(field, new Opinion(verdict, id + " says " + verdict));
        plugins.with(Spi.FIELD_CHECK, id, check, "1.0.0", ranking);
    }

    Field field(String ref, String name) {
        return objects.fields(ref(ref)).stream()
                .filter(field -> field.name().equals(name))
                .findFirst()
                .orElseThrow();
    }

    List<String> roots(String... refs) {
        return Arrays.stream(refs)
                .map(ref ->
                        objects.get(ref(ref)).root().map(ObjectRef::toString).orElse("none"))
                .toList();
    }

    ObjectRow row(String ref) {
        return transactions.objects().find(ref(ref)).orElseThrow();
    }

    SourceRow source(String externalId) {
        return transactions
                .sources()
                .byExternalId("object", List.of(externalId))
                .get(externalId);
    }

    Balance balance(String externalId) {
        long id = source(externalId).id();
        return transactions.ledger().balances(List.of(id)).get(id).balance();
    }

    void bill(String externalId, String share) {
        long id = source(externalId).id();
        int seq = balance(externalId).seq();
        transactions.call(store -> {
            long act = store.ledger().act(new Act(Optional.empty(), "run", "Run", NOW));
            Move move = new Move(
                    id, seq, ActKind.BILL, new BigDecimal(share), false, Optional.empty(), 1, 1, Optional.empty());
            store.ledger().apply(act, List.of(move));
            return true;
        });
    }

    /** Posts an hour on an object and bills it. */
    void billSomethingOn(String ref) {
        ObjectRow row = row(ref);
        String externalId = "posted on " + ref;
        transactions.call(store -> {
            long act = store.ledger().act(new Act(Optional.empty(), "test", "Test", NOW));
            SourceRow hour = new SourceRow(
                    store.sources().nextIds(1),
                    "time",
                    "object",
                    externalId,
                    row.id(),
                    row.root(),
                    LocalDate.of(2026, 1, 5),
                    LocalDate.of(2026, 1, 5),
                    NOW,
                    Share.of(Quantity.of("1", Unit.HOUR)),
                    "An hour",
                    true,
                    true,
                    Map.of(),
                    Optional.empty(),
                    Optional.empty(),
                    new byte[32]);
            store.sources().insert(List.of(hour), act);
            return true;
        });
        bill(externalId, "1");
    }

    /** A request of the item that stands. */
    void request(ObjectRow item) {
        transactions.call(store -> {
            store.requests()
                    .insert(RequestRow.open(
                            store.requests().nextId(),
                            "BDR-1",
                            RequestKind.BILLING_DOCUMENT_REQUEST,
                            Optional.empty(),
                            false,
                            List.of(new RequestItem(
                                    item.id(),
                                    item.id(),
                                    item.id(),
                                    1,
                                    1,
                                    Money.parse("EUR 1.00"),
                                    Money.parse("EUR 0.00"))),
                            "C1",
                            LocalDate.of(2026, 1, 31),
                            1,
                            NOW,
                            "run"));
            return true;
        });
    }

    Events.Change lastChange() {
        List<Events.Change> changes = transactions.changes();
        return changes.get(changes.size() - 1);
    }

    static List<Finding> refusal(Type type, Supplier<?> work) {
        BillhookException refusal = catchThrowableOfType(BillhookException.class, work::get);
        assertThat(refusal).as("a refusal").isNotNull();
        assertThat(refusal.type()).isEqualTo(type);
        return refusal.findings();
    }

    static Map<String, String> item() {
        return Map.of("customer", "C1", "relevance", "itemized");
    }

    static Map<String, String> itemWith(String name, String value) {
        Map<String, String> more = new HashMap<>(item());
        more.put(name, value);
        return more;
    }

    static ObjectRef ref(String text) {
        return ObjectRef.parse(text);
    }
}
