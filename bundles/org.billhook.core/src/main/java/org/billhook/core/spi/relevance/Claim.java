package org.billhook.core.spi.relevance;

import java.util.Objects;
import org.billhook.core.model.Share;

/**
 * How much of a source a dynamic item rests on. The quantity and the value of the line are its own: a percentage, an
 * uplift or a discount is a condition on the line and never claims more or less.
 *
 * @param share not zero, within what is open
 */
public record Claim(OpenSource source, Share share) {

    public Claim {
        Objects.requireNonNull(source, "source");
        if (share.isZero() || !share.isWithin(source.open())) {
            throw new IllegalArgumentException("Claim of %s on source %d is not within what is open: %s"
                    .formatted(share, source.id(), source.open()));
        }
    }

    /** All that is open. */
    public static Claim all(OpenSource source) {
        return new Claim(source, source.open());
    }

    /** Whether nothing stays open. */
    public boolean isAll() {
        return share.value().compareTo(source.open().value()) == 0;
    }
}
