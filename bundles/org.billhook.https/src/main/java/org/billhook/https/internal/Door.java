package org.billhook.https.internal;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keeps the port as settings and files ask for, each time it looks at them. What it sees twice the same counts: of two files that are
 * exchanged one after the other nothing is told. What can't be used changes nothing, and is told once in the log.
 */
final class Door implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(Door.class);
    private static final int MOST_LOOKS_BETWEEN_TRIES = 30;

    /** @param problem why it can't be used; else null */
    private record Sight(Wanted wanted, List<Content> contents, String problem) {}

    private record Open(Wanted wanted, SecurePort port, Runnable close) {}

    private final Path folder;
    private final Clock clock;
    private final Function<SecurePort, Runnable> opener;

    private volatile Https.Config config;
    private volatile Instant end;
    private volatile String problem;
    /** Of the port that was opened last, by whichever thread opened it. */
    private volatile Exception failure;

    private Sight seen;
    private Sight served;
    /** What could not be used. It is tried again, more and more rarely: a port gets free, a day comes. */
    private Sight refused;

    private int tries;
    private int looksToWait;
    private Open open;

    /** @param opener gives a port to the HTTP server, and takes it back when what it returns is called */
    Door(Path folder, Clock clock, Function<SecurePort, Runnable> opener, Https.Config config) {
        this.folder = folder;
        this.clock = clock;
        this.opener = opener;
        this.config = config;
    }

    /** Counts from the next look on. */
    void change(Https.Config next) {
        config = next;
    }

    /** Why settings or files can't be used as they are. */
    Optional<String> problem() {
        return Optional.ofNullable(problem);
    }

    /** Of the certificate that is served. */
    Optional<Instant> end() {
        return Optional.ofNullable(end);
    }

    synchronized void look() {
        try {
            Sight now = sight();
            boolean twice = now.equals(seen);
            seen = now;
            if (twice) {
                take(now);
            }
        } catch (Unusable e) {
            tell(e.getMessage());
        } catch (Exception | LinkageError e) { // else it would be the last look
            LOG.error("TLS can't be set", e);
            tell("It failed: " + e);
        }
    }

    @Override
    public synchronized void close() {
        if (open != null) {
            open.close().run();
        }
        open = null;
        served = null;
        end = null;
        failure = null;
    }

    private Sight sight() {
        try {
            Wanted wanted = Wanted.of(config, folder);
            return new Sight(wanted, wanted.read(), null);
        } catch (Unusable e) {
            return new Sight(null, List.of(), e.getMessage());
        }
    }

    private void take(Sight now) throws Exception {
        if (now.problem() != null) {
            throw new Unusable(now.problem());
        }
        if (now.wanted().isNothing()) {
            close();
        } else if (!now.equals(served) || failure != null) {
            if (!now.equals(refused)) {
                tries = 0;
            } else if (looksToWait-- > 0) {
                return;
            }
            refused = now;
            looksToWait = Math.min(1 << Math.min(tries++, 5), MOST_LOOKS_BETWEEN_TRIES);
            serve(now, KeyFiles.of(now.contents(), now.wanted().password(), clock.instant()));
        }
        refused = null;
        tell(null);
    }

    private void serve(Sight now, KeyFiles files) throws Exception {
        Wanted wanted = now.wanted();
        if (open != null
                && failure == null
                && wanted.address().equals(open.wanted().address())) {
            open.port().change(wanted, files.context());
            open = new Open(wanted, open.port(), open.close());
        } else {
            move(wanted, files);
        }
        served = now;
        end = files.certificate().getNotAfter().toInstant();
        LOG.info(
                "TLS is spoken address='{}' port='{}' certificate='{}' until='{}'",
                wanted.address().host(),
                wanted.address().port(),
                files.certificate().getSubjectX500Principal(),
                end);
    }

    /** A port is opened before the one before is closed, but where both have the same number: then the one before is closed first. */
    private void move(Wanted wanted, KeyFiles files) throws Unusable {
        Open before = open;
        Instant until = end;
        boolean wasServed = before != null && failure == null;
        boolean first = before != null
                && (!wasServed
                        || wanted.address().port() == before.wanted().address().port());
        if (first) {
            checkHere(wanted.address());
            close();
        }
        try {
            open = opened(wanted, new SecurePort(wanted, files.context(), outcome -> failure = outcome));
        } catch (Unusable e) {
            if (first && wasServed) {
                reopen(before, until);
            }
            throw e;
        }
        if (!first && before != null) {
            before.close().run();
        }
    }

    /** Whether the address is one of this machine, whatever its ports. */
    private static void checkHere(Wanted.Address address) throws Unusable {
        try (ServerSocket any = new ServerSocket(0, 1, InetAddress.getByName(address.host()))) {
            LOG.debug("There is address='{}'", any.getInetAddress());
        } catch (IOException e) {
            throw refused(address, e);
        }
    }

    private static Unusable refused(Wanted.Address address, Exception reason) {
        return new Unusable("Port %d of %s can't be opened: %s".formatted(address.port(), address.host(), reason));
    }

    private void reopen(Open before, Instant until) {
        try {
            open = opened(before.wanted(), before.port());
            end = until;
        } catch (Unusable e) {
            LOG.error("What was served before can't be served again because='{}'", e.getMessage());
        }
    }

    private Open opened(Wanted wanted, SecurePort port) throws Unusable {
        failure = null;
        Runnable close = opener.apply(port);
        Exception reason = failure;
        if (reason != null) {
            close.run();
            failure = null;
            throw refused(wanted.address(), reason);
        }
        return new Open(wanted, port, close);
    }

    private void tell(String reason) {
        if (reason != null && !reason.equals(problem)) {
            LOG.error("TLS settings can't be used, nothing changes served='{}' because='{}'", end != null, reason);
        }
        problem = reason;
    }
}
