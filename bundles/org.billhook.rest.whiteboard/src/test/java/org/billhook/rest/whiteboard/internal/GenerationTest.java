package org.billhook.rest.whiteboard.internal;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class GenerationTest {

    private final CountingEndpoint endpoint = new CountingEndpoint();
    private final Generation generation = new Generation(endpoint);

    @Test
    void retiredGenerationClosesWhenTheLastRequestLeaves() {
        assertThat(generation.enter()).isTrue();
        assertThat(generation.enter()).isTrue();

        generation.retire();
        assertThat(generation.enter()).isFalse();
        assertThat(endpoint.closed).hasValue(0);
        generation.leave();
        assertThat(endpoint.closed).hasValue(0);
        generation.leave();
        assertThat(endpoint.closed).hasValue(1);
    }

    @Test
    void closedGenerationLetsNobodyIn() {
        generation.retire();

        assertThat(generation.enter()).isFalse();
        assertThat(endpoint.closed).hasValue(1);
    }

    @Test
    void generationInUseDoesNotCloseByItself() {
        assertThat(generation.enter()).isTrue();
        generation.leave();

        assertThat(endpoint.closed).hasValue(0);
        assertThat(generation.enter()).isTrue();
    }

    @Test
    void nobodyIsInsideAClosedEndpointHoweverThreadsRace() throws InterruptedException {
        int threads = 8;
        AtomicInteger servedAfterClose = new AtomicInteger();
        CountDownLatch done = new CountDownLatch(threads);
        ExecutorService pool = Executors.newFixedThreadPool(threads);
        for (int i = 0; i < threads; i++) {
            pool.execute(() -> {
                while (generation.enter()) {
                    servedAfterClose.addAndGet(endpoint.closed.get());
                    generation.leave();
                }
                done.countDown();
            });
        }
        generation.retire();

        assertThat(done.await(10, TimeUnit.SECONDS)).isTrue();
        pool.shutdownNow();
        assertThat(servedAfterClose).hasValue(0);
        assertThat(endpoint.closed).hasValue(1);
    }

    private static final class CountingEndpoint implements Endpoint {

        private final AtomicInteger closed = new AtomicInteger();

        @Override
        public void service(HttpServletRequest request, HttpServletResponse response) {
            throw new AssertionError("not called");
        }

        @Override
        public void close() {
            closed.incrementAndGet();
        }
    }
}
