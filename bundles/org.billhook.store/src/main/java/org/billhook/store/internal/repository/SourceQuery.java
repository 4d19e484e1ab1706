package org.billhook.store.internal.repository;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.billhook.store.internal.dialect.Dialect;

/** Conditions on sources {@code s} and their balances {@code b}. */
final class SourceQuery {

    private final Dialect dialect;
    private final StringBuilder conditions = new StringBuilder();
    private final List<Object> parameters = new ArrayList<>();

    SourceQuery(Dialect dialect) {
        this.dialect = dialect;
    }

    void and(String condition, Object... values) {
        conditions.append(conditions.isEmpty() ? " WHERE " : " AND ").append(condition);
        parameters.addAll(Arrays.asList(values));
    }

    void after(LocalDate date, long id) {
        and(
                dialect.after("s.service_date", "s.id"),
                dialect.afterParameters(date, id).toArray());
    }

    String where() {
        return conditions.toString();
    }

    List<Object> with(Object... last) {
        List<Object> all = new ArrayList<>(parameters);
        all.addAll(Arrays.asList(last));
        return all;
    }
}
