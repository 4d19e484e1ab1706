package org.billhook.store.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.billhook.engine.port.SecondFactorStore;
import org.billhook.engine.port.SecondFactorStore.SecondFactorRow;
import org.billhook.engine.port.Store;
import org.billhook.engine.port.StoreException;
import org.billhook.engine.port.StoreException.Reason;

class SecondFactorsTest {

    private static final int THREADS = 8;

    @OnEachDatabase
    void rowComesBackAndIsChangedByWhoSawItAlone(Database database) {
        SecondFactorStore factors = database.each(SecondFactorStore.class, Store::secondFactors);
        SecondFactorRow pending = new SecondFactorRow("ada", false, "1a:" + "x".repeat(150), -1, "");
        SecondFactorRow active = new SecondFactorRow("ada", true, pending.secret(), 58_000_000L, "y".repeat(649));
        factors.remove("ada");
        factors.insert(pending);

        assertThat(factors.isEmpty()).isFalse();
        assertThat(factors.find("ada")).contains(pending);
        factors.replace(pending, active);
        assertThat(factors.find("ada")).contains(active);
        assertThatThrownBy(() -> factors.replace(pending, active))
                .isInstanceOfSatisfying(
                        StoreException.class, e -> assertThat(e.reason()).isEqualTo(Reason.STALE));
        assertThatThrownBy(() -> factors.insert(active))
                .isInstanceOfSatisfying(
                        StoreException.class, e -> assertThat(e.reason()).isEqualTo(Reason.DUPLICATE));
        factors.remove("ada");
        assertThat(factors.find("ada")).isEmpty();
    }

    /** As two nodes with the same code in the same moment. */
    @OnEachDatabase
    void ofManyWhoSawTheSameOneChangesIt(Database database) throws Exception {
        SecondFactorStore factors = database.each(SecondFactorStore.class, Store::secondFactors);
        SecondFactorRow before = new SecondFactorRow("bea", true, "1a:secret", 10, "");
        factors.remove("bea");
        factors.insert(before);
        ExecutorService threads = Executors.newFixedThreadPool(THREADS);
        try {
            List<Callable<Boolean>> calls = IntStream.range(0, THREADS)
                    .<Callable<Boolean>>mapToObj(i -> () -> isReplaced(database, before))
                    .toList();
            List<Boolean> won = new ArrayList<>();
            for (Future<Boolean> one : threads.invokeAll(calls)) {
                won.add(one.get());
            }
            assertThat(won).containsOnlyOnce(true);
        } finally {
            threads.shutdownNow();
        }
    }

    private static boolean isReplaced(Database database, SecondFactorRow before) {
        try {
            database.stores().call(store -> {
                store.secondFactors().replace(before, new SecondFactorRow("bea", true, "1a:secret", 11, ""));
                return true;
            });
            return true;
        } catch (StoreException e) {
            assertThat(e.reason()).isIn(Reason.STALE, Reason.RETRY);
            return false;
        }
    }
}
