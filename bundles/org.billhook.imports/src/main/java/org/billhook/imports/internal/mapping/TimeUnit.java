package org.billhook.imports.internal.mapping;

import java.math.BigDecimal;
import java.util.Arrays;
import java.util.Optional;

/** A unit of time with a fixed number of seconds. A day is none: how many hours it has is a matter of contract. */
public enum TimeUnit {
    SEC(1),
    MIN(60),
    HUR(3600);

    private final BigDecimal seconds;

    TimeUnit(long seconds) {
        this.seconds = BigDecimal.valueOf(seconds);
    }

    public BigDecimal seconds() {
        return seconds;
    }

    /** Empty for another unit. */
    public static Optional<TimeUnit> of(String code) {
        return Arrays.stream(values()).filter(unit -> unit.name().equals(code)).findFirst();
    }
}
