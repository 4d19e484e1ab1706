package org.billhook.store.internal.repository;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** Conditions on billing objects, with their parameters. */
final class ObjectFilter {

    static final String ID = "SELECT r.id FROM billing_object r WHERE r.kind = ? AND r.object_key = ?";
    static final String ATTRIBUTE =
            "id IN (SELECT a.object_id FROM object_attribute a WHERE a.name = ? AND a.attribute_value = ?)";

    private final StringBuilder conditions = new StringBuilder();
    private final List<Object> parameters = new ArrayList<>();

    /** Objects whose path begins with one: the slash at its end is followed by the zero in the order of characters. */
    static ObjectFilter under(String path) {
        ObjectFilter filter = new ObjectFilter();
        filter.and("path >= ? AND path < ?", path, path.substring(0, path.length() - 1) + "0");
        return filter;
    }

    void and(String condition, Object... values) {
        conditions.append(conditions.isEmpty() ? " WHERE " : " AND ").append(condition);
        parameters.addAll(Arrays.asList(values));
    }

    /** @param root empty for those that belong to none */
    void andRoot(Optional<Long> root) {
        and(root.isPresent() ? "root_id = ?" : "root_id IS NULL", root.stream().toArray());
    }

    String where() {
        return conditions.toString();
    }

    String ids() {
        return "SELECT id FROM billing_object" + conditions;
    }

    /** The parameters, and then others. */
    List<Object> with(Object... last) {
        List<Object> all = new ArrayList<>(parameters);
        all.addAll(Arrays.asList(last));
        return all;
    }

    /** The parameters after others. */
    List<Object> after(Object... first) {
        List<Object> all = new ArrayList<>(Arrays.asList(first));
        all.addAll(parameters);
        return all;
    }
}
