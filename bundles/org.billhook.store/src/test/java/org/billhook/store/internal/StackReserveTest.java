package org.billhook.store.internal;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import org.billhook.engine.port.ObjectRow;
import org.billhook.engine.port.Store;

/** A plugin that calls itself without end while it reads ends itself, not the database. */
class StackReserveTest {

    private static final int ENDS = 12;
    private static final int FRAMES_BETWEEN = 16;

    @OnEachDatabase
    void whoReadsWithoutEndLeavesTheDatabaseWhole(Database database) throws Exception {
        long head = database.stores().call(store -> Fixture.head(store).id());
        for (int end = 0; end < ENDS; end++) {
            int frames = end;
            FutureTask<Throwable> reader = new FutureTask<>(() -> thrown(database, frames, head));
            new Thread(null, reader, "reader", 512 * 1024L).start();
            assertThat(reader.get(1, TimeUnit.MINUTES)).isInstanceOf(StackOverflowError.class);
            assertThat(database.stores().<ObjectRow>call(store -> Fixture.head(store)))
                    .isNotNull();
        }
    }

    private static Throwable thrown(Database database, int frames, long head) {
        try {
            return database.stores().call(store -> deeper(store, frames, head));
        } catch (StackOverflowError e) {
            return e;
        }
    }

    private static Throwable deeper(Store store, int frames, long head) {
        if (frames > 0) {
            return deeper(store, frames - 1, head);
        }
        store.sources().byId(List.of(head));
        store.objects().byId(List.of(head));
        return deeper(store, FRAMES_BETWEEN, head);
    }
}
