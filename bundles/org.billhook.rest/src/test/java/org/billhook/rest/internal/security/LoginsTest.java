package org.billhook.rest.internal.security;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

class LoginsTest {

    private static final String HERE = "192.0.2.1";

    private final MovableClock clock = new MovableClock();
    private String password = "right";
    private int checks;
    private final Logins logins = new Logins(
            (user, given) -> {
                checks++;
                return Optional.ofNullable(given.equals(password) ? Set.of("viewer") : null);
            },
            clock);

    @Test
    void rightPasswordIsCheckedOnceAMinute() {
        assertThat(logins.login("vera", "right", HERE)).isInstanceOf(Logins.Granted.class);
        assertThat(logins.login("vera", "right", HERE)).isInstanceOf(Logins.Granted.class);
        assertThat(checks).isEqualTo(1);

        clock.forward(61);
        logins.login("vera", "right", HERE);
        assertThat(checks).isEqualTo(2);
    }

    @Test
    void rememberedPasswordLetsNoOtherIn() {
        logins.login("vera", "right", HERE);

        assertThat(logins.login("vera", "wrong", HERE)).isInstanceOf(Logins.Refused.class);
        assertThat(logins.login("mara", "wrong", HERE)).isInstanceOf(Logins.Refused.class);
    }

    @Test
    void oldPasswordCountsNoMoreOnceItWasChanged() {
        logins.login("vera", "right", HERE);
        password = "other";
        logins.forget("vera");

        assertThat(logins.login("vera", "right", HERE)).isInstanceOf(Logins.Refused.class);
    }

    @Test
    void waitDoublesUpToAMinute() {
        FailedLogins failures = new FailedLogins(clock);
        for (int i = 0; i < 4; i++) {
            failures.failed("vera", HERE);
        }
        assertThat(failures.wait("vera", HERE)).isEqualTo(Duration.ZERO);
        failures.failed("vera", HERE);
        assertThat(failures.wait("vera", HERE)).isEqualTo(Duration.ofSeconds(1));
        failures.failed("vera", HERE);
        assertThat(failures.wait("vera", "198.51.100.7")).isEqualTo(Duration.ofSeconds(2));
        assertThat(failures.wait("mara", HERE)).isEqualTo(Duration.ofSeconds(2));
        assertThat(failures.wait("mara", "198.51.100.7")).isEqualTo(Duration.ZERO);
        for (int i = 0; i < 20; i++) {
            failures.failed("vera", HERE);
        }
        assertThat(failures.wait("vera", HERE)).isEqualTo(Duration.ofSeconds(60));
    }

    @Test
    void whoIsLoggedInGoesOnWhileSomebodyElseGuesses() {
        logins.login("vera", "right", HERE);
        for (int i = 0; i < 10; i++) {
            logins.login("vera", "guess", "198.51.100.7");
        }

        assertThat(logins.login("vera", "right", HERE)).isInstanceOf(Logins.Granted.class);
        assertThat(logins.login("vera", "guess", "198.51.100.7")).isInstanceOf(Logins.MustWait.class);
    }
}
