package org.billhook.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Function;
import java.util.function.Supplier;

/** Law 2 as a check: the same input gives the same output, however often and from however many threads. */
final class Repeats {

    private static final int THREADS = 4;
    private static final int TIMES = 25;

    private Repeats() {}

    /** One instance asked twice, and another one asked once. */
    static <S, T> void assertSameAgain(Supplier<S> subjects, Function<S, T> call) {
        S subject = subjects.get();
        T first = call.apply(subject);
        assertThat(call.apply(subject)).as("second call with the same input").isEqualTo(first);
        assertThat(call.apply(subjects.get())).as("call of another instance").isEqualTo(first);
    }

    /** One instance asked from several threads at once. */
    static <S, T> void assertSameFromSeveralThreads(Supplier<S> subjects, Function<S, T> call) {
        S subject = subjects.get();
        T expected = call.apply(subject);
        for (T answer : fromSeveralThreads(() -> call.apply(subject))) {
            assertThat(answer).as("call from several threads at once").isEqualTo(expected);
        }
    }

    static <T> List<T> fromSeveralThreads(Callable<T> call) {
        ExecutorService pool = Executors.newFixedThreadPool(THREADS);
        try {
            CountDownLatch start = new CountDownLatch(1);
            List<Future<List<T>>> futures = new ArrayList<>();
            for (int i = 0; i < THREADS; i++) {
                futures.add(pool.submit(() -> {
                    start.await();
                    List<T> answers = new ArrayList<>();
                    for (int j = 0; j < TIMES; j++) {
                        answers.add(call.call());
                    }
                    return answers;
                }));
            }
            start.countDown();
            List<T> all = new ArrayList<>();
            for (Future<List<T>> future : futures) {
                all.addAll(future.get());
            }
            return all;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError("Interrupted while other threads were calling", e);
        } catch (ExecutionException e) {
            throw new AssertionError("A call from another thread failed: " + e.getCause(), e.getCause());
        } finally {
            pool.shutdownNow();
        }
    }
}
