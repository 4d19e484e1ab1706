package org.billhook.settings.internal;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import org.osgi.framework.FrameworkUtil;
import org.osgi.framework.InvalidSyntaxException;

/**
 * What may be set under one name.
 *
 * @param type as in a description of metatype: {@code Integer}, {@code Boolean}, {@code String} …
 * @param least least number that is allowed; empty for no bound
 * @param most greatest number that is allowed; empty for no bound
 * @param options values that are allowed; empty for any
 */
record Setting(String name, String type, Optional<BigDecimal> least, Optional<BigDecimal> most, List<String> options) {

    private static final String FILTER = ".target";

    Setting {
        options = List.copyOf(options);
    }

    /** Whether there are values that are refused: other texts and passwords are kept nowhere. */
    boolean canBeWrong() {
        return isNumber() || isBoolean() || !options.isEmpty() || name.endsWith(FILTER);
    }

    /**
     * What must stand instead of a value; empty if it may stand.
     *
     * @param value one, or an array or collection of them
     */
    Optional<String> refusal(Object value) {
        return values(value).stream().allMatch(this::admits) ? Optional.empty() : Optional.of(allowed());
    }

    private boolean admits(Object value) {
        String text = String.valueOf(value).strip();
        if (isNumber()) {
            return isAllowedNumber(text);
        }
        if (isBoolean()) {
            return text.equalsIgnoreCase("true") || text.equalsIgnoreCase("false");
        }
        if (!options.isEmpty()) {
            return options.contains(text);
        }
        return !name.endsWith(FILTER) || isFilter(text);
    }

    private boolean isAllowedNumber(String text) {
        try {
            BigDecimal number = new BigDecimal(text);
            boolean whole = isFraction() || number.stripTrailingZeros().scale() <= 0 && !text.contains(".");
            return whole
                    && number.compareTo(least.orElse(bound(true))) >= 0
                    && number.compareTo(most.orElse(bound(false))) <= 0;
        } catch (NumberFormatException e) {
            return false;
        }
    }

    private static boolean isFilter(String text) {
        try {
            FrameworkUtil.createFilter(text);
            return true;
        } catch (InvalidSyntaxException e) {
            return false;
        }
    }

    private String allowed() {
        if (isNumber()) {
            return "a %snumber from %s to %s"
                    .formatted(
                            isFraction() ? "" : "whole ",
                            least.orElse(bound(true)).toPlainString(),
                            most.orElse(bound(false)).toPlainString());
        }
        if (isBoolean()) {
            return "true or false";
        }
        return options.isEmpty() ? "a filter such as (name=value)" : "one of " + options;
    }

    private boolean isBoolean() {
        return type.equals("Boolean");
    }

    private boolean isFraction() {
        return type.equals("Double") || type.equals("Float");
    }

    private boolean isNumber() {
        return isFraction() || List.of("Integer", "Long", "Short", "Byte").contains(type);
    }

    private BigDecimal bound(boolean lower) {
        return switch (type) {
            case "Long" -> BigDecimal.valueOf(lower ? Long.MIN_VALUE : Long.MAX_VALUE);
            case "Short" -> BigDecimal.valueOf(lower ? Short.MIN_VALUE : Short.MAX_VALUE);
            case "Byte" -> BigDecimal.valueOf(lower ? Byte.MIN_VALUE : Byte.MAX_VALUE);
            case "Double", "Float" -> new BigDecimal(lower ? "-1e30" : "1e30");
            default -> BigDecimal.valueOf(lower ? Integer.MIN_VALUE : Integer.MAX_VALUE);
        };
    }

    private static List<?> values(Object value) {
        if (value instanceof Object[] array) {
            return Arrays.asList(array);
        }
        return value instanceof Collection<?> several ? new ArrayList<>(several) : List.of(value);
    }
}
