package org.billhook.engine.internal.settings;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import org.billhook.core.api.Actor;
import org.billhook.core.api.BillhookException;
import org.billhook.core.api.IdempotentCalls.Answer;
import org.billhook.engine.inmemory.MemoryStore;
import org.junit.jupiter.api.Test;

class RememberedCallsTest {

    private static final Instant NOW = Instant.parse("2026-03-01T10:00:00Z");
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
                .hasMessage("The first call with idempotency key 'k1' is still running");
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
        return new RememberedCalls(transactions, 1, Clock.fixed(now, ZoneOffset.UTC));
    }
}
