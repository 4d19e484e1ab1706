package org.billhook.imports.internal.rows;

import java.util.ArrayList;
import java.util.List;
import org.billhook.core.model.Finding;

/** What is wrong with one row: each finding names row, column, value and what is allowed. */
final class RowFindings {

    private static final int SHOWN = 60;

    private final long row;
    private final List<Finding> findings = new ArrayList<>();
    private final List<Finding> warnings = new ArrayList<>(0);

    RowFindings(long row) {
        this.row = row;
    }

    void wrong(String code, String column, String value, String allowed) {
        add(code, column, "'%s' is not %s".formatted(shown(value), allowed));
    }

    void add(String code, String column, String message) {
        Finding finding = Finding.error(code, column, "Row %d, column %s: %s".formatted(row, column, message));
        if (!findings.contains(finding)) {
            findings.add(finding);
        }
    }

    /** Something that is worth to be known of a row that is taken. */
    void warn(String code, String column, String message) {
        warnings.add(Finding.warning(code, "Row %d, column %s: %s".formatted(row, column, message))
                .withField(column));
    }

    List<Finding> warnings() {
        return List.copyOf(warnings);
    }

    boolean isEmpty() {
        return findings.isEmpty();
    }

    List<Finding> list() {
        return List.copyOf(findings);
    }

    static String shown(String value) {
        String plain = value.replaceAll("\\p{Cntrl}", "?");
        return plain.length() <= SHOWN ? plain : plain.substring(0, SHOWN) + "…";
    }
}
