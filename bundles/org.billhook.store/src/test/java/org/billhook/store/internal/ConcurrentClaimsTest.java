package org.billhook.store.internal;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import org.billhook.core.ledger.ActKind;
import org.billhook.core.ledger.Term;
import org.billhook.engine.port.LedgerStore.EntryRow;
import org.billhook.engine.port.LedgerStore.Move;
import org.billhook.engine.port.ObjectRow;
import org.billhook.engine.port.StoreException;
import org.billhook.engine.port.StoreException.Reason;
import org.junit.jupiter.api.Tag;

@Tag("I-2")
class ConcurrentClaimsTest {

    private static final int ROOTS = 12;
    private static final int SOURCES = 150;
    private static final int THREADS = 4;

    /** All threads want all roots, without any lock; the database lets one through and refuses the rest. */
    @OnEachDatabase
    void eachSourceIsBilledOnceAndTheOthersAreRefused(Database database) throws Exception {
        List<List<Long>> roots = new ArrayList<>();
        for (int i = 0; i < ROOTS; i++) {
            roots.add(database.stores().call(store -> Fixture.post(store, Fixture.head(store), SOURCES)));
        }
        AtomicInteger won = new AtomicInteger();
        AtomicInteger stale = new AtomicInteger();
        inThreads(() -> {
            for (int i = 0; i < ROOTS; i++) {
                List<Long> sources = roots.get(i);
                int document = 5_000_000 + i;
                try {
                    database.stores().call(store -> {
                        List<Move> moves = new ArrayList<>();
                        for (int j = 0; j < SOURCES; j++) {
                            moves.add(Fixture.billWhole(sources.get(j), 1, document, j + 1));
                        }
                        store.ledger().apply(Fixture.act(store, "run"), moves);
                        return null;
                    });
                    won.incrementAndGet();
                } catch (StoreException e) {
                    assertThat(e.reason()).isEqualTo(Reason.STALE);
                    stale.incrementAndGet();
                }
            }
        });

        assertThat(won).hasValue(ROOTS);
        assertThat(stale).hasValue((THREADS - 1) * ROOTS);
        for (List<Long> sources : roots) {
            List<EntryRow> entries =
                    database.stores().call(store -> store.ledger().entries(sources.get(7)));
            assertThat(entries).extracting(EntryRow::kind).containsExactly(ActKind.POST, ActKind.BILL);
            assertThat(database.stores().<Boolean>call(store -> store.ledger().balances(sources).values().stream()
                            .allMatch(row -> row.balance().get(Term.BILLED).equals(Fixture.hours("8")))))
                    .isTrue();
        }
    }

    /** Whoever holds the root makes the others wait until the end of the transaction. */
    @OnEachDatabase
    void aLockedRootMakesOthersWait(Database database) throws Exception {
        ObjectRow root = database.stores().call(Fixture::head);
        long source =
                database.stores().call(store -> Fixture.post(store, root, 1).get(0));
        inThreads(() -> database.stores().call(store -> {
            store.objects().lock(List.of(root.id()));
            int seq = store.ledger()
                    .balances(List.of(source))
                    .get(source)
                    .balance()
                    .seq();
            store.ledger().apply(Fixture.act(store, "part"), List.of(Fixture.move(ActKind.BILL, source, seq, "2")));
            return null;
        }));

        assertThat(database.stores().<Integer>call(store -> store.ledger()
                        .balances(List.of(source))
                        .get(source)
                        .balance()
                        .seq()))
                .isEqualTo(1 + THREADS);
    }

    private interface Work {
        void run() throws Exception;
    }

    private static void inThreads(Work work) throws Exception {
        ExecutorService threads = Executors.newFixedThreadPool(THREADS);
        try {
            List<Callable<Void>> all = new ArrayList<>();
            for (int i = 0; i < THREADS; i++) {
                all.add(() -> {
                    work.run();
                    return null;
                });
            }
            for (Future<Void> done : threads.invokeAll(all)) {
                done.get();
            }
        } finally {
            threads.shutdownNow();
        }
    }
}
