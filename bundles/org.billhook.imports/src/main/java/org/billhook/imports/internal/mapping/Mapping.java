package org.billhook.imports.internal.mapping;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.nio.charset.Charset;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.billhook.core.api.ImportJournal;

/**
 * What a file means, checked and compiled; docs/imports.md describes the JSON it is read from.
 *
 * @param origin name under which external ids are unique
 * @param repeats what becomes of rows that say the same and of rows that changed
 * @param entries empty where a row of the file is a row
 * @param types columns that are not plain text
 * @param replacements by column
 * @param constants values that templates use like columns
 * @param filters all must hold, else the row is skipped
 */
public record Mapping(
        String source,
        String origin,
        Repeats repeats,
        FileFormat file,
        ValueFormats formats,
        Optional<Entries> entries,
        Map<String, ColumnType> types,
        Map<String, Replacement> replacements,
        Map<String, String> constants,
        List<Join> joins,
        List<Condition> filters,
        Fields fields,
        List<ObjectTemplate> objects) {

    /** What the values of a column are; other than text they are checked and put into templates in their neutral form. */
    public enum ColumnType {
        TEXT,
        DECIMAL,
        DATE
    }

    /**
     * @param counted whether rows of a file that say the same are postings of their own; else they are one
     * @param changed what becomes of a row that was posted before with other content
     */
    public record Repeats(boolean counted, ImportJournal.Changed changed) {}

    /**
     * How a file is written.
     *
     * @param headerLine line of the header, 1 for the first; where it is empty the first line with all columns is the header
     * @param sheet of a workbook; its first one that is not hidden where it is empty
     */
    public record FileFormat(
            Charset charset, char separator, char quote, Optional<Integer> headerLine, Optional<String> sheet) {}

    /**
     * A further file whose row is found by columns of the main file.
     *
     * @param name what its columns are called by: {@code name.column}
     * @param keys column of this file per column of the main file
     * @param required whether a row without a partner is refused; else the columns are empty
     */
    public record Join(String name, FileFormat file, Map<String, String> keys, boolean required) {}

    /** Whether the value of a column is one of a list, or none of it. */
    public record Condition(String column, Set<String> values, boolean in) {
        public boolean holds(String value) {
            return values.contains(value) == in;
        }
    }

    /**
     * A number with what it is counted in: a unit, or a currency.
     *
     * @param counts unit of time of plain numbers in the column, where it is another one than that of the posting
     * @param rounding what happens to decimals that the posting can't have; UNNECESSARY refuses them
     */
    public record Number(
            String column,
            Template code,
            Optional<TimeUnit> counts,
            RoundingMode rounding,
            Optional<BigDecimal> least,
            Optional<BigDecimal> most) {}

    /**
     * Several entries in a row of the file, each of them a row of its own: in the columns of one name, in one cell, or both.
     *
     * @param column there once or more often
     * @param between what stands between two entries of a cell; empty for one entry a cell
     * @param separator what stands between the parts of an entry
     * @param parts columns that the parts become
     * @param rest the part that has a separator in it where an entry has too many of them; empty for none
     */
    public record Entries(
            String column, Optional<String> between, String separator, List<String> parts, Optional<String> rest) {}

    /**
     * What templates get in the place of a value.
     *
     * @param map whole values
     * @param replace parts of a value, in this order; not where the whole value was replaced
     * @param empty for an empty value
     */
    public record Replacement(Map<String, String> map, Map<String, String> replace, Optional<String> empty) {
        public String of(String value) {
            if (value.isEmpty()) {
                return empty.orElse(value);
            }
            String whole = map.get(value);
            if (whole != null) {
                return whole;
            }
            String replaced = value;
            for (Map.Entry<String, String> each : replace.entrySet()) {
                replaced = replaced.replace(each.getKey(), each.getValue());
            }
            return replaced;
        }
    }

    /** Where the fields of a posting come from; exactly one of quantity and amount is there. */
    public record Fields(
            Template externalId,
            ObjectKey object,
            Optional<Number> quantity,
            Optional<Number> amount,
            Optional<Number> cost,
            List<String> serviceDate,
            List<String> postingDate,
            Optional<Template> text,
            Optional<Condition> billable,
            Map<String, Template> characteristics) {}

    /** Names a billing object. */
    public record ObjectKey(String kind, Template key) {}

    /** A billing object to create where it is missing, and the statuses to bring it to, one after the other. */
    public record ObjectTemplate(
            ObjectKey ref, Template name, Map<String, Template> attributes, List<String> statuses) {}

    /** Columns of the main file that are needed; those that entries bring are left out. */
    public Set<String> ownColumns() {
        Set<String> own = new LinkedHashSet<>();
        columns().stream().filter(column -> joinOf(column).isEmpty()).forEach(own::add);
        entries.ifPresent(split -> {
            own.removeAll(split.parts());
            own.add(split.column());
        });
        return own;
    }

    /** Every column that is named anywhere, constants left out. */
    public Set<String> columns() {
        Set<String> columns = new LinkedHashSet<>(types.keySet());
        columns.addAll(replacements.keySet());
        joins.forEach(join -> columns.addAll(join.keys().keySet()));
        filters.forEach(filter -> columns.add(filter.column()));
        fields.billable().ifPresent(condition -> columns.add(condition.column()));
        Stream.of(fields.quantity(), fields.amount(), fields.cost())
                .flatMap(Optional::stream)
                .forEach(number -> {
                    columns.add(number.column());
                    columns.addAll(number.code().columns());
                });
        columns.addAll(fields.serviceDate());
        columns.addAll(fields.postingDate());
        templates().forEach(template -> columns.addAll(template.columns()));
        columns.removeAll(constants.keySet());
        return columns;
    }

    private Stream<Template> templates() {
        Stream<Template> ofFields = Stream.of(
                        Stream.of(fields.externalId(), fields.object().key()),
                        fields.text().stream(),
                        fields.characteristics().values().stream())
                .flatMap(templates -> templates);
        Stream<Template> ofObjects = objects.stream()
                .flatMap(object -> Stream.concat(
                        Stream.of(object.ref().key(), object.name()), object.attributes().values().stream()));
        return Stream.concat(ofFields, ofObjects);
    }

    /** The join that a column belongs to. */
    public Optional<Join> joinOf(String column) {
        if (column.indexOf('.') < 0) {
            return Optional.empty();
        }
        return joins.stream()
                .filter(join -> column.startsWith(join.name() + "."))
                .findFirst();
    }
}
