package org.billhook.imports.internal.mapping;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.billhook.core.model.Characteristics;
import org.billhook.imports.internal.mapping.Mapping.ColumnType;
import org.billhook.imports.internal.mapping.Mapping.Condition;
import org.billhook.imports.internal.mapping.Mapping.Fields;
import org.billhook.imports.internal.mapping.Mapping.Number;
import org.billhook.imports.internal.mapping.Mapping.ObjectKey;

/** Reads the part of a mapping that says where the fields of a posting come from. */
final class FieldsReader {

    private static final Set<String> SET_BY_CORE = Set.of(
            Characteristics.OBJECT, Characteristics.PROJECT, Characteristics.CUSTOMER, Characteristics.SOURCE_KIND);

    private static final Map<String, TimeUnit> COUNTED =
            Map.of("SEC", TimeUnit.SEC, "MIN", TimeUnit.MIN, "HUR", TimeUnit.HUR);

    private static final Map<String, RoundingMode> ROUNDINGS = Map.of(
            "exact", RoundingMode.UNNECESSARY,
            "half-up", RoundingMode.HALF_UP,
            "half-even", RoundingMode.HALF_EVEN,
            "up", RoundingMode.UP,
            "down", RoundingMode.DOWN);

    private final JsonSection section;
    private final Map<String, ColumnType> types;

    /** @param types declared per column */
    FieldsReader(JsonSection section, Map<String, ColumnType> types) {
        this.section = section;
        this.types = types;
    }

    Optional<Fields> read() {
        Optional<Template> externalId = section.requiredCountedTemplate("externalId");
        Optional<ObjectKey> object = section.requiredSection("object").flatMap(key -> {
            Optional<ObjectKey> read = objectKey(key);
            key.refuseOthers();
            return read;
        });
        Optional<Number> quantity =
                section.section("quantity").flatMap(number -> number(number, "unit", RoundingMode.HALF_UP));
        Optional<Number> amount =
                section.section("amount").flatMap(number -> number(number, "currency", RoundingMode.UNNECESSARY));
        Optional<Number> cost =
                section.section("cost").flatMap(number -> number(number, "currency", RoundingMode.UNNECESSARY));
        if (section.has("quantity") == section.has("amount")) {
            section.error("MISSING", "quantity", "Exactly one of fields.quantity and fields.amount must be there");
        }
        List<String> serviceDate = dates("serviceDate");
        if (serviceDate.isEmpty()) {
            section.error("MISSING", "serviceDate", "fields.serviceDate must name at least one column");
        }
        List<String> postingDate = dates("postingDate");
        Map<String, Template> characteristics = characteristics();
        Optional<Template> text = section.template("text");
        Optional<Condition> billable = section.section("billable").flatMap(FieldsReader::condition);
        section.refuseOthers();
        if (externalId.isEmpty() || object.isEmpty()) {
            return Optional.empty();
        }
        return Optional.of(new Fields(
                externalId.get(),
                object.get(),
                quantity,
                amount,
                cost,
                serviceDate,
                postingDate,
                text,
                billable,
                characteristics));
    }

    private Map<String, Template> characteristics() {
        Map<String, Template> characteristics = new LinkedHashMap<>();
        for (String name : List.of(Characteristics.PERSON, Characteristics.ACTIVITY, Characteristics.MATERIAL)) {
            section.template(name).ifPresent(template -> characteristics.put(name, template));
        }
        section.section("characteristics").ifPresent(others -> {
            for (String name : others.names()) {
                if (!name.matches("[a-z][a-z0-9-]{0,39}")) {
                    others.error(
                            "BAD_NAME",
                            name,
                            "Characteristic '%s' must be 1 to 40 lower-case letters, digits and hyphens, first a letter"
                                    .formatted(name));
                } else if (SET_BY_CORE.contains(name)) {
                    others.error("BAD_NAME", name, "Characteristic '%s' is set by the server".formatted(name));
                } else if (characteristics.containsKey(name)) {
                    others.error("BAD_NAME", name, "Characteristic '%s' is a field already".formatted(name));
                }
                others.template(name).ifPresent(template -> characteristics.putIfAbsent(name, template));
            }
        });
        return characteristics;
    }

    /** @param usual rounding where the mapping names none */
    private Optional<Number> number(JsonSection number, String code, RoundingMode usual) {
        Optional<String> column = number.requiredText("column");
        column.ifPresent(name -> requireType(number, "column", name, ColumnType.DECIMAL));
        Optional<Template> unit = number.requiredTemplate(code);
        boolean quantity = code.equals("unit");
        Optional<TimeUnit> counts = quantity ? number.choice("counts", COUNTED) : Optional.empty();
        counts.flatMap(counted -> unit)
                .filter(posted -> TimeUnit.of(posted.toString()).isEmpty())
                .ifPresent(posted -> number.error(
                        "WRONG_VALUE",
                        "counts",
                        "%s needs a unit of time, %s, but %s is %s"
                                .formatted(
                                        number.path("counts"),
                                        String.join(", ", new TreeSet<>(COUNTED.keySet())),
                                        number.path("unit"),
                                        posted)));
        RoundingMode rounding = number.choice("rounding", ROUNDINGS).orElse(usual);
        Optional<BigDecimal> least = number.decimal("least");
        Optional<BigDecimal> most = number.decimal("most");
        number.refuseOthers();
        if (least.isPresent() && most.isPresent() && least.get().compareTo(most.get()) > 0) {
            number.error("OUT_OF_RANGE", "least", "%s is above %s".formatted(least.get(), most.get()));
        }
        return column.isEmpty() || unit.isEmpty()
                ? Optional.empty()
                : Optional.of(new Number(column.get(), unit.get(), counts, rounding, least, most));
    }

    private List<String> dates(String name) {
        List<String> columns = section.texts(name);
        columns.forEach(column -> requireType(section, name, column, ColumnType.DATE));
        return columns;
    }

    private void requireType(JsonSection where, String name, String column, ColumnType wanted) {
        ColumnType declared = types.getOrDefault(column, wanted);
        if (declared != wanted) {
            where.error(
                    "WRONG_COLUMN_TYPE",
                    name,
                    "Column '%s' is declared %s; here it must be %s".formatted(column, lower(declared), lower(wanted)));
        }
    }

    private static String lower(ColumnType type) {
        return type.name().toLowerCase(Locale.ROOT);
    }

    static Optional<Condition> condition(JsonSection section) {
        Optional<String> column = section.requiredText("column");
        List<String> in = section.texts("in");
        List<String> notIn = section.texts("notIn");
        section.refuseOthers();
        if (in.isEmpty() == notIn.isEmpty()) {
            section.error("MISSING", "in", "Exactly one of in and notIn must be there, with at least one value");
            return Optional.empty();
        }
        return column.map(name -> new Condition(name, Set.copyOf(in.isEmpty() ? notIn : in), !in.isEmpty()));
    }

    static Optional<ObjectKey> objectKey(JsonSection section) {
        String kind = section.id("kind");
        Optional<Template> key = section.requiredTemplate("key");
        return kind.isEmpty() ? Optional.empty() : key.map(template -> new ObjectKey(kind, template));
    }
}
