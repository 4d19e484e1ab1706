package org.billhook.core.api;

import java.util.List;
import java.util.Optional;
import org.osgi.annotation.versioning.ProviderType;

/** Reasons for which requests are rejected, of three classes (D-90). Some are delivered, all can be changed. */
@ProviderType
public interface RejectionReasons {

    /** What becomes of what was claimed. */
    enum Effect {
        /** It is complete and never proposed again: given up (D-91). */
        NOT_BILLABLE,
        /** It leaves this request and is proposed again. */
        DEFERRED,
        /** The whole request is void and all of it proposed again. */
        CANCELLED
    }

    /**
     * A reason.
     *
     * @param code 1 to 20 capital letters, digits, underscores and hyphens
     * @param version counts from 1 with every change; 0 for one that is delivered
     * @param text for people, 1 to 200 characters
     */
    record Reason(String code, long version, String text, Effect effect) {}

    /**
     * Saves a reason; what was rejected for it before stays as it was.
     *
     * @param reason with any version
     * @param expected version it was made on, 0 for a new one or one in place of a delivered one; another one is refused as STALE
     * @throws BillhookException REFUSED with a finding per field that is wrong
     */
    Reason put(Reason reason, long expected, Actor actor);

    /** The newest version. */
    Optional<Reason> find(String code);

    /** The newest version of each, by code. */
    List<Reason> list();
}
