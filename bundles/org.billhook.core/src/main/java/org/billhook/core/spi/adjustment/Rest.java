package org.billhook.core.spi.adjustment;

import java.time.LocalDate;
import java.util.Optional;

/**
 * What becomes of what {@link AdjustmentSink#keep} cuts off: one of the decisions that a
 * {@link org.billhook.core.spi.decision.BillingDecision} can take as well (J-61).
 *
 * @param until first day it can be billed again; given exactly for {@link Fate#HOLD}
 */
public record Rest(Fate fate, Optional<LocalDate> until) {

    /** The decisions. */
    public enum Fate {
        /** Open again in the next run. */
        LEAVE_OPEN,
        /** Set aside until a day. */
        HOLD,
        /** Given up for good. */
        WRITE_OFF,
        /** Covered by a contract's base amount (J-52). */
        INCLUDE
    }

    public Rest {
        if ((fate == Fate.HOLD) != until.isPresent()) {
            throw new IllegalArgumentException(
                    "A day goes with HOLD and with nothing else: %s %s".formatted(fate, until));
        }
    }

    public static Rest leaveOpen() {
        return new Rest(Fate.LEAVE_OPEN, Optional.empty());
    }

    /** @param until first day it can be billed again */
    public static Rest holdUntil(LocalDate until) {
        return new Rest(Fate.HOLD, Optional.of(until));
    }

    public static Rest writeOff() {
        return new Rest(Fate.WRITE_OFF, Optional.empty());
    }

    public static Rest include() {
        return new Rest(Fate.INCLUDE, Optional.empty());
    }
}
