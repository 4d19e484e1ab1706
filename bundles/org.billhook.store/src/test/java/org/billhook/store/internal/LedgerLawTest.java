package org.billhook.store.internal;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicLong;
import org.billhook.core.ledger.ActKind;
import org.billhook.core.ledger.Balance;
import org.billhook.core.ledger.Parts;
import org.billhook.core.ledger.Term;
import org.billhook.core.model.Share;
import org.billhook.engine.port.BalanceRow;
import org.billhook.engine.port.LedgerStore.EntryRow;
import org.billhook.engine.port.LedgerStore.Move;
import org.billhook.engine.port.ObjectRow;
import org.billhook.engine.port.Store;
import org.billhook.engine.port.StoreException;
import org.billhook.engine.port.StoreException.Reason;
import org.billhook.store.internal.RandomActs.Planned;
import org.joda.money.Money;
import org.junit.jupiter.api.Tag;

/**
 * The property: whatever many threads do to the same sources, law 1 holds after each act, every entry is one that core
 * allows, and what was billed adds up to the cent. No root is locked here: only the database stands between the threads.
 */
@Tag("I-1")
@Tag("I-2")
class LedgerLawTest {

    private static final int THREADS = 6;
    private static final int ACTS = 300;
    private static final AtomicLong DOCUMENTS = new AtomicLong(1_000_000);

    private final List<Long> sources = new CopyOnWriteArrayList<>();
    private final Map<Reason, AtomicLong> refused = new EnumMap<>(Reason.class);
    private Stores stores;
    private ObjectRow object;

    @OnEachDatabase
    void theLawHoldsAfterEveryActOfManyThreads(Database database) throws Exception {
        stores = database.stores();
        object = stores.call(Fixture::head);
        sources.addAll(stores.<List<Long>>call(store -> Fixture.post(store, object, 8)));
        for (Reason reason : Reason.values()) {
            refused.put(reason, new AtomicLong());
        }

        run();
        // the threads did get in each other's way
        assertThat(refused.get(Reason.STALE)).hasPositiveValue();
        assertThat(refused.get(Reason.LAW)).hasPositiveValue();
        assertThat(refused.get(Reason.BROKEN)).hasValue(0);
        assertThat(refused.get(Reason.DUPLICATE)).hasValue(0);
        assertThat(stores.<List<Long>>call(store -> store.ledger().disagreements()))
                .isEmpty();
        for (long source : sources) {
            everyEntryIsAllowed(source);
            whatIsBilledAddsUp(source);
        }
        assertThat(stores.<List<Long>>call(store -> store.ledger().disagreements()))
                .isEmpty();
    }

    private void run() throws Exception {
        ExecutorService threads = Executors.newFixedThreadPool(THREADS);
        try {
            List<Callable<Void>> work = new ArrayList<>();
            for (int i = 0; i < THREADS; i++) {
                Random random = new Random(20260302L + i);
                work.add(() -> {
                    for (int act = 0; act < ACTS; act++) {
                        act(random);
                    }
                    return null;
                });
            }
            for (Future<Void> done : threads.invokeAll(work)) {
                done.get();
            }
        } finally {
            threads.shutdownNow();
        }
    }

    /** One act, in one transaction; its balances are read back within, where no other thread can have changed them. */
    private void act(Random random) {
        int trick = random.nextInt(20);
        try {
            Planned done = stores.call(store -> {
                Planned planned = acts(random, store).plan(sources);
                List<Move> moves = trick == 0 ? tooMuch(planned.moves()) : planned.moves();
                apply(store, trick == 1 ? outdated(moves) : moves);
                assertThat(trick < 2 && !moves.isEmpty())
                        .as("taken though it was wrong")
                        .isFalse();
                readBack(store, planned);
                return planned;
            });
            sources.addAll(done.posted());
        } catch (StoreException e) {
            refused.get(e.reason()).incrementAndGet();
        }
    }

    private RandomActs acts(Random random, Store store) {
        return new RandomActs(random, store, DOCUMENTS.incrementAndGet(), Optional.of(object));
    }

    private static void apply(Store store, List<Move> moves) {
        store.ledger().apply(Fixture.act(store, "random"), moves);
    }

    private static void readBack(Store store, Planned planned) {
        Map<Long, BalanceRow> stored =
                store.ledger().balances(planned.expected().keySet());
        planned.expected()
                .forEach((source, expected) -> assertThat(stored.get(source).balance())
                        .as("balance of source %d", source)
                        .isEqualTo(expected));
    }

    /** The first move takes the smallest share more than there is of its term. */
    private static List<Move> tooMuch(List<Move> moves) {
        return moves.stream()
                .map(move -> new Move(
                        move.source(),
                        move.seq(),
                        move.kind() == ActKind.REVALUE ? ActKind.BILL : move.kind(),
                        move.share().multiply(new BigDecimal("1000000")).setScale(Share.SCALE),
                        false,
                        move.value(),
                        move.document(),
                        move.position(),
                        Optional.empty()))
                .toList();
    }

    private static List<Move> outdated(List<Move> moves) {
        return moves.stream()
                .map(move -> new Move(
                        move.source(),
                        move.seq() - 1,
                        move.kind(),
                        move.share(),
                        move.whole(),
                        move.value(),
                        move.document(),
                        move.position(),
                        Optional.empty()))
                .toList();
    }

    /** Replays the entries with core's arithmetic, which refuses what the law forbids. */
    private void everyEntryIsAllowed(long source) {
        stores.call(store -> {
            List<EntryRow> entries = store.ledger().entries(source);
            Balance replayed = Balance.posted(entries.get(0).share());
            for (EntryRow entry : entries.subList(1, entries.size())) {
                assertThat(entry.seq()).isEqualTo(replayed.seq() + 1);
                replayed = replayed.after(entry.kind(), entry.share());
            }
            assertThat(store.ledger().balances(List.of(source)).get(source).balance())
                    .isEqualTo(replayed);
            return null;
        });
    }

    /** Bills the rest of a source, and all that it became is what its price says for all of it. */
    private void whatIsBilledAddsUp(long source) {
        stores.call(store -> {
            RandomActs acts = acts(new Random(source), store);
            BalanceRow row = store.ledger().balances(List.of(source)).get(source);
            if (row.balance().open().isZero()) {
                acts.giveBack(ActKind.REOPEN, row).ifPresent(planned -> apply(store, planned.moves()));
            }
            row = store.ledger().balances(List.of(source)).get(source);
            if (!row.balance().open().isZero()) {
                Planned planned = acts.finish(source);
                apply(store, planned.moves());
                readBack(store, planned);
                Balance after =
                        store.ledger().balances(List.of(source)).get(source).balance();
                assertThat(after.get(Term.OPEN).isZero()).isTrue();
                assertThat(total(acts.settled(source)))
                        .as("what source %d became", source)
                        .isEqualTo(RandomActs.PRICE.at(RandomActs.settledShare(after)));
            }
            return null;
        });
    }

    private static Money total(List<Parts.Settled> parts) {
        return parts.stream().map(Parts.Settled::value).reduce(Fixture.euros("0.00"), Money::plus);
    }
}
