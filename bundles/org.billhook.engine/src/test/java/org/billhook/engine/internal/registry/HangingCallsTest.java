package org.billhook.engine.internal.registry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;
import org.billhook.core.api.BillhookException;
import org.billhook.core.api.BillhookException.Type;
import org.billhook.core.model.Finding;
import org.billhook.core.spi.decision.BillingDecision;
import org.billhook.engine.inmemory.MemoryStore;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class HangingCallsTest {

    private final CountDownLatch comesBack = new CountDownLatch(1);
    private final AtomicReference<Throwable> ended = new AtomicReference<>();
    private final AtomicBoolean cameBack = new AtomicBoolean();
    private final FixedPlugins plugins = new FixedPlugins().with(Spi.DECISION, "hangs", (page, out) -> hang());
    private final HangingCalls calls = new HangingCalls(new MemoryStore(), Duration.ofMillis(300));

    @AfterEach
    void stop() {
        comesBack.countDown();
        calls.close();
    }

    /** Deaf to interrupts. */
    private void hang() {
        boolean interrupted = true;
        while (interrupted) {
            try {
                comesBack.await();
                interrupted = false;
            } catch (InterruptedException e) {
                cameBack.set(false);
            }
        }
        cameBack.set(true);
    }

    private Object decide(Snapshot snapshot) {
        Leased<BillingDecision> decision = snapshot.find(Spi.DECISION, "hangs").orElseThrow();
        try {
            return decision.call("decide item/1", service -> {
                service.decide(null, null);
                return "decided";
            });
        } catch (Throwable e) {
            ended.set(e);
            throw e;
        }
    }

    @Test
    void whoWaitsIsToldAndThePluginIsCalledAgainWhenItHasComeBack() throws Exception {
        BillhookException refused = catchThrowableOfType(BillhookException.class, () -> plugins.call(this::decide));
        assertThat(refused.type()).isEqualTo(Type.UNAVAILABLE);
        assertThat(refused.findings()).singleElement().satisfies(finding -> {
            assertThat(finding.code()).isEqualTo("PLUGIN_HANGS");
            assertThat(finding.message())
                    .contains(
                            "BillingDecision 'hangs' of bundle test.hangs 1.0.0", "'decide item/1'", "billhook-work-");
        });
        assertThat(calls.problems()).extracting(Finding::code).containsExactly("PLUGIN_HANGS");

        BillhookException again = catchThrowableOfType(BillhookException.class, () -> plugins.call(this::decide));
        assertThat(again.findings())
                .extracting(Finding::code)
                .as("it is not called")
                .containsExactly("PLUGIN_HANGS");

        ended.set(null);
        comesBack.countDown();
        until(() -> ended.get() != null);
        assertThat(cameBack).isTrue();
        assertThat(ended.get()).as("what it decided late does not count").isInstanceOf(Work.GivenUp.class);
        until(() -> calls.problems().isEmpty());
        assertThat(plugins.<Object>call(this::decide)).isEqualTo("decided");
    }

    @Test
    void whoCallsAPluginThatBreaksIsTold() {
        FixedPlugins broken = new FixedPlugins().with(Spi.DECISION, "hangs", (page, out) -> {
            throw new IllegalStateException("no");
        });
        BillhookException refused = catchThrowableOfType(BillhookException.class, () -> broken.call(this::decide));
        assertThat(refused.type()).isEqualTo(Type.UNAVAILABLE);
        assertThat(refused.findings()).extracting(Finding::code).containsExactly("PLUGIN_BROKE");
    }

    @Test
    void signsOfLifeKeepACallGoing() {
        Object decided = new FixedPlugins()
                .with(Spi.DECISION, "hangs", (page, out) -> {
                    for (int i = 0; i < 10; i++) {
                        sleep(100);
                        CallUnderWay.alive();
                    }
                })
                .call(this::decide);

        assertThat(decided).isEqualTo("decided");
    }

    private static void until(java.util.function.BooleanSupplier condition) {
        while (!condition.getAsBoolean()) {
            sleep(20);
        }
    }

    private static void sleep(int millis) {
        try {
            TimeUnit.MILLISECONDS.sleep(millis);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }
}
