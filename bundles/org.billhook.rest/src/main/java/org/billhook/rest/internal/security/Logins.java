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

/** Checks names, passwords and codes, of calls and of the remote shell, and slows down who guesses: see {@link LoginGuard}. */
@Component(service = Logins.class)
public final class Logins {

    /** Role of a user who must change the password before anything else. */
    public static final String CHANGE_PASSWORD = "password-change-required";
    /** Role of a user who may not log in. */
    public static final String DISABLED = "disabled";

    /** No user has a longer name. */
    private static final int LONGEST_NAME = 200;
    /** So many checks of a hash at once, so that guessing takes neither all processors nor the turn of users. */
    private static final int CHECKS_AT_ONCE = 4;

    private static final int CHECKS_OF_STRANGERS = 2;
    private static final Duration BUSY = Duration.ofSeconds(5);
    private static final String NO_CODE = "";

    private final Realm realm;
    private final PasswordHashes hashes;
    private final SecondStep second;
    private final LoginGuard guard;
    private final PasswordCodes codes = new PasswordCodes();
    private final Semaphore checks = new Semaphore(CHECKS_AT_ONCE, true);
    private final Semaphore ofStrangers = new Semaphore(CHECKS_OF_STRANGERS, true);

    @Activate
    public Logins(@Reference PasswordHashes hashes, @Reference SecondStep second) {
        this(new KarafRealm("karaf"), hashes, second, System::nanoTime);
    }

    /** @param nanos as {@link System#nanoTime()} */
    Logins(Realm realm, PasswordHashes hashes, SecondStep second, LongSupplier nanos) {
        this.realm = realm;
        this.hashes = hashes;
        this.second = second;
        this.guard = new LoginGuard(nanos);
    }

    /** What came of a try. */
    public sealed interface Outcome {}

    /**
     * All that the user needs was right.
     *
     * @param stored names of all roles as they are kept, those of the container included
     * @param byCode whether a code was needed as well
     */
    public record Granted(Login login, Set<String> stored, boolean byCode) implements Outcome {}

    /** The password was right, and a code is needed as well, which was not given. */
    public record CodeNeeded() implements Outcome {}

    /**
     * The password was right, and the code is wrong or was used before.
     *
     * @param again whether it was right a moment ago, which nothing was logged of
     */
    public record CodeRefused(boolean again) implements Outcome {}

    /** Name or password was wrong, or the user is disabled: which one is not told. */
    public record Refused() implements Outcome {}

    /** Too many failures: not even looked at. */
    public record MustWait(Duration time) implements Outcome {}

    /**
     * Whether a password is right. Who has a second factor is not let in by this.
     *
     * @param address network address of the caller
     */
    public Outcome login(String user, String password, String address) {
        return login(user, password, NO_CODE, address);
    }

    /** For where there is one field alone: who has a second factor gives the code right after the password. */
    Outcome loginByOneField(String user, String text, String address) {
        boolean both = user.length() <= LONGEST_NAME && second.isActive(user);
        WithCode given = both ? WithCode.of(text) : new WithCode(text, NO_CODE);
        return login(user, given.password(), given.code(), address);
    }

    /** @param code of the second factor; empty if none was given */
    Outcome login(String user, String password, String code, String address) {
        if (user.length() > LONGEST_NAME) {
            return new Refused();
        }
        boolean once = !code.isEmpty();
        String ofPassword = codes.of(user, password);
        String guess = once ? codes.of(ofPassword, code) : ofPassword;
        LoginGuard.Turn turn = guard.turn(Client.of(user, address), guess, once);
        if (turn instanceof LoginGuard.Wait wait) {
            return new MustWait(wait.time());
        }
        if (turn instanceof LoginGuard.Checked checked) {
            try {
                return again(user, checked.verdict().join());
            } catch (CancellationException e) {
                return new MustWait(BUSY);
            }
        }
        return check((LoginGuard.Check) turn, user, password, code, address);
    }

    /** Whether this is the user's password now; asks the realm itself. */
    public boolean isPassword(String user, String password) {
        return ask(user, password).isPresent();
    }

    /** To be called when password, second factor or roles of a user have changed. */
    public void forget(String user) {
        guard.forget(user);
    }

    private Outcome check(LoginGuard.Check check, String user, String password, String code, String address) {
        if (check.isOfStranger() && !hasTurnOfStranger()) {
            guard.abandon(check);
            return new MustWait(BUSY);
        }
        Verdict verdict;
        try {
            verdict = verdict(user, password, code);
        } catch (RuntimeException | Error e) {
            guard.abandon(check);
            throw e;
        } finally {
            if (check.isOfStranger()) {
                ofStrangers.release();
            }
        }
        guard.settle(check, verdict);
        if (verdict.roles().isEmpty()) {
            LoginLog.refused(user, address);
        } else if (!verdict.isLogin()) {
            LoginLog.codeRefused(user, address, verdict.isHalf());
        }
        return outcome(user, verdict);
    }

    private Verdict verdict(String user, String password, String code) {
        Optional<Set<String>> roles = ask(user, password);
        if (roles.isEmpty()) {
            hashes.evenOut(user);
            return Verdict.wrongPassword();
        }
        hashes.renew(user, password);
        return new Verdict(roles, second.take(user, roles.get(), code));
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

    /** What was found a moment ago: a code that was right then counts no more. */
    private static Outcome again(String user, Verdict verdict) {
        return verdict.roles().isPresent() && verdict.step() == SecondStep.Result.DONE
                ? new CodeRefused(true)
                : outcome(user, verdict);
    }

    private static Outcome outcome(String user, Verdict verdict) {
        if (verdict.roles().isEmpty()) {
            return new Refused();
        }
        Set<String> stored = verdict.roles().get();
        return switch (verdict.step()) {
            case MISSING -> new CodeNeeded();
            case WRONG -> new CodeRefused(false);
            case NOT_NEEDED, TO_BE_SET_UP, DONE -> new Granted(
                    new Login(
                            user,
                            Roles.effective(stored),
                            stored.contains(CHANGE_PASSWORD),
                            verdict.step() == SecondStep.Result.TO_BE_SET_UP),
                    Set.copyOf(stored),
                    verdict.step() == SecondStep.Result.DONE);
        };
    }
}
