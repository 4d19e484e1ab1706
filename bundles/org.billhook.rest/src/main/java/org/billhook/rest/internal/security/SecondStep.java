package org.billhook.rest.internal.security;

import java.util.Set;
import org.billhook.core.api.BillhookException;

/** What a login of a person needs beyond the right password. */
public interface SecondStep {

    /** What became of it. */
    enum Result {
        /** The password is enough. */
        NOT_NEEDED,
        /** The user has no second factor and must set one up before anything else. */
        TO_BE_SET_UP,
        /** A code is needed, and none was given. */
        MISSING,
        /** The code is wrong, or was used before. */
        WRONG,
        /** The code was right, and counts no more. */
        DONE
    }

    /**
     * To be asked only after the right password: what it says of a user is nobody else's business.
     *
     * @param stored roles of the user
     * @param code empty if none was given
     * @throws BillhookException UNAVAILABLE if a code is needed and can't be checked now
     */
    Result take(String user, Set<String> stored, String code);

    /** Whether codes are asked for, as far as that can be told now. */
    boolean isActive(String user);
}
