package org.billhook.rest.internal.security;

import java.time.Duration;
import java.util.Map;
import java.util.function.LongSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Writes to the log of security who logs in and what is refused. A client sends its login with each call: it is one line when it
 * comes, and the next after an hour without a call. What is not even looked at is one line a minute. For any number of threads.
 */
final class LoginLog {

    /** In the server's log and in that of security. */
    static final Logger SECURITY = LoggerFactory.getLogger("org.billhook.security");

    private static final long GONE = Duration.ofHours(1).toNanos();
    private static final long QUIET = Duration.ofMinutes(1).toNanos();
    private static final int MOST = 10_000;
    private static final int LONGEST = 80;

    private record Seen(String how, Client client) {}

    private final LongSupplier nanos;
    private final Map<Seen, Long> seen = new Bounded<>(MOST);
    private final Map<String, Long> told = new Bounded<>(MOST);
    private final Map<Client, Long> usedAgain = new Bounded<>(MOST);

    /** @param nanos as {@link System#nanoTime()} */
    LoginLog(LongSupplier nanos) {
        this.nanos = nanos;
    }

    /** @param how {@code password}, {@code password and code} or {@code token} */
    void letIn(String user, String address, String how) {
        long now = nanos.getAsLong();
        if (isOver(seen, new Seen(how, Client.of(user, address)), now, GONE, true)) {
            SECURITY.info("Login user='{}' address='{}' by='{}'", printable(user), address, how);
        }
    }

    /** Name or password was looked at and was wrong. */
    static void refused(String user, String address) {
        SECURITY.warn("Login refused user='{}' address='{}'", printable(user), address);
    }

    /**
     * The password was right.
     *
     * @param missing whether no code was given, rather than a wrong one or one that was used before
     */
    static void codeRefused(String user, String address, boolean missing) {
        if (missing) {
            SECURITY.info("Login waits for its second factor user='{}' address='{}'", printable(user), address);
        } else {
            SECURITY.warn("Second factor refused user='{}' address='{}'", printable(user), address);
        }
    }

    /** A code that let somebody in was sent again: one line a minute for a client. */
    void usedAgain(String user, String address) {
        if (isOver(usedAgain, Client.of(user, address), nanos.getAsLong(), QUIET, false)) {
            codeRefused(user, address, false);
        }
    }

    static void tokenRefused(String address) {
        SECURITY.warn("Token refused address='{}'", address);
    }

    /** Not looked at: too many failures came before. */
    void madeToWait(String user, String address) {
        if (isOver(told, Client.of(user, address).network(), nanos.getAsLong(), QUIET, false)) {
            SECURITY.warn(
                    "Logins of an address are not looked at for now, further ones of this minute are not in the log user='{}' address='{}'",
                    printable(user),
                    address);
        }
    }

    /** @param renews whether each time counts as the last one, and not only those that are over */
    private synchronized <K> boolean isOver(Map<K, Long> last, K key, long now, long after, boolean renews) {
        Long before = last.get(key);
        boolean over = before == null || now - before > after;
        if (over || renews) {
            last.put(key, now);
        }
        return over;
    }

    /** What can't be taken for another part of the line. */
    static String printable(String text) {
        String shown = text.length() > LONGEST ? text.substring(0, LONGEST) : text;
        return shown.replaceAll("[\\p{Cntrl}']", "?");
    }
}
