package org.billhook.engine.internal.settings;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.billhook.core.api.Actor;
import org.billhook.core.api.BillhookException;
import org.billhook.core.api.IdempotentCalls.Answer;
import org.billhook.engine.inmemory.MemoryStore;
import org.junit.jupiter.api.Test;

class RememberedCallsTest {

    private static final Instant NOW = Instant.parse("2026-03-01T10:00:00Z");
    private static final Duration PATIENCE = Duration.ofMillis(120);
    private static final Actor ANNA = new Actor("anna");
    private static final Answer ANSWER =
            new Answer(201, "application/json", "Location: /x/1", "{}".getBytes(StandardCharsets.UTF_8));

    private final MemoryStore transactions = new MemoryStore();

    @Test
    void repeatGetsTheFirstAnswer() {
        RememberedCalls calls = at(NOW);
        assertThat(calls.claim(ANNA, "k1", "hash")).isEmpty();
        calls.keep(ANNA, "k1", ANSWER);
        assertThat(calls.claim(ANNA, "k1", "hash")).contains(ANSWER);
        assertThat(calls.claim(new Actor("bert"), "k1", "hash"))
                .as("keys belong to a user")
                .isEmpty();
    }

    @Test
    void sameKeyWithAnotherRequestIsAConflict() {
        RememberedCalls calls = at(NOW);
        calls.claim(ANNA, "k1", "hash");
        assertThatThrownBy(() -> calls.claim(ANNA, "k1", "other"))
                .isInstanceOf(BillhookException.class)
                .hasMessage("Idempotency key 'k1' was used for another request");
    }

    @Test
    void repeatWhileTheFirstCallRunsIsAConflict() {
        RememberedCalls calls = at(NOW);
        calls.claim(ANNA, "k1", "hash");
        assertThatThrownBy(() -> calls.claim(ANNA, "k1", "hash"))
                .isInstanceOf(BillhookException.class)
                .hasMessage("The first call with idempotency key 'k1' is still running: send it again later");
    }

    @Test
    void repeatsThatComeWhileTheFirstCallRunsGetItsAnswer() throws Exception {
        RememberedCalls calls = new RememberedCalls(transactions, 1, Duration.ofSeconds(20), Clock.systemUTC());
        calls.claim(ANNA, "k1", "hash");
        ExecutorService clerks = Executors.newFixedThreadPool(5);
        try {
            List<Future<Optional<Answer>>> repeats = new ArrayList<>();
            for (int i = 0; i < 5; i++) {
                repeats.add(clerks.submit(() -> calls.claim(ANNA, "k1", "hash")));
            }
            calls.keep(ANNA, "k1", ANSWER);
            for (Future<Optional<Answer>> repeat : repeats) {
                assertThat(repeat.get(20, TimeUnit.SECONDS)).contains(ANSWER);
            }
        } finally {
            clerks.shutdownNow();
        }
    }

    @Test
    void repeatTakesTheKeyThatTheFirstCallGaveBack() throws Exception {
        RememberedCalls calls = new RememberedCalls(transactions, 1, Duration.ofSeconds(20), Clock.systemUTC());
        calls.claim(ANNA, "k1", "hash");
        CompletableFuture<Optional<Answer>> repeat =
                CompletableFuture.supplyAsync(() -> calls.claim(ANNA, "k1", "hash"));
        calls.release(ANNA, "k1");
        assertThat(repeat.get(20, TimeUnit.SECONDS)).as("it goes on itself").isEmpty();
    }

    @Test
    void releasedKeyCanBeUsedAgain() {
        RememberedCalls calls = at(NOW);
        calls.claim(ANNA, "k1", "hash");
        calls.release(ANNA, "k1");
        assertThat(calls.claim(ANNA, "k1", "other")).isEmpty();
    }

    @Test
    void startForgetsCallsTheServerDiedUnderButNoAnswer() {
        RememberedCalls calls = at(NOW);
        calls.claim(ANNA, "died", "hash");
        calls.claim(ANNA, "answered", "hash");
        calls.keep(ANNA, "answered", ANSWER);

        RememberedCalls restarted = at(NOW.plusSeconds(5));
        assertThat(restarted.claim(ANNA, "died", "hash")).isEmpty();
        assertThat(restarted.claim(ANNA, "answered", "hash")).contains(ANSWER);
    }

    @Test
    void answersAreKeptForAtLeastADay() {
        RememberedCalls calls = at(NOW);
        calls.claim(ANNA, "k1", "hash");
        calls.keep(ANNA, "k1", ANSWER);
        RememberedCalls later = at(NOW.plus(Duration.ofHours(23)));
        later.forgetOld();
        assertThat(later.claim(ANNA, "k1", "hash")).contains(ANSWER);
        RememberedCalls muchLater = at(NOW.plus(Duration.ofHours(25)));
        muchLater.forgetOld();
        assertThat(muchLater.claim(ANNA, "k1", "hash")).isEmpty();
    }

    private RememberedCalls at(Instant now) {
        return new RememberedCalls(transactions, 1, PATIENCE, Clock.fixed(now, ZoneOffset.UTC));
    }
}
