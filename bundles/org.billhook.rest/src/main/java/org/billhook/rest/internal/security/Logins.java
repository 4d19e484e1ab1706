package org.billhook.rest.internal.security;

import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CancellationException;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import org.billhook.core.api.Roles;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Checks names and passwords, of calls and of the remote shell, and slows down who guesses: see {@link LoginGuard}. */
@Component(service = Logins.class)
public final class Logins {

    /** Role of a user who must change the password before anything else. */
    public static final String CHANGE_PASSWORD = "password-change-required";
    /** Role of a user who may not log in. */
    public static final String DISABLED = "disabled";

    private static final Logger LOG = LoggerFactory.getLogger(Logins.class);
    /** No user has a longer name. */
    private static final int LONGEST_NAME = 200;
    /** So many checks of a hash at once, so that guessing takes neither all processors nor the turn of users. */
    private static final int CHECKS_AT_ONCE = 4;

    private static final int CHECKS_OF_STRANGERS = 2;
    private static final Duration BUSY = Duration.ofSeconds(5);

    private final Realm realm;
    private final PasswordHashes hashes;
    private final LoginGuard guard;
    private final PasswordCodes codes = new PasswordCodes();
    private final Semaphore checks = new Semaphore(CHECKS_AT_ONCE, true);
    private final Semaphore ofStrangers = new Semaphore(CHECKS_OF_STRANGERS, true);

    @Activate
    public Logins(@Reference PasswordHashes hashes) {
        this(new KarafRealm("karaf"), hashes, System::nanoTime);
    }

    /** @param nanos as {@link System#nanoTime()} */
    Logins(Realm realm, PasswordHashes hashes, LongSupplier nanos) {
        this.realm = realm;
        this.hashes = hashes;
        this.guard = new LoginGuard(nanos);
    }

    /** What came of a try. */
    public sealed interface Outcome {}

    /**
     * The password was right.
     *
     * @param stored names of all roles as they are kept, those of the container included
     */
    public record Granted(Login login, Set<String> stored) implements Outcome {}

    /** Name or password was wrong, or the user is disabled: which one is not told. */
    public record Refused() implements Outcome {}

    /** Too many failures: not even looked at. */
    public record MustWait(Duration time) implements Outcome {}

    /** @param address network address of the caller */
    public Outcome login(String user, String password, String address) {
        if (user.length() > LONGEST_NAME) {
            return new Refused();
        }
        LoginGuard.Turn turn = guard.turn(Client.of(user, address), codes.of(user, password));
        if (turn instanceof LoginGuard.Wait wait) {
            return new MustWait(wait.time());
        }
        if (turn instanceof LoginGuard.Checked checked) {
            try {
                return outcome(user, checked.verdict().join());
            } catch (CancellationException e) {
                return new MustWait(BUSY);
            }
        }
        return check((LoginGuard.Check) turn, user, password, address);
    }

    /** Whether this is the user's password now; asks the realm itself. */
    public boolean isPassword(String user, String password) {
        return ask(user, password).isPresent();
    }

    /** To be called when password or roles of a user have changed. */
    public void forget(String user) {
        guard.forget(user);
    }

    private Outcome check(LoginGuard.Check check, String user, String password, String address) {
        if (check.isOfStranger() && !hasTurnOfStranger()) {
            guard.abandon(check);
            return new MustWait(BUSY);
        }
        Optional<Set<String>> roles;
        try {
            roles = ask(user, password);
            if (roles.isPresent()) {
                hashes.renew(user, password);
            } else {
                hashes.evenOut(user);
            }
        } catch (RuntimeException | Error e) {
            guard.abandon(check);
            throw e;
        } finally {
            if (check.isOfStranger()) {
                ofStrangers.release();
            }
        }
        guard.settle(check, roles);
        if (roles.isEmpty()) {
            LOG.warn("Login refused user='{}' address='{}'", printable(user), address);
        }
        return outcome(user, roles);
    }

    private boolean hasTurnOfStranger() {
        try {
            return ofStrangers.tryAcquire(BUSY.toSeconds(), TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    private Optional<Set<String>> ask(String user, String password) {
        checks.acquireUninterruptibly();
        try {
            return realm.check(user, password).filter(roles -> !roles.contains(DISABLED));
        } finally {
            checks.release();
        }
    }

    private static Outcome outcome(String user, Optional<Set<String>> roles) {
        return roles.isEmpty()
                ? new Refused()
                : new Granted(
                        new Login(
                                user, Roles.effective(roles.get()), roles.get().contains(CHANGE_PASSWORD)),
                        Set.copyOf(roles.get()));
    }

    private static String printable(String user) {
        String shown = user.length() > 80 ? user.substring(0, 80) : user;
        return shown.replaceAll("\\p{Cntrl}", "?");
    }
}
