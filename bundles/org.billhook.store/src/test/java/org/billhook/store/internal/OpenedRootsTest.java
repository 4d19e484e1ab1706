package org.billhook.store.internal;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Stream;
import org.billhook.core.ledger.ActKind;
import org.billhook.engine.internal.retry.Retry;
import org.billhook.engine.port.ObjectRow;
import org.billhook.engine.port.SourceStore;
import org.billhook.engine.port.SourceStore.Due;
import org.billhook.engine.port.SourceStore.OpenSum;
import org.billhook.engine.port.Store;

/** A look for what is due reads the sources of those roots only of which something may be open, and misses none of them. */
class OpenedRootsTest {

    @OnEachDatabase
    void aRootThatIsSettledIsNotLookedAtUntilSomethingIsOpenedAgain(Database database) throws SQLException {
        ObjectRow head = database.stores().call(Fixture::head);
        long source =
                database.stores().call(store -> Fixture.post(store, head, 1).get(0));
        settle(database, source, 1, ActKind.BILL);

        // settled: told by nobody; and after somebody tidied, not even read
        assertThat(dueOf(database, head)).isEmpty();
        assertThat(notes(database, head)).isEqualTo(1);
        tidy(database, head);
        assertThat(notes(database, head)).isZero();

        settle(database, source, 2, ActKind.REOPEN);
        assertThat(dueOf(database, head)).containsExactly(new Due(head.id(), 1, Fixture.DAY));
        tidy(database, head);
        assertThat(dueOf(database, head)).hasSize(1);

        database.stores().call(store -> Fixture.post(store, head, 1).get(0));
        tidy(database, head);
        assertThat(notes(database, head)).as("one says it as well as many").isEqualTo(1);

        settle(database, source, 3, ActKind.BILL);
        tidy(database, head);
        long later =
                database.stores().call(store -> Fixture.post(store, head, 1).get(0));
        assertThat(dueOf(database, head)).containsExactly(new Due(head.id(), 2, Fixture.DAY));
        assertThat(sources(database).overlooked(source - 1, later, 10)).isEmpty();
    }

    @OnEachDatabase
    void whatIsOpenIsSummedByObjectAndKind(Database database) {
        ObjectRow head = database.stores().call(Fixture::head);
        List<Long> sources = database.stores().call(store -> Fixture.post(store, head, 3));
        settle(database, sources.get(0), 1, ActKind.BILL);

        List<OpenSum> sums = sources(database).openSums(List.of(head.id()), Fixture.DAY.plusYears(1), Set.of());

        assertThat(sums).singleElement().satisfies(sum -> {
            assertThat(sum.root()).isEqualTo(head.id());
            assertThat(sum.object()).isEqualTo(head.id());
            assertThat(sum.count()).isEqualTo(2);
            assertThat(sum.first()).isEqualTo(Fixture.DAY);
            assertThat(sum.open().value()).isEqualByComparingTo("16");
        });
        String kind = sums.get(0).kind();
        assertThat(sources(database).openSums(List.of(head.id()), Fixture.DAY.plusYears(1), Set.of(kind)))
                .isEmpty();
        assertThat(sources(database).openSums(List.of(head.id()), Fixture.DAY.minusDays(1), Set.of()))
                .isEmpty();
    }

    @OnEachDatabase
    void whatIsDueOnAnotherDayIsKeptInMind(Database database) {
        ObjectRow head = database.stores().call(Fixture::head);
        database.stores().call(store -> Fixture.post(store, head, 1));

        List<Due> before = database.stores()
                .call(store -> store.sources().dueAndTidy(Fixture.DAY.minusDays(1), Set.of(), head.id() - 1, 1));

        assertThat(before).extracting(Due::root).doesNotContain(head.id());
        assertThat(dueOf(database, head)).hasSize(1);
    }

    @OnEachDatabase
    void whatIsPostedWhileSomebodyTidiesIsKeptInMind(Database database) throws Exception {
        ObjectRow head = database.stores().call(Fixture::head);
        long source =
                database.stores().call(store -> Fixture.post(store, head, 1).get(0));
        settle(database, source, 1, ActKind.BILL);
        CountDownLatch posted = new CountDownLatch(1);
        CountDownLatch commit = new CountDownLatch(1);
        ExecutorService thread = Executors.newSingleThreadExecutor();
        try {
            Future<?> poster = thread.submit(() -> database.stores().call(store -> {
                List<Long> ids = Fixture.post(store, head, 1);
                posted.countDown();
                await(commit);
                return ids;
            }));
            await(posted);
            tidy(database, head);
            commit.countDown();
            poster.get();
        } finally {
            thread.shutdownNow();
        }

        assertThat(dueOf(database, head)).hasSize(1);
    }

    @OnEachDatabase
    void aRootThatWorkIsMovedToIsLookedAt(Database database) {
        ObjectRow head = database.stores().call(Fixture::head);
        ObjectRow other = database.stores().call(Fixture::head);
        long source =
                database.stores().call(store -> Fixture.post(store, head, 1).get(0));

        database.stores().call(store -> {
            store.objects().move(head.path(), head.path(), Optional.of(head.id()), Optional.of(other.id()));
            return null;
        });

        assertThat(dueOf(database, other)).hasSize(1);
        assertThat(sources(database).overlooked(source - 1, source, 10)).isEmpty();
    }

    @OnEachDatabase
    void nothingIsOverlookedWhateverManyDoAtOnce(Database database) throws Exception {
        AtomicBoolean over = new AtomicBoolean();
        ExecutorService threads = Executors.newFixedThreadPool(4);
        try {
            ObjectRow first = database.stores().call(Fixture::head);
            Future<?> tidier = threads.submit(() -> {
                while (!over.get()) {
                    Retry.call(database.stores(), store -> store.sources()
                            .dueAndTidy(Fixture.DAY, Set.of(), first.id() - 1, 1000));
                }
            });
            Callable<Long> ends = () -> backAndForth(database, ActKind.REOPEN);
            Callable<Long> settles = () -> backAndForth(database, ActKind.BILL);
            Future<Long> open = threads.submit(ends);
            Future<Long> settled = threads.submit(settles);
            Future<Long> alsoOpen = threads.submit(ends);
            List<Long> expected = Stream.of(open.get(), alsoOpen.get()).sorted().toList();
            settled.get();
            over.set(true);
            tidier.get();

            assertThat(sources(database).due(Fixture.DAY, Set.of(), first.id(), 10))
                    .extracting(Due::root)
                    .isEqualTo(expected);
            assertThat(sources(database).overlooked(0, Long.MAX_VALUE, 10)).isEmpty();
        } finally {
            over.set(true);
            threads.shutdownNow();
        }
    }

    /** Bills and opens the one source of a root many times; it must be found each time it is open. Ends with the act. */
    private static long backAndForth(Database database, ActKind last) {
        ObjectRow head = database.stores().call(Fixture::head);
        long source = Retry.<List<Long>>call(database.stores(), store -> Fixture.post(store, head, 1))
                .get(0);
        int acts = last == ActKind.BILL ? 101 : 100;
        for (int seq = 1; seq <= acts; seq++) {
            ActKind act = seq % 2 == 1 ? ActKind.BILL : ActKind.REOPEN;
            settle(database, source, seq, act);
            if (act == ActKind.REOPEN) {
                assertThat(dueOf(database, head)).as("open after act %d", seq).hasSize(1);
            }
        }
        return head.id();
    }

    private static void settle(Database database, long source, int seq, ActKind kind) {
        Retry.call(database.stores(), store -> {
            store.ledger().apply(Fixture.act(store, "moved"), List.of(Fixture.move(kind, source, seq, "8")));
            return true;
        });
    }

    private static List<Due> dueOf(Database database, ObjectRow head) {
        return Retry.<List<Due>>call(
                        database.stores(), store -> store.sources().due(Fixture.DAY, Set.of(), head.id() - 1, 1))
                .stream()
                .filter(due -> due.root() == head.id())
                .toList();
    }

    private static void tidy(Database database, ObjectRow head) {
        database.stores().call(store -> store.sources().dueAndTidy(Fixture.DAY, Set.of(), head.id() - 1, 1));
    }

    private static SourceStore sources(Database database) {
        return database.each(SourceStore.class, Store::sources);
    }

    private static long notes(Database database, ObjectRow head) throws SQLException {
        try (Connection connection = database.pool().getConnection();
                Statement statement = connection.createStatement();
                ResultSet notes = statement.executeQuery("SELECT COUNT(*) FROM opened WHERE root_id = " + head.id())) {
            notes.next();
            long count = notes.getLong(1);
            connection.commit();
            return count;
        }
    }

    /** Not for ever: on Derby the other waits for the locks of this one. */
    private static void await(CountDownLatch latch) {
        try {
            latch.await(2, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }
}
