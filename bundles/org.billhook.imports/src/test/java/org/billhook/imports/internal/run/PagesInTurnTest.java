package org.billhook.imports.internal.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BiConsumer;
import org.billhook.core.api.BillhookException;
import org.billhook.core.api.ImportJournal.Turn;
import org.junit.jupiter.api.Test;

class PagesInTurnTest {

    private static final Duration FOREVER = ChronoUnit.FOREVER.getDuration();

    private final List<Long> progress = new ArrayList<>();

    /** Works on pages by the numbers of their last rows, two at once. */
    private void all(BiConsumer<Long, Turn> work, long... lastRows) throws IOException {
        try (PagesInTurn pages = new PagesInTurn(2, progress::add)) {
            for (long row : lastRows) {
                pages.awaitRoom();
                pages.add(row, turn -> work.accept(row, turn));
            }
            pages.end();
        }
    }

    @Test
    void noMoreAreWorkedOnThanMayBe() throws IOException {
        AtomicInteger now = new AtomicInteger();
        AtomicInteger most = new AtomicInteger();
        CountDownLatch both = new CountDownLatch(2);
        all(
                (row, turn) -> {
                    most.accumulateAndGet(now.incrementAndGet(), Math::max);
                    both.countDown();
                    await(both);
                    now.decrementAndGet();
                },
                10,
                20,
                30,
                40);
        assertThat(most).hasValue(2);
        assertThat(progress).containsExactly(10L, 20L, 30L, 40L);
    }

    private static void await(CountDownLatch latch) {
        try {
            assertThat(latch.await(10, TimeUnit.SECONDS)).isTrue();
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    @Test
    void theTurnOfAPageComesWhenTheOneBeforeItIsDone() throws IOException {
        List<Long> order = new CopyOnWriteArrayList<>();
        CountDownLatch secondIsThere = new CountDownLatch(1);
        all(
                (row, turn) -> {
                    if (row == 10) {
                        await(secondIsThere);
                    } else if (row == 20) {
                        assertThat(turn.comes(Duration.ofMillis(1))).isFalse();
                        secondIsThere.countDown();
                    }
                    assertThat(turn.comes(FOREVER)).isTrue();
                    order.add(row);
                },
                10,
                20,
                30);
        assertThat(order).containsExactly(10L, 20L, 30L);
    }

    @Test
    void noPageLocksBeforeTheOneBeforeItHasItsLocks() throws IOException {
        List<String> order = new CopyOnWriteArrayList<>();
        CountDownLatch secondIsThere = new CountDownLatch(1);
        all(
                (row, turn) -> {
                    if (row == 10) {
                        await(secondIsThere);
                    } else if (row == 20) {
                        secondIsThere.countDown();
                    }
                    turn.awaitLocks();
                    if (row == 30) {
                        return; // without a lock, which keeps nobody waiting
                    }
                    order.add(row + " locks");
                    turn.locked();
                    turn.comes(FOREVER);
                    order.add(row + " ends");
                },
                10,
                20,
                30,
                40);
        assertThat(order)
                .containsSubsequence("10 locks", "20 locks", "20 ends", "40 locks", "40 ends")
                .containsSubsequence("10 ends", "20 ends")
                .hasSize(6);
    }

    @Test
    void whatAPageThrowsIsThrownAndNoLaterOneHasItsTurn() {
        List<Long> done = new CopyOnWriteArrayList<>();
        List<String> refused = new CopyOnWriteArrayList<>();
        assertThatThrownBy(() -> all(
                        (row, turn) -> {
                            awaitTurn(row, turn, refused);
                            if (row == 20) {
                                throw new IllegalStateException("Page 20 is broken");
                            }
                            done.add(row);
                        },
                        10,
                        20,
                        30,
                        40,
                        50))
                .isInstanceOf(IllegalStateException.class)
                .hasMessage("Page 20 is broken");
        assertThat(done).containsExactly(10L);
        assertThat(refused).containsExactly("30 PAGE_NOT_POSTED");
        assertThat(progress).containsExactly(10L);
    }

    private static void awaitTurn(long row, Turn turn, List<String> refused) {
        try {
            turn.comes(FOREVER);
        } catch (BillhookException e) {
            refused.add(row + " " + e.findings().get(0).code());
            throw e;
        }
    }
}
