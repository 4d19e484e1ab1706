package org.billhook.rest.internal.security;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.IntFunction;
import org.billhook.rest.internal.security.Logins.Granted;
import org.billhook.rest.internal.security.Logins.MustWait;
import org.billhook.rest.internal.security.Logins.Outcome;
import org.billhook.rest.internal.security.Logins.Refused;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class LoginsTest {

    private static final String HERE = "192.0.2.1";
    private static final String ELSEWHERE = "198.51.100.7";
    private static final int BURST = 150;

    private final MovableClock clock = new MovableClock();
    private final AtomicInteger checks = new AtomicInteger();
    private final List<String> evenedOut = new ArrayList<>();
    private final List<String> renewed = new ArrayList<>();
    private final PasswordHashes hashes = new PasswordHashes() {
        @Override
        public void evenOut(String user) {
            evenedOut.add(user);
        }

        @Override
        public void renew(String user, String password) {
            renewed.add(user + " " + password);
        }
    };
    private volatile String right = "right";
    private volatile CountDownLatch open = new CountDownLatch(0);
    private final Logins logins = new Logins(this::check, hashes, LoginsForTest.NO_SECOND, clock);

    private Optional<Set<String>> check(String user, String given) {
        checks.incrementAndGet();
        String now = right;
        try {
            assertThat(open.await(30, TimeUnit.SECONDS)).isTrue();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
        return Optional.ofNullable(given.equals(now) ? Set.of("viewer", "ssh") : null);
    }

    @Test
    void rightPasswordIsCheckedOnceAMinute() {
        assertThat(logins.login("vera", "right", HERE)).isInstanceOf(Granted.class);
        assertThat(logins.login("vera", "right", HERE)).isInstanceOf(Granted.class);
        assertThat(checks).hasValue(1);

        clock.forward(61);
        assertThat(logins.login("vera", "right", HERE)).isInstanceOf(Granted.class);
        assertThat(checks).hasValue(2);
    }

    @Test
    void grantedIsWithTheRolesOfTheApiAndAsStored() {
        Granted granted = (Granted) logins.login("vera", "right", HERE);

        assertThat(granted.login()).isEqualTo(new Login("vera", Set.of("viewer"), false, false));
        assertThat(granted.stored()).containsExactlyInAnyOrder("viewer", "ssh");
    }

    @Test
    void rememberedPasswordLetsNoOtherIn() {
        logins.login("vera", "right", HERE);

        assertThat(logins.login("vera", "wrong", HERE)).isInstanceOf(Refused.class);
        assertThat(logins.login("mara", "wrong", HERE)).isInstanceOf(Refused.class);
    }

    @Test
    void oldPasswordCountsNoMoreOnceItWasChanged() {
        logins.login("vera", "right", HERE);
        right = "other";
        logins.forget("vera");

        assertThat(logins.login("vera", "right", HERE)).isInstanceOf(Refused.class);
        assertThat(logins.login("vera", "other", HERE)).isInstanceOf(Granted.class);
    }

    @Test
    void checkThatWasAtWorkWhileThePasswordChangedIsNotRemembered() throws Exception {
        open = new CountDownLatch(1);
        ExecutorService threads = Executors.newSingleThreadExecutor();
        try {
            Future<Outcome> early = threads.submit(() -> logins.login("vera", "right", HERE));
            awaitChecks(1);
            right = "other";
            logins.forget("vera");
            open.countDown();
            assertThat(early.get()).isInstanceOf(Granted.class);
        } finally {
            threads.shutdownNow();
        }

        assertThat(logins.login("vera", "right", HERE)).isInstanceOf(Refused.class);
    }

    @Test
    void waitDoublesUpToAMinuteAndIsForgotten() {
        for (int i = 0; i < 5; i++) {
            assertThat(guess("vera", i, HERE)).isInstanceOf(Refused.class);
        }
        List<Long> waits = new ArrayList<>();
        for (int i = 5; i < 13; i++) {
            Duration wait = ((MustWait) guess("vera", i, HERE)).time();
            waits.add(wait.toSeconds());
            clock.forward(wait.toSeconds());
            assertThat(guess("vera", i, HERE)).isInstanceOf(Refused.class);
        }

        assertThat(waits).containsExactly(1L, 2L, 4L, 8L, 16L, 32L, 60L, 60L);
        assertThat(logins.login("vera", "right", HERE)).isInstanceOf(MustWait.class);
        clock.forward(60);
        assertThat(logins.login("vera", "right", HERE)).isInstanceOf(Granted.class);
        for (int i = 0; i < 5; i++) {
            assertThat(guess("vera", 100 + i, HERE)).isInstanceOf(Refused.class);
        }
        clock.forward(31 * 60);
        for (int i = 0; i < 5; i++) {
            assertThat(guess("vera", 200 + i, HERE)).isInstanceOf(Refused.class);
        }
    }

    @Test
    void burstAtOneNameChecksFive() throws Exception {
        burst(i -> guess("vera", i, HERE));

        assertThat(checks).hasValue(5);
    }

    @Test
    void burstAtManyNamesChecksEight() throws Exception {
        burst(i -> guess("user" + i, i, HERE));

        assertThat(checks).hasValue(8);
    }

    @Test
    void burstFromManyAddressesChecksEight() throws Exception {
        burst(i -> guess("vera", i, "198.51.100." + i));

        assertThat(checks).hasValue(8);
    }

    @Test
    void burstFromOneNetworkOfIpv6ChecksFive() throws Exception {
        burst(i -> guess("vera", i, "[2001:db8:1:2::" + Integer.toHexString(i) + "]"));

        assertThat(checks).hasValue(5);
    }

    @Test
    void burstAtAUserWhoIsLoggedInFromThereFindsNothing() throws Exception {
        logins.login("vera", "right", HERE);
        for (int i = 0; i < 5; i++) {
            guess("vera", i, HERE);
        }

        assertThat(burst(i -> logins.login("vera", i == 77 ? "right" : "other " + i, HERE)))
                .as("the right one among them is not looked at either")
                .hasOnlyElementsOfType(MustWait.class);
    }

    @Test
    void strangerKeepsNobodyOutWhoIsKnown() {
        logins.login("vera", "right", HERE);
        logins.login("vera", "right", "203.0.113.9");
        clock.forward(61);
        for (int i = 0; i < 100; i++) {
            guess("vera", i, ELSEWHERE); // at this name
            guess("vera", i, "198.51.100." + i); // from many addresses
            guess("user" + i, i, HERE); // from the user's own address, as behind a proxy
        }

        assertThat(logins.login("vera", "right", HERE)).isInstanceOf(Granted.class);
        assertThat(logins.login("vera", "right", "203.0.113.9")).isInstanceOf(Granted.class);
        assertThat(logins.login("vera", "right", ELSEWHERE)).isInstanceOf(MustWait.class);
    }

    @Test
    void rightLoginsInBetweenGiveAGuesserNoMoreTries() {
        for (int i = 0; i < 100; i++) {
            logins.login("own", "right", HERE);
            guess("vera", i, HERE);
        }

        assertThat(checks).hasValue(1 + 5);
    }

    @Test
    void samePasswordAgainIsNoOtherGuess() {
        for (int i = 0; i < 100; i++) {
            assertThat(logins.login("vera", "of last year", HERE)).isInstanceOf(Refused.class);
        }
        assertThat(checks).hasValue(1);
        for (int i = 0; i < 100; i++) {
            clock.forward(61);
            assertThat(logins.login("vera", "of last year", HERE)).isInstanceOf(Refused.class);
        }

        assertThat(checks).as("it may have become right").hasValue(101);
        assertThat(logins.login("vera", "right", HERE)).isInstanceOf(Granted.class);
    }

    @Test
    void samePasswordAtTheSameTimeIsCheckedOnce() throws Exception {
        assertThat(burst(i -> logins.login("vera", "right", HERE))).hasOnlyElementsOfType(Granted.class);
        assertThat(checks).hasValue(1);
    }

    @Test
    void checkThatBreaksCountsAsNoFailure() {
        Logins broken = new Logins(
                (user, password) -> {
                    throw new IllegalStateException("no service");
                },
                hashes,
                LoginsForTest.NO_SECOND,
                clock);
        for (int i = 0; i < 20; i++) {
            assertThatThrownBy(() -> broken.login("vera", "right", HERE)).hasMessage("no service");
        }
    }

    @Test
    void hashesAreEvenedOutAfterARefusalAndRenewedAfterALogin() {
        logins.login("nobody", "wrong", HERE);
        logins.login("vera", "right", HERE);

        assertThat(evenedOut).containsExactly("nobody");
        assertThat(renewed).containsExactly("vera right");
    }

    @Test
    void nameLongerThanAnyIsNotKept() {
        assertThat(logins.login("x".repeat(201), "right", HERE)).isInstanceOf(Refused.class);
        assertThat(checks).hasValue(0);
    }

    private Outcome guess(String user, int number, String address) {
        return logins.login(user, "guess " + number, address);
    }

    /** All at once: no check ends before the first was begun. */
    private List<Outcome> burst(IntFunction<Outcome> attempt) throws Exception {
        open = new CountDownLatch(1);
        ExecutorService threads = Executors.newFixedThreadPool(BURST);
        CountDownLatch start = new CountDownLatch(1);
        try {
            List<Future<Outcome>> all = new ArrayList<>();
            for (int i = 0; i < BURST; i++) {
                int number = i;
                all.add(threads.submit(() -> {
                    start.await();
                    return attempt.apply(number);
                }));
            }
            start.countDown();
            awaitChecks(1);
            open.countDown();
            List<Outcome> outcomes = new ArrayList<>();
            for (Future<Outcome> one : all) {
                outcomes.add(one.get(30, TimeUnit.SECONDS));
            }
            return outcomes;
        } finally {
            threads.shutdownNow();
        }
    }

    private void awaitChecks(int number) {
        while (checks.get() < number) {
            Thread.onSpinWait();
        }
    }
}
