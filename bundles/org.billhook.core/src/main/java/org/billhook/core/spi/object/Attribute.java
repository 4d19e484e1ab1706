package org.billhook.core.spi.object;

import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Consumer;
import java.util.regex.Pattern;
import org.billhook.core.model.Day;
import org.billhook.core.model.Finding;
import org.billhook.core.model.ObjectRef;
import org.billhook.core.model.Quantity;
import org.billhook.core.model.Unit;
import org.joda.money.CurrencyUnit;

/**
 * One attribute of a kind. Values are kept as text: {@code DATE} in ISO 8601, {@code DECIMAL} and {@code QUANTITY} in plain
 * notation, {@code BOOLEAN} as true or false, {@code CURRENCY} as ISO 4217 code, {@code UNIT} as code of a {@link Unit},
 * {@code REFERENCE} as kind/key, {@code RECEIVERS} as {@link Receivers} says. Core refuses any other value, and one that names
 * nothing, before the kind is asked.
 *
 * @param name lower camel case, as in the JSON of the API; {@link Receivers#APPORTIONMENT} and {@link
 *     CollectingOrder#WARRANTY_UNTIL} are of the types that core reads them by
 * @param required whether an object without it is refused
 * @param searchable whether lists can be filtered by it
 * @param changeable whether it can be changed after creation
 * @param lockedOnceBilled whether it is closed for good once something of the object was billed; no field check opens it
 * @param values what a {@code CHOICE} may be; empty for other types
 * @param target kind that a {@code REFERENCE} must name; empty for any
 * @param range what a {@code DECIMAL} or {@code QUANTITY} may be; empty for any number
 * @param description one sentence for people, with unit where it has one
 */
public record Attribute(
        String name,
        Type type,
        boolean required,
        boolean searchable,
        boolean changeable,
        boolean lockedOnceBilled,
        Set<String> values,
        Optional<String> target,
        Optional<Range> range,
        String description) {

    private static final Pattern DECIMAL = Pattern.compile("-?[0-9]{1,18}(\\.[0-9]{1,9})?");

    /** Attributes that core reads of every kind that has them. */
    private static final Map<String, Type> READ_BY_CORE =
            Map.of(Receivers.APPORTIONMENT, Type.RECEIVERS, CollectingOrder.WARRANTY_UNTIL, Type.DATE);

    /** Types of attributes. */
    public enum Type {
        TEXT,
        /** At most 18 digits before the point and nine after it. */
        DECIMAL,
        /** At most three decimals (P-110). */
        QUANTITY,
        CURRENCY,
        UNIT,
        DATE,
        BOOLEAN,
        CHOICE,
        REFERENCE,
        /** {@link Receivers}: objects with percentages. */
        RECEIVERS
    }

    /**
     * What a number may be.
     *
     * @param least least value
     * @param exclusive whether the least value itself is refused
     * @param most greatest value, inclusive; empty for none
     */
    public record Range(BigDecimal least, boolean exclusive, Optional<BigDecimal> most) {

        boolean has(BigDecimal value) {
            int toLeast = value.compareTo(least);
            return (exclusive ? toLeast > 0 : toLeast >= 0)
                    && most.filter(limit -> value.compareTo(limit) > 0).isEmpty();
        }

        /** For people: {@code above 0}, {@code 0 or more}, {@code from 0 to 100}. */
        @Override
        public String toString() {
            String from = least.toPlainString();
            return most.map(limit -> (exclusive ? "above %s, at most %s" : "from %s to %s")
                            .formatted(from, limit.toPlainString()))
                    .orElse(exclusive ? "above " + from : from + " or more");
        }
    }

    public Attribute {
        if (!name.matches("[a-z][A-Za-z0-9]{0,39}")) {
            throw new IllegalArgumentException("Attribute name '%s' is not lower camel case".formatted(name));
        }
        Objects.requireNonNull(type, "type");
        values = Set.copyOf(values);
        if ((type == Type.CHOICE) == values.isEmpty()) {
            throw new IllegalArgumentException("Attribute %s: only a CHOICE has values".formatted(name));
        }
        Type read = READ_BY_CORE.getOrDefault(name, type);
        if (type != read) {
            throw new IllegalArgumentException("Attribute %s is read by core: its type is %s".formatted(name, read));
        }
        if (range.isPresent() && type != Type.DECIMAL && type != Type.QUANTITY) {
            throw new IllegalArgumentException("Attribute %s: only a number has a range".formatted(name));
        }
    }

    /** An optional, changeable attribute that is neither searchable nor ever locked. */
    public static Attribute of(String name, Type type, String description) {
        return new Attribute(
                name, type, false, false, true, false, Set.of(), Optional.empty(), Optional.empty(), description);
    }

    /** An optional choice. */
    public static Attribute choice(String name, Set<String> values, String description) {
        return new Attribute(
                name, Type.CHOICE, false, false, true, false, values, Optional.empty(), Optional.empty(), description);
    }

    /** An optional reference to an object of one kind. */
    public static Attribute reference(String name, String target, String description) {
        return new Attribute(
                name,
                Type.REFERENCE,
                false,
                false,
                true,
                false,
                Set.of(),
                Optional.of(target),
                Optional.empty(),
                description);
    }

    public Attribute mandatory() {
        return new Attribute(
                name, type, true, searchable, changeable, lockedOnceBilled, values, target, range, description);
    }

    /** Lists can be filtered by it. */
    public Attribute indexed() {
        return new Attribute(
                name, type, required, true, changeable, lockedOnceBilled, values, target, range, description);
    }

    /** Never changes after creation. */
    public Attribute fixed() {
        return new Attribute(
                name, type, required, searchable, false, lockedOnceBilled, values, target, range, description);
    }

    public Attribute locked() {
        return new Attribute(name, type, required, searchable, changeable, true, values, target, range, description);
    }

    /** A number above zero. */
    public Attribute aboveZero() {
        return within(new Range(BigDecimal.ZERO, true, Optional.empty()));
    }

    /** A number of zero or more. */
    public Attribute notNegative() {
        return within(new Range(BigDecimal.ZERO, false, Optional.empty()));
    }

    /** A percentage from 0 to 100 (I-6). */
    public Attribute percentage() {
        return within(new Range(BigDecimal.ZERO, false, Optional.of(new BigDecimal(100))));
    }

    private Attribute within(Range limits) {
        return new Attribute(
                name,
                type,
                required,
                searchable,
                changeable,
                lockedOnceBilled,
                values,
                target,
                Optional.of(limits),
                description);
    }

    /** Why a value is none of this attribute; whether a reference names anything is not looked at. */
    public Optional<Finding> refusal(String value) {
        return switch (type) {
            case TEXT -> Optional.empty();
            case DECIMAL -> decimal(value);
            case QUANTITY -> decimal(value).or(() -> unreadable(value, this::quantity));
            case CURRENCY -> currency(value);
            case UNIT -> unreadable(value, Unit::new);
            case DATE -> date(value);
            case BOOLEAN -> oneOf(value, List.of("true", "false"));
            case CHOICE -> oneOf(value, new TreeSet<>(values));
            case RECEIVERS -> unreadable(value, Receivers::parse);
            case REFERENCE -> unreadable(value, ObjectRef::parse).or(() -> ofTarget(ObjectRef.parse(value)));
        };
    }

    private void quantity(String value) {
        Quantity.of(value, Unit.PIECE);
    }

    private Optional<Finding> decimal(String value) {
        if (!DECIMAL.matcher(value).matches()) {
            return invalid("'%s' is no decimal number such as 12.5: '%s'".formatted(name, value));
        }
        return range.filter(limits -> !limits.has(new BigDecimal(value)))
                .flatMap(limits -> invalid("'%s' must be %s, not %s".formatted(name, limits, value)));
    }

    private Optional<Finding> currency(String value) {
        boolean known = CurrencyUnit.registeredCurrencies().stream()
                .anyMatch(currency -> currency.getCode().equals(value));
        return known ? Optional.empty() : invalid("'%s' is no ISO 4217 code: '%s'".formatted(name, value));
    }

    private Optional<Finding> date(String value) {
        try {
            LocalDate day = LocalDate.parse(value);
            return day.isBefore(Day.FIRST) || day.isAfter(Day.LAST)
                    ? invalid("'%s' is between %s and %s, not '%s'".formatted(name, Day.FIRST, Day.LAST, value))
                    : Optional.empty();
        } catch (DateTimeException e) {
            return invalid("'%s' is no date such as 2026-03-31: '%s'".formatted(name, value));
        }
    }

    private Optional<Finding> oneOf(String value, Collection<String> allowed) {
        return allowed.contains(value)
                ? Optional.empty()
                : invalid("'%s' is one of %s, not '%s'".formatted(name, allowed, value));
    }

    private Optional<Finding> ofTarget(ObjectRef ref) {
        return target.filter(kind -> !kind.equals(ref.kind()))
                .flatMap(kind -> invalid("'%s' names an object of kind '%s', not %s".formatted(name, kind, ref)));
    }

    private Optional<Finding> unreadable(String value, Consumer<String> read) {
        try {
            read.accept(value);
            return Optional.empty();
        } catch (IllegalArgumentException e) {
            return invalid("'%s': %s".formatted(name, e.getMessage()));
        }
    }

    private Optional<Finding> invalid(String message) {
        return Optional.of(Finding.error("INVALID_VALUE", name, message));
    }
}
