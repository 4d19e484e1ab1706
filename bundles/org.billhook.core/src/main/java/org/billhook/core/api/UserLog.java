package org.billhook.core.api;

import java.time.Instant;
import java.util.Optional;
import org.osgi.annotation.versioning.ProviderType;

/** Writes what was done to users of the server to the log of changes and into the chain of events, since users are kept elsewhere. */
@ProviderType
public interface UserLog {

    /** What stands before the slash in the subject of such a change. */
    String KIND = "user";

    /**
     * One thing about one user that was changed.
     *
     * @param field for example {@code roles}, {@code password}
     * @param before empty for none, and for what is kept secret
     * @param after likewise
     */
    record UserChange(
            String user, String field, Optional<String> before, Optional<String> after, Actor actor, Instant at) {}

    /** @throws BillhookException UNAVAILABLE if it can't be written now */
    void write(UserChange change);
}
