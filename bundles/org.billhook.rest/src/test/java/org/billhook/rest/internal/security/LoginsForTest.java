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

    /** Nobody has a second factor. */
    static final SecondStep NO_SECOND = new SecondStep() {
        @Override
        public Result take(String user, Set<String> stored, String code) {
            return Result.NOT_NEEDED;
        }

        @Override
        public boolean isActive(String user) {
            return false;
        }
    };

    private LoginsForTest() {}

    /** @param users gives the stored roles of a name and a password, if the password is right */
    public static Logins over(BiFunction<String, String, Optional<Set<String>>> users) {
        return new Logins(users::apply, NO_HASHES, NO_SECOND, System::nanoTime);
    }
}
