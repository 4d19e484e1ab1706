package org.billhook.engine.internal.registry;

import java.util.List;
import org.billhook.core.api.Actor;
import org.billhook.core.api.BillhookException;
import org.billhook.core.model.Finding;

/** The ids by which plugins have decided: which of them are vacant, and the act that ends the wait for one. */
public interface KnownIds {

    int LONGEST_REASON = 500;

    /** @throws BillhookException REFUSED if it is none, or too long */
    static void requireReason(String reason) {
        int length = reason.strip().length();
        if (length == 0 || length > LONGEST_REASON) {
            throw new BillhookException(
                    BillhookException.Type.REFUSED,
                    Finding.error(
                            "REASON",
                            "reason",
                            "An id is retired for a reason of 1 to %d characters, this one has %d"
                                    .formatted(LONGEST_REASON, length)));
        }
    }

    /** Remembers who decides now, if the database answers; each snapshot and each change does that too, a moment later. */
    void note();

    /** Those by which nobody decides now, by SPI and id. What can't be read from the database now is left out. */
    List<Vacancy> vacant();

    /**
     * Waits no more for an id that is vacant, until a plugin decides by it again. Written to the change log and the events.
     *
     * @param spi simple name of the interface
     * @param reason 1 to 500 characters
     * @throws BillhookException UNKNOWN if no plugin has decided by the id; CONFLICT if one decides by it now; REFUSED without
     *     a reason
     */
    void retire(String spi, String id, String reason, Actor actor);
}
