package org.billhook.rest.internal.security;

import java.util.Optional;
import java.util.Set;
import java.util.function.BiFunction;

/** Logins over users that a test makes up. */
public final class LoginsForTest {

    /** Leaves all hashes as they are. */
    static final PasswordHashes NO_HASHES = new PasswordHashes() {
        @Override
        public void evenOut(String user) {
            // takes no time
        }

        @Override
        public void renew(String user, String password) {
            // nothing is hashed
        }
    };

    private LoginsForTest() {}

    /** @param users gives the stored roles of a name and a password, if the password is right */
    public static Logins over(BiFunction<String, String, Optional<Set<String>>> users) {
        return new Logins(users::apply, NO_HASHES, System::nanoTime);
    }
}
