package org.billhook.store.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.billhook.engine.port.ObjectRow;
import org.junit.jupiter.api.AfterEach;

/** An object gets another root while someone posts on what stands beneath it. */
class MovedRootTest {

    private final ExecutorService threads = Executors.newFixedThreadPool(2);

    @AfterEach
    void stop() {
        threads.shutdownNow();
    }

    @OnEachDatabase
    void whatIsPostedMeanwhileFollowsItsObject(Database database) throws Exception {
        ObjectRow above =
                database.stores().call(store -> withoutRoot(store.objects().nextId(), ""));
        ObjectRow top = database.stores().call(store -> store.objects().insert(above, Map.of(), Map.of()));
        ObjectRow child = database.stores().call(store -> store.objects()
                .insert(withoutRoot(store.objects().nextId(), top.path()), Map.of(), Map.of()));
        CountDownLatch isPosted = new CountDownLatch(1);
        CountDownLatch mayEnd = new CountDownLatch(1);
        Future<Long> posting = threads.submit(() -> database.stores().call(store -> {
            store.objects().lock(List.of(child.id()));
            long source = Fixture.post(store, child, 1).get(0);
            isPosted.countDown();
            await(mayEnd);
            return source;
        }));
        await(isPosted);
        Future<?> moving = threads.submit(() -> database.stores().call(store -> {
            store.objects().move(top.path(), top.path(), Optional.empty(), Optional.of(top.id()));
            return null;
        }));
        assertThatThrownBy(() -> moving.get(300, TimeUnit.MILLISECONDS)).isInstanceOf(TimeoutException.class);
        mayEnd.countDown();

        long source = posting.get();
        moving.get();
        assertThat(database.stores().<Optional<Long>>call(store -> store.sources()
                        .byId(List.of(source))
                        .get(source)
                        .root()))
                .contains(top.id());
    }

    private static ObjectRow withoutRoot(long id, String pathAbove) {
        ObjectRow plain = Fixture.object(id, Fixture.unique("N"));
        return new ObjectRow(
                id,
                plain.ref(),
                plain.name(),
                plain.status(),
                plain.phase(),
                Optional.empty(),
                Optional.empty(),
                pathAbove + id + "/",
                false,
                plain.attributes(),
                plain.characteristics(),
                plain.item(),
                plain.firstActual(),
                plain.warnings(),
                0,
                Fixture.NOON);
    }

    private static void await(CountDownLatch latch) {
        try {
            assertThat(latch.await(30, TimeUnit.SECONDS)).isTrue();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }
}
