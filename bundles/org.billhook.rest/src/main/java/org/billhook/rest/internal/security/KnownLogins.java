package org.billhook.rest.internal.security;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * Remembers for a short time that a password was right, since checking its hash is slow on purpose. It keeps no password,
 * only a code of it under a key that this process made up.
 */
final class KnownLogins {

    private static final Duration KEPT = Duration.ofSeconds(60);
    private static final int MOST = 1_000;
    private static final String ALGORITHM = "HmacSHA256";

    private record Known(byte[] code, Login login, Instant until) {}

    private final Clock clock;
    private final SecretKeySpec key;
    private final Map<String, Known> byUser = new LinkedHashMap<>();

    KnownLogins(Clock clock) {
        this.clock = clock;
        byte[] random = new byte[32];
        new SecureRandom().nextBytes(random);
        key = new SecretKeySpec(random, ALGORITHM);
    }

    synchronized Optional<Login> find(String user, String password) {
        Known known = byUser.get(user);
        if (known == null || known.until().isBefore(clock.instant())) {
            return Optional.empty();
        }
        return MessageDigest.isEqual(known.code(), code(user, password))
                ? Optional.of(known.login())
                : Optional.empty();
    }

    synchronized void remember(String password, Login login) {
        byUser.remove(login.user());
        byUser.put(
                login.user(),
                new Known(code(login.user(), password), login, clock.instant().plus(KEPT)));
        Iterator<Known> oldest = byUser.values().iterator();
        while (byUser.size() > MOST && oldest.hasNext()) {
            oldest.next();
            oldest.remove();
        }
    }

    synchronized void forget(String user) {
        byUser.remove(user);
    }

    private byte[] code(String user, String password) {
        try {
            Mac mac = Mac.getInstance(ALGORITHM);
            mac.init(key);
            mac.update(user.getBytes(StandardCharsets.UTF_8));
            mac.update((byte) 0);
            return mac.doFinal(password.getBytes(StandardCharsets.UTF_8));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("Every Java has " + ALGORITHM, e);
        }
    }
}
