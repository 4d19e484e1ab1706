package org.billhook.core.spi.fieldcheck;

import java.util.Objects;

/**
 * What one check says about one field.
 *
 * @param reason a full sentence for people: why, and what would change it
 */
public record Opinion(Verdict verdict, String reason) {

    public Opinion {
        Objects.requireNonNull(verdict, "verdict");
        if (reason.isBlank()) {
            throw new IllegalArgumentException("An opinion needs a reason");
        }
    }
}
