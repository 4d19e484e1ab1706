package org.billhook.rest.whiteboard.internal;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class TurnsTest {

    private static CompletableFuture<Void> caller(Turns turns) {
        CompletableFuture<Void> through = new CompletableFuture<>();
        Thread thread = new Thread(() -> {
            turns.await();
            through.complete(null);
        });
        thread.setDaemon(true);
        thread.start();
        while (!through.isDone() && thread.getState() != Thread.State.TIMED_WAITING) {
            Thread.onSpinWait();
        }
        return through;
    }

    @Test
    void callerWaitsForTheChangesThatWereThereBeforeIt() throws Exception {
        Turns turns = new Turns(Duration.ofDays(1));
        assertThat(caller(turns)).isCompleted();
        turns.changed();
        CompletableFuture<Void> first = caller(turns);
        long seen = turns.changes();
        turns.changed();
        CompletableFuture<Void> second = caller(turns);
        assertThat(first).isNotDone();

        turns.served(seen);

        first.get(1, TimeUnit.MINUTES);
        assertThat(second).isNotDone();
        turns.served(turns.changes());
        second.get(1, TimeUnit.MINUTES);
        assertThat(caller(turns)).isCompleted();
    }

    @Test
    void nobodyWaitsLongAfterTheLastChange() throws Exception {
        Turns turns = new Turns(Duration.ofMillis(50));
        turns.changed();
        caller(turns).get(1, TimeUnit.MINUTES);
        Thread.sleep(60);

        assertThat(caller(turns)).as("what is never served holds up nobody").isCompleted();
    }

    @Test
    void interruptedCallerGoesOn() throws Exception {
        Turns turns = new Turns(Duration.ofDays(1));
        turns.changed();
        CompletableFuture<Boolean> interrupted = new CompletableFuture<>();
        Thread thread = new Thread(() -> {
            turns.await();
            interrupted.complete(Thread.interrupted());
        });
        thread.start();
        thread.interrupt();

        assertThat(interrupted.get(1, TimeUnit.MINUTES)).isTrue();
    }
}
