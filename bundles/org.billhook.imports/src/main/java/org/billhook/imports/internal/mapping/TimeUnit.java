package org.billhook.imports.internal.mapping;

import java.math.BigDecimal;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.billhook.core.model.Unit;

/** A unit of time with a fixed number of seconds. A day is none: how many hours it has is a matter of contract. */
public enum TimeUnit {
    SEC(1),
    MIN(60),
    HUR(3600);

    private static final Map<String, TimeUnit> BY_CODE =
            Arrays.stream(values()).collect(Collectors.toMap(Enum::name, Function.identity()));

    private final BigDecimal seconds;
    private final Unit unit = new Unit(name());

    TimeUnit(long seconds) {
        this.seconds = BigDecimal.valueOf(seconds);
    }

    public Unit unit() {
        return unit;
    }

    public BigDecimal seconds() {
        return seconds;
    }

    /** Empty for another unit. */
    public static Optional<TimeUnit> of(String code) {
        return Optional.ofNullable(BY_CODE.get(code));
    }
}
