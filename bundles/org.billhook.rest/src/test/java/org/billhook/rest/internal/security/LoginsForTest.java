package org.billhook.rest.internal.security;

import java.time.Clock;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiFunction;

/** Logins over users that a test makes up. */
public final class LoginsForTest {

    private LoginsForTest() {}

    /** @param users gives the stored roles of a name and a password, if the password is right */
    public static Logins over(BiFunction<String, String, Optional<Set<String>>> users) {
        return new Logins(users::apply, Clock.systemUTC());
    }
}
