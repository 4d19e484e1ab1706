package org.billhook.core.dip;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * Which sources a row of a profile is about: several characteristics are AND, several values of one OR (D-40, D-52).
 *
 * @param byCharacteristic values by characteristic; {@code A..M} is the interval of both ends and all between in the order of
 *     characters. Empty for every source
 */
public record Criteria(Map<String, List<String>> byCharacteristic) {

    /** Every source. */
    public static final Criteria ALL = new Criteria(Map.of());

    private static final String INTERVAL = "..";

    public Criteria {
        byCharacteristic = byCharacteristic.entrySet().stream()
                .collect(Collectors.collectingAndThen(
                        Collectors.toMap(
                                Map.Entry::getKey,
                                entry -> List.copyOf(entry.getValue()),
                                (one, other) -> one,
                                TreeMap::new),
                        java.util.Collections::unmodifiableMap));
    }

    /** @param characteristics gives the value of a characteristic, where there is one */
    public boolean match(Function<String, Optional<String>> characteristics) {
        return byCharacteristic.entrySet().stream().allMatch(entry -> characteristics
                .apply(entry.getKey())
                .filter(value -> entry.getValue().stream().anyMatch(wanted -> has(wanted, value)))
                .isPresent());
    }

    /** Whether both are about the same characteristics and have a value of each in common (D-23). */
    boolean overlaps(Criteria other) {
        return !byCharacteristic.isEmpty()
                && byCharacteristic.keySet().equals(other.byCharacteristic.keySet())
                && byCharacteristic.entrySet().stream().allMatch(entry -> entry.getValue().stream()
                        .anyMatch(one -> other.byCharacteristic.get(entry.getKey()).stream()
                                .anyMatch(two -> has(one, first(two)) || has(two, first(one)))));
    }

    private static boolean has(String wanted, String value) {
        int dots = wanted.indexOf(INTERVAL);
        return dots < 0
                ? wanted.equals(value)
                : wanted.substring(0, dots).compareTo(value) <= 0
                        && value.compareTo(wanted.substring(dots + INTERVAL.length())) <= 0;
    }

    private static String first(String wanted) {
        int dots = wanted.indexOf(INTERVAL);
        return dots < 0 ? wanted : wanted.substring(0, dots);
    }
}
