package org.billhook.rest.internal.security;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.billhook.core.api.BillhookException;
import org.billhook.core.model.Finding;
import org.billhook.rest.internal.security.Logins.CodeNeeded;
import org.billhook.rest.internal.security.Logins.CodeRefused;
import org.billhook.rest.internal.security.Logins.Granted;
import org.billhook.rest.internal.security.Logins.MustWait;
import org.billhook.rest.internal.security.Logins.Outcome;
import org.billhook.rest.internal.security.Logins.Refused;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Of users who have a second factor. */
@Timeout(60)
class LoginsByCodeTest {

    private static final String HERE = "192.0.2.1";
    private static final String RECOVERY = "abcd-efgh-2345-67ab";

    private final MovableClock clock = new MovableClock();
    private final AtomicInteger tried = new AtomicInteger();
    private final Codes codes = new Codes();
    private final Logins logins = new Logins(
            (user, password) -> Optional.ofNullable(
                    password.equals("right") || password.equals("right123456") ? Set.of("viewer") : null),
            LoginsForTest.NO_HASHES,
            codes,
            clock);

    /** Those of vera; each is accepted once. */
    private final class Codes implements SecondStep {
        private final List<String> open = new ArrayList<>(List.of("111111", "222222", RECOVERY));
        private boolean away;

        @Override
        public synchronized Result take(String user, Set<String> stored, String code) {
            if (!isActive(user)) {
                return Result.NOT_NEEDED;
            }
            if (code.isEmpty()) {
                return Result.MISSING;
            }
            tried.incrementAndGet();
            if (away) {
                throw new BillhookException(
                        BillhookException.Type.UNAVAILABLE, Finding.error("UNAVAILABLE", "no store"));
            }
            return open.remove(code) ? Result.DONE : Result.WRONG;
        }

        @Override
        public boolean isActive(String user) {
            return user.equals("vera");
        }
    }

    @Test
    void passwordAloneIsNoLogin() {
        assertThat(logins.login("vera", "right", HERE)).isInstanceOf(CodeNeeded.class);
        assertThat(logins.login("vera", "right", HERE)).isInstanceOf(CodeNeeded.class);
        assertThat(logins.login("vera", "right", "111111", HERE))
                .isInstanceOfSatisfying(
                        Granted.class, granted -> assertThat(granted.byCode()).isTrue());
        assertThat(logins.login("mara", "right", HERE))
                .isInstanceOfSatisfying(
                        Granted.class, granted -> assertThat(granted.byCode()).isFalse());
    }

    @Test
    void whetherACodeIsNeededIsNotToldWithoutThePassword() {
        assertThat(logins.login("vera", "wrong", HERE)).isInstanceOf(Refused.class);
        assertThat(logins.login("vera", "wrong", "111111", HERE)).isInstanceOf(Refused.class);
        assertThat(tried).as("codes that were looked at").hasValue(0);
    }

    @Test
    void codeIsNoneOfTheVerdictsThatAreRemembered() {
        assertThat(logins.login("vera", "right", "111111", HERE)).isInstanceOf(Granted.class);
        assertThat(logins.login("vera", "right", "111111", HERE)).isInstanceOf(CodeRefused.class);
        clock.forward(61);
        assertThat(logins.login("vera", "right", "111111", HERE)).isInstanceOf(CodeRefused.class);
        assertThat(logins.login("vera", "right", "222222", HERE)).isInstanceOf(Granted.class);
    }

    @Test
    void ofManyAtOnceWithOneCodeOneIsLetIn() throws Exception {
        List<Outcome> outcomes = burst(i -> "111111");

        assertThat(outcomes.stream().filter(Granted.class::isInstance)).hasSize(1);
        assertThat(outcomes).hasOnlyElementsOfTypes(Granted.class, CodeRefused.class);
    }

    @Test
    void burstOfCodesTriesNoMoreThanOneOfPasswords() throws Exception {
        List<Outcome> outcomes = burst(i -> String.valueOf(300_000 + i));

        assertThat(outcomes).hasOnlyElementsOfTypes(CodeRefused.class, MustWait.class);
        assertThat(tried).hasValue(5);
        assertThat(logins.login("vera", "right", "111111", HERE)).isInstanceOf(MustWait.class);
        assertThat(logins.login("vera", "right", HERE)).isInstanceOf(MustWait.class);
    }

    @Test
    void burstOfCodesFromManyAddressesTriesEight() {
        for (int i = 0; i < 100; i++) {
            logins.login("vera", "right", "198.51.100." + i); // the right password makes no address known
            logins.login("vera", "right", String.valueOf(300_000 + i), "198.51.100." + i);
        }

        assertThat(tried).hasValue(8);
    }

    @Test
    void rightPasswordsInBetweenGiveAGuesserNoMoreCodes() {
        for (int i = 0; i < 100; i++) {
            logins.login("vera", "right", HERE);
            logins.login("vera", "right", String.valueOf(300_000 + i), HERE);
        }

        assertThat(tried).hasValue(5);
    }

    @Test
    void sameWrongCodeIsAnotherGuessOnceItMayHaveBecomeRight() {
        for (int i = 0; i < 100; i++) {
            logins.login("vera", "right", "999999", HERE);
        }
        assertThat(tried).as("within a minute").hasValue(1);
        for (int i = 0; i < 4; i++) {
            clock.forward(61);
            assertThat(logins.login("vera", "right", "999999", HERE)).isInstanceOf(CodeRefused.class);
        }

        assertThat(logins.login("vera", "right", "888888", HERE)).isInstanceOf(MustWait.class);
    }

    @Test
    void codeThatCanNotBeCheckedIsNoFailure() {
        codes.away = true;
        for (int i = 0; i < 20; i++) {
            assertThatThrownBy(() -> logins.login("vera", "right", "111111", HERE))
                    .isInstanceOf(BillhookException.class);
        }
        codes.away = false;

        assertThat(logins.login("vera", "right", "111111", HERE)).isInstanceOf(Granted.class);
    }

    @Test
    void codeComesAfterThePasswordWhereThereIsOneField() {
        assertThat(logins.loginByOneField("vera", "right", HERE)).isInstanceOf(CodeNeeded.class);
        assertThat(logins.loginByOneField("vera", "right111111", HERE)).isInstanceOf(Granted.class);
        assertThat(logins.loginByOneField("vera", "right111111", HERE)).isInstanceOf(CodeRefused.class);
        assertThat(logins.loginByOneField("vera", "right" + RECOVERY, HERE)).isInstanceOf(Granted.class);
        assertThat(logins.loginByOneField("vera", "right123456222222", HERE)).isInstanceOf(Granted.class);
        assertThat(logins.loginByOneField("vera", "222222", HERE)).isInstanceOf(Refused.class);
        assertThat(logins.loginByOneField("mara", "right123456", HERE))
                .as("no code for who has no second factor")
                .isInstanceOf(Granted.class);
    }

    private List<Outcome> burst(java.util.function.IntFunction<String> code) throws Exception {
        ExecutorService threads = Executors.newFixedThreadPool(30);
        try {
            List<Callable<Outcome>> calls = IntStream.range(0, 150)
                    .<Callable<Outcome>>mapToObj(i -> () -> logins.login("vera", "right", code.apply(i), HERE))
                    .toList();
            List<Outcome> outcomes = new ArrayList<>();
            for (Future<Outcome> one : threads.invokeAll(calls)) {
                outcomes.add(one.get());
            }
            return outcomes;
        } finally {
            threads.shutdownNow();
        }
    }
}
