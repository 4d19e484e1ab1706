package org.billhook.core.api;

import java.util.List;
import org.osgi.annotation.versioning.ProviderType;

/**
 * Second factors of users: a secret that the user's device has as well, from which both compute a code that changes every 30
 * seconds (RFC 6238: SHA-1, six digits), and recovery codes for a lost device. Each code is accepted once, on whichever node.
 */
@ProviderType
public interface SecondFactors {

    /** Whether codes are asked for. */
    enum State {
        /** The user has none. */
        NONE,
        /** A secret was given out, but no code of it was seen yet: none is asked for. */
        PENDING,
        /** Each login needs a code. */
        ACTIVE
    }

    /**
     * The second factor of a user.
     *
     * @param recoveryCodes so many are left
     */
    record Status(State state, int recoveryCodes) {}

    /** What became of a code. */
    enum Use {
        /** Wrong, used before, or the user has no second factor. */
        REFUSED,
        /** That of the device. */
        CODE,
        /** A recovery code, which counts no more. */
        RECOVERY_CODE
    }

    Status of(String user);

    /**
     * Makes a new secret, in place of one that is pending.
     *
     * @return its bytes, which no other call gives
     * @throws BillhookException CONFLICT if the second factor is active; UNAVAILABLE if the key that secrets are kept under can't be used
     */
    byte[] begin(String user);

    /**
     * Makes a pending one active.
     *
     * @return recovery codes, which no other call gives
     * @throws BillhookException CONFLICT if none is pending; REFUSED if the code is wrong; UNAVAILABLE if the key can't be used
     */
    List<String> confirm(String user, String code);

    /**
     * Takes a code of an active one. Whoever calls bounds guesses.
     *
     * @throws BillhookException UNAVAILABLE if the key can't be used
     */
    Use use(String user, String code);

    /** @return what was removed: NONE if there was nothing */
    State remove(String user);
}
