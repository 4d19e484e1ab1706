package org.billhook.rest.internal.security;

import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.function.LongSupplier;

/**
 * Says of each try to log in whether its password is looked at at all. A try counts as failed from the moment it is let
 * through, so tries at the same time are no more than tries one by one. Counted are: a user name together with an address;
 * and, for who has not logged in under that name from that address of late, the address and the name. So nobody who is known
 * waits for what strangers do. The same password again is no other guess: it gets the verdict of before and counts once.
 * Until a wait is over not even a right password is looked at, else one could guess without end while its user is logged in.
 * A code of a second factor is a part of the guess: a wrong one is a failure like a wrong password. The right password without
 * a code is neither failure nor login: it makes nobody known and forgives nothing.
 *
 * <p>For any number of threads. Everything is kept in memory and bounded, and times are those of a clock that nobody sets.
 */
final class LoginGuard {

    static final int FREE = 5;
    /** Of an address, or a name: there may be several people behind it. */
    static final int FREE_OF_STRANGERS = 8;

    private static final long VERDICT_KEPT = Duration.ofSeconds(60).toNanos();
    private static final long CLIENT_KNOWN = Duration.ofDays(30).toNanos();
    private static final int MOST = 10_000;
    private static final int MOST_GUESSES = 16;

    /** What comes of asking. */
    sealed interface Turn {}

    /** The caller checks the password now, and then settles or abandons this. */
    static final class Check implements Turn {
        private final Client client;
        private final String code;
        private final boolean counted;
        private final boolean stranger;
        private final CompletableFuture<Verdict> verdict;

        private Check(
                Client client, String code, boolean counted, boolean stranger, CompletableFuture<Verdict> verdict) {
            this.client = client;
            this.code = code;
            this.counted = counted;
            this.stranger = stranger;
            this.verdict = verdict;
        }

        /** Whether nobody has logged in under this name from this address of late. */
        boolean isOfStranger() {
            return stranger;
        }
    }

    /** The same password was checked a moment ago, or somebody is at it; cancelled if that came to nothing. */
    record Checked(CompletableFuture<Verdict> verdict) implements Turn {}

    /** Not looked at. */
    record Wait(Duration time) implements Turn {}

    /** One password of one client. */
    private record Guess(CompletableFuture<Verdict> verdict, long since) {
        boolean isRight() {
            return verdict.isDone()
                    && !verdict.isCancelled()
                    && (verdict.join().isLogin() || verdict.join().isHalf());
        }

        boolean isFresh(long now) {
            return !verdict.isDone() || now - since <= VERDICT_KEPT;
        }
    }

    private static final class Attempts {
        private Failures failures = new Failures(FREE);
        private final Map<String, Guess> guesses = new Bounded<>(MOST_GUESSES);
    }

    private final LongSupplier nanos;
    private final Map<Client, Attempts> attempts = new Bounded<>(MOST);
    private final Map<String, Failures> ofAddress = new Bounded<>(MOST);
    private final Map<String, Failures> ofName = new Bounded<>(MOST);
    private final Map<Client, Long> known = new Bounded<>(MOST);

    /** @param nanos as {@link System#nanoTime()} */
    LoginGuard(LongSupplier nanos) {
        this.nanos = nanos;
    }

    /**
     * @param code of the guess
     * @param once whether the same guess is another one a minute later, as it is with a code that changes
     */
    synchronized Turn turn(Client client, String code, boolean once) {
        long now = nanos.getAsLong();
        boolean stranger = !isKnown(client, now);
        Attempts before = attempts.get(client);
        Guess same = before == null ? null : before.guesses.get(code);
        if (same != null && once && !same.isFresh(now)) {
            same = null;
        }
        long wait = before == null ? 0 : before.failures.waitFrom(now);
        if (same != null && (wait <= 0 || !same.isRight())) {
            return same.isFresh(now) ? new Checked(same.verdict()) : begin(client, code, false, stranger, now);
        }
        if (stranger) {
            wait = Math.max(wait, wait(ofAddress, client.network(), now));
            wait = Math.max(wait, wait(ofName, client.user(), now));
        }
        if (wait > 0) {
            return new Wait(Duration.ofNanos(wait));
        }
        attemptsOf(client).failures.add(now);
        if (stranger) {
            failures(ofAddress, client.network()).add(now);
            failures(ofName, client.user()).add(now);
        }
        return begin(client, code, true, stranger, now);
    }

    synchronized void settle(Check check, Verdict verdict) {
        check.verdict.complete(verdict);
        if (verdict.isHalf()) {
            takeBack(check);
        } else if (verdict.isLogin()) {
            attemptsOf(check.client).failures = new Failures(FREE);
            takeBackOfStranger(check);
            known.put(check.client, nanos.getAsLong());
        }
    }

    /** The password could not be checked. */
    synchronized void abandon(Check check) {
        check.verdict.cancel(false);
        Attempts of = attemptsOf(check.client);
        of.guesses.computeIfPresent(check.code, (code, guess) -> guess.verdict() == check.verdict ? null : guess);
        takeBack(check);
    }

    /** What was right or wrong under this name may be otherwise now. Failures stay. */
    synchronized void forget(String user) {
        attempts.forEach((client, of) -> {
            if (client.user().equals(user)) {
                of.guesses.clear();
            }
        });
    }

    private Check begin(Client client, String code, boolean counted, boolean stranger, long now) {
        CompletableFuture<Verdict> verdict = new CompletableFuture<>();
        attemptsOf(client).guesses.put(code, new Guess(verdict, now));
        return new Check(client, code, counted, stranger, verdict);
    }

    private void takeBack(Check check) {
        if (check.counted) {
            attemptsOf(check.client).failures.takeBackOne();
            takeBackOfStranger(check);
        }
    }

    private void takeBackOfStranger(Check check) {
        if (check.counted && check.stranger) {
            failures(ofAddress, check.client.network()).takeBackOne();
            failures(ofName, check.client.user()).takeBackOne();
        }
    }

    private boolean isKnown(Client client, long now) {
        Long since = known.get(client);
        return since != null && now - since <= CLIENT_KNOWN;
    }

    private Attempts attemptsOf(Client client) {
        return attempts.computeIfAbsent(client, key -> new Attempts());
    }

    private static Failures failures(Map<String, Failures> all, String key) {
        return all.computeIfAbsent(key, name -> new Failures(FREE_OF_STRANGERS));
    }

    private static long wait(Map<String, Failures> all, String key, long now) {
        Failures failures = all.get(key);
        return failures == null ? 0 : failures.waitFrom(now);
    }
}
