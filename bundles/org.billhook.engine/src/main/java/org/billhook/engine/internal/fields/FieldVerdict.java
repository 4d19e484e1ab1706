package org.billhook.engine.internal.fields;

import java.util.Optional;
import org.billhook.core.spi.fieldcheck.Opinion;

/**
 * What the chain of checks says of one field in the end.
 *
 * @param decidedBy id and bundle of the check that had the last word, or {@code core}; empty if nobody had an opinion
 * @param allowedBy id, bundle and version of the check that leaves the field open, for the change log; empty if none does
 * @param forGood whether every field of the object is closed, as a check could not be asked
 */
public record FieldVerdict(Opinion opinion, Optional<String> decidedBy, Optional<String> allowedBy, boolean forGood) {

    public boolean open() {
        return opinion.verdict().open();
    }
}
