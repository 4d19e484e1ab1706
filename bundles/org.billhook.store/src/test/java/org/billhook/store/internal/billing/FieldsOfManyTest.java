package org.billhook.store.internal.billing;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.annotation.Annotation;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.UnaryOperator;
import javax.sql.DataSource;
import org.billhook.core.api.BillingObjects.Fields;
import org.billhook.core.api.BillingObjects.Query;
import org.billhook.core.api.Page;
import org.billhook.core.model.ObjectRef;
import org.billhook.core.model.Phase;
import org.billhook.core.spi.fieldcheck.FieldCheck;
import org.billhook.core.spi.fieldcheck.Opinion;
import org.billhook.core.spi.fieldcheck.Verdict;
import org.billhook.engine.internal.objects.StoredObjects;
import org.billhook.engine.internal.registry.Spi;
import org.billhook.engine.port.ObjectRow;
import org.billhook.engine.port.Store;
import org.billhook.store.internal.Database;
import org.billhook.store.internal.Fixture;
import org.billhook.store.internal.OnEachDatabase;
import org.billhook.store.internal.Stores;
import org.junit.jupiter.api.Tag;

/** Fields of many items in one call: as many queries for a thousand as for twenty, whatever the checks ask for. */
class FieldsOfManyTest {

    @OnEachDatabase
    @Tag("R-32")
    void aThousandItemsTakeNoMoreQueriesThanTwenty(Database database) throws SQLException {
        AtomicInteger statements = new AtomicInteger();
        Stores stores = Stores.open(counting(database.pool(), statements));
        String status = Fixture.unique("status");
        stores.call(store -> {
            for (int i = 0; i < 1_000; i++) {
                item(store, status);
            }
            return null;
        });
        RulePlugins plugins = new RulePlugins();
        FieldCheck asksForAll = object -> Map.of(
                "name",
                new Opinion(
                        Verdict.DISPLAY_ONLY,
                        "Root %s, first posting %s, billed %s."
                                .formatted(
                                        object.object().root(),
                                        object.object().firstActualPosting(),
                                        object.object().billed())));
        plugins.add(Spi.FIELD_CHECK, "asks-for-all", asksForAll);
        StoredObjects objects = new StoredObjects(stores, plugins, new OpeningAllowed());

        int ofTwenty = statements(objects, status, 20, statements);
        int ofThousand = statements(objects, status, 1_000, statements);

        assertThat(ofThousand).isEqualTo(ofTwenty).isEqualTo(6);
        stores.close();
    }

    @SuppressWarnings("ClassExplicitlyAnnotation")
    private record OpeningAllowed() implements StoredObjects.Config {
        @Override
        public boolean allowOpening() {
            return true;
        }

        @Override
        public Class<? extends Annotation> annotationType() {
            return StoredObjects.Config.class;
        }
    }

    private static int statements(StoredObjects objects, String status, int count, AtomicInteger statements) {
        statements.set(0);
        Query query =
                new Query(Optional.of("order-item"), Optional.empty(), Optional.empty(), Optional.of(status), Map.of());
        Page<Fields> page = objects.fields(query, Page.Request.first(count));
        assertThat(page.items()).hasSize(count).allSatisfy(each -> assertThat(
                        each.fields().get(0).opinion().reason())
                .matches("Root Optional\\[wbs-element/.*], first posting Optional\\[2026-05-01], billed false."));
        return statements.get();
    }

    private static void item(Store store, String status) {
        ObjectRow root = Fixture.head(store);
        store.objects().notePosting(Map.of(root.id(), LocalDate.of(2026, 5, 1)));
        long id = store.objects().nextId();
        ObjectRow.Item side =
                new ObjectRow.Item("itemized", "ACME", "EUR", true, Optional.of(root.ref()), Optional.of(root.id()));
        ObjectRow item = new ObjectRow(
                id,
                new ObjectRef("order-item", Fixture.unique("FM")),
                "Item",
                status,
                Phase.RELEASED,
                Optional.of(root.id()),
                Optional.of(root.id()),
                root.path() + id + "/",
                false,
                Map.of(),
                Map.of(),
                Optional.of(side),
                Optional.empty(),
                List.of(),
                0,
                Fixture.NOON);
        store.objects().insert(item, Map.of(), Map.of());
    }

    private static DataSource counting(DataSource pool, AtomicInteger statements) {
        return proxy(
                DataSource.class,
                pool,
                result -> result instanceof Connection connection
                        ? proxy(Connection.class, connection, prepared -> {
                            if (prepared instanceof PreparedStatement) {
                                statements.incrementAndGet();
                            }
                            return prepared;
                        })
                        : result);
    }

    private static <T> T proxy(Class<T> type, T real, UnaryOperator<Object> seen) {
        return type.cast(
                Proxy.newProxyInstance(type.getClassLoader(), new Class<?>[] {type}, (self, method, arguments) -> {
                    try {
                        return seen.apply(method.invoke(real, arguments));
                    } catch (InvocationTargetException e) {
                        throw e.getCause();
                    }
                }));
    }
}
