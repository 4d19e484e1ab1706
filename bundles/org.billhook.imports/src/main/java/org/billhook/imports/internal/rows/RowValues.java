package org.billhook.imports.internal.rows;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.billhook.imports.internal.files.TableRow;
import org.billhook.imports.internal.mapping.Mapping;
import org.billhook.imports.internal.mapping.Mapping.ColumnType;
import org.billhook.imports.internal.mapping.Mapping.Join;
import org.billhook.imports.internal.mapping.Mapping.Replacement;

/** The values of one row, its partners in the joined files included. */
final class RowValues {

    private final Mapping mapping;
    private final TableRow row;
    private final Columns columns;
    private final Map<String, JoinedRows> files;
    private final Map<String, Optional<JoinedRows.Joined>> partners = new HashMap<>();
    private final RowFindings findings;

    RowValues(Mapping mapping, TableRow row, Columns columns, Map<String, JoinedRows> files, RowFindings findings) {
        this.mapping = mapping;
        this.row = row;
        this.columns = columns;
        this.files = files;
        this.findings = findings;
    }

    /** As it stands in the file, without the spaces around it; empty where there is no partner. */
    String raw(String column) {
        String constant = mapping.constants().get(column);
        if (constant != null) {
            return constant;
        }
        Optional<Join> join = mapping.joinOf(column);
        if (join.isEmpty()) {
            return columns.value(row.values(), column);
        }
        String plain = column.substring(join.get().name().length() + 1);
        return partner(join.get())
                .map(partner -> files.get(join.get().name()).value(partner, plain))
                .orElse("");
    }

    /** In the neutral form of its type, for templates; empty, with a finding, where it isn't of its type. */
    String neutral(String column) {
        String raw = raw(column);
        ColumnType type = mapping.types().getOrDefault(column, ColumnType.TEXT);
        if (raw.isEmpty() || type == ColumnType.TEXT) {
            return replaced(column, raw);
        }
        Optional<String> value = type == ColumnType.DATE
                ? mapping.formats().date(raw).map(Object::toString)
                : mapping.formats().decimal(raw).map(number -> number.toPlainString());
        if (value.isEmpty()) {
            boolean date = type == ColumnType.DATE;
            findings.wrong(
                    date ? "BAD_DATE" : "BAD_NUMBER",
                    column,
                    raw,
                    date ? mapping.formats().allowedDates() : mapping.formats().allowedDecimals());
        }
        return replaced(column, value.orElse(""));
    }

    private String replaced(String column, String value) {
        Replacement replacement = mapping.replacements().get(column);
        return replacement == null ? value : replacement.of(value);
    }

    /** So that a missing or contradicting partner is found even where no field reads it. */
    void checkPartners() {
        mapping.joins().forEach(this::partner);
    }

    /** So that a wrong value is found even where no field reads it. */
    void checkTypes() {
        mapping.types().keySet().forEach(this::neutral);
    }

    private Optional<JoinedRows.Joined> partner(Join join) {
        Optional<JoinedRows.Joined> known = partners.get(join.name());
        if (known != null) {
            return known;
        }
        List<String> key = join.keys().keySet().stream().map(this::raw).toList();
        String where = String.join(", ", join.keys().keySet());
        Optional<JoinedRows.Joined> partner = files.get(join.name()).find(key);
        if (partner.isEmpty() && join.required()) {
            findings.add(
                    "NOT_JOINED",
                    where,
                    "joined file '%s' has no row with %s".formatted(join.name(), RowFindings.shown(key.toString())));
        }
        partner.flatMap(JoinedRows.Joined::contradictedBy)
                .ifPresent(other -> findings.add(
                        "JOIN_CONTRADICTS",
                        where,
                        "rows %d and %d of joined file '%s' contradict each other for %s"
                                .formatted(
                                        partner.get().number(),
                                        other,
                                        join.name(),
                                        RowFindings.shown(key.toString()))));
        partners.put(join.name(), partner);
        return partner;
    }
}
