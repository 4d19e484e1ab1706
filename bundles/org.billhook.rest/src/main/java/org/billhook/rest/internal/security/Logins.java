package org.billhook.rest.internal.security;

import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Semaphore;
import org.billhook.core.api.Roles;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Checks names and passwords, and slows down who guesses. */
@Component(service = Logins.class)
public final class Logins {

    /** Role of a user who must change the password before anything else. */
    public static final String CHANGE_PASSWORD = "password-change-required";
    /** Role of a user who may not log in. */
    public static final String DISABLED = "disabled";

    private static final Logger LOG = LoggerFactory.getLogger(Logins.class);
    /** So many checks of a hash at once, so that guessing does not take all processors. */
    private static final int CHECKS_AT_ONCE = 4;

    private final Realm realm;
    private final KnownLogins known;
    private final FailedLogins failures;
    private final Semaphore checks = new Semaphore(CHECKS_AT_ONCE, true);

    @Activate
    public Logins() {
        this(new KarafRealm("karaf"), Clock.systemUTC());
    }

    Logins(Realm realm, Clock clock) {
        this.realm = realm;
        this.known = new KnownLogins(clock);
        this.failures = new FailedLogins(clock);
    }

    /** What came of a try. */
    public sealed interface Outcome {}

    /** The password was right. */
    public record Granted(Login login) implements Outcome {}

    /** Name or password was wrong, or the user is disabled: which one is not told. */
    public record Refused() implements Outcome {}

    /** Too many failures: not even looked at. */
    public record MustWait(Duration time) implements Outcome {}

    /** @param address network address of the caller */
    public Outcome login(String user, String password, String address) {
        Optional<Login> remembered = known.find(user, password);
        if (remembered.isPresent()) {
            return new Granted(remembered.get());
        }
        Duration wait = failures.wait(user, address);
        if (!wait.isZero()) {
            return new MustWait(wait);
        }
        Optional<Login> login = check(user, password);
        if (login.isEmpty()) {
            failures.failed(user, address);
            LOG.warn("Login refused user='{}' address='{}'", printable(user), address);
            return new Refused();
        }
        failures.succeeded(user);
        known.remember(password, login.get());
        return new Granted(login.get());
    }

    /** Whether this is the user's password now; asks the realm itself. */
    public boolean isPassword(String user, String password) {
        return check(user, password).isPresent();
    }

    /** To be called when password or roles of a user have changed. */
    public void forget(String user) {
        known.forget(user);
    }

    private Optional<Login> check(String user, String password) {
        checks.acquireUninterruptibly();
        try {
            return realm.check(user, password)
                    .filter(roles -> !roles.contains(DISABLED))
                    .map(roles -> login(user, roles));
        } finally {
            checks.release();
        }
    }

    private static Login login(String user, Set<String> roles) {
        return new Login(user, Roles.effective(roles), roles.contains(CHANGE_PASSWORD));
    }

    private static String printable(String user) {
        String shown = user.length() > 80 ? user.substring(0, 80) : user;
        return shown.replaceAll("\\p{Cntrl}", "?");
    }
}
