package org.billhook.store.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.zaxxer.hikari.HikariDataSource;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import org.billhook.core.api.Page;
import org.billhook.core.api.Sources;
import org.billhook.engine.port.ObjectRow;
import org.billhook.engine.port.SourceRow;
import org.junit.jupiter.api.AfterEach;

/** The thread of a transaction hangs, and others go on without it. */
class AbandonedTransactionTest {

    private final ExecutorService thread = Executors.newSingleThreadExecutor();

    @AfterEach
    void stop() {
        thread.shutdownNow();
    }

    @OnEachDatabase
    void itsLocksAreFreeAndWhatItStillDoesIsNotStored(Database database) throws Exception {
        ObjectRow root = database.stores().call(Fixture::head);
        AtomicReference<Thread> hanging = new AtomicReference<>();
        CountDownLatch hangs = new CountDownLatch(1);
        CountDownLatch comesBack = new CountDownLatch(1);
        Future<?> work = thread.submit(() -> database.stores().call(store -> {
            store.objects().lock(List.of(root.id()));
            Fixture.post(store, root, 1);
            hanging.set(Thread.currentThread());
            hangs.countDown();
            await(comesBack);
            return Fixture.post(store, root, 1);
        }));
        await(hangs);
        HikariDataSource pool = (HikariDataSource) database.pool();
        int active = pool.getHikariPoolMXBean().getActiveConnections();

        database.stores().abandon(hanging.get());

        assertThat(pool.getHikariPoolMXBean().getActiveConnections()).isLessThan(active);
        long posted = database.stores().call(store -> {
            store.objects().lock(List.of(root.id()));
            return Fixture.post(store, root, 1).get(0);
        });
        comesBack.countDown();
        assertThatThrownBy(() -> work.get(30, TimeUnit.SECONDS)).isInstanceOf(ExecutionException.class);
        assertThat(sources(database, root)).containsExactly(posted);
        assertThat(thread.submit(() -> database.stores().call(store -> Fixture.post(store, root, 1)))
                        .get(30, TimeUnit.SECONDS))
                .as("the thread can be used again")
                .hasSize(1);
    }

    private static List<Long> sources(Database database, ObjectRow root) {
        Sources.Query ofRoot = new Sources.Query(
                Optional.empty(), Optional.of(root.ref()), Optional.empty(), Optional.empty(), Optional.empty(), false);
        return database.stores().call(store -> store.sources().list(ofRoot, Page.Request.first(10)).items().stream()
                .map(SourceRow::id)
                .toList());
    }

    private static void await(CountDownLatch latch) {
        try {
            assertThat(latch.await(30, TimeUnit.SECONDS)).isTrue();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }
}
