package org.billhook.store.internal.repository;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.billhook.store.internal.sql.Sql;

/** A query for sources {@code s} and their balances {@code b}, in the order of service date and id. */
final class SourceQuery {

    private static final String IN_ORDER = " ORDER BY s.service_date, s.id FETCH FIRST ? ROWS ONLY";

    private final String select;
    private final StringBuilder conditions = new StringBuilder();
    private final List<Object> parameters = new ArrayList<>();

    /** @param select columns and tables */
    SourceQuery(String select) {
        this.select = select;
    }

    SourceQuery and(String condition, Object... values) {
        conditions.append(conditions.isEmpty() ? " WHERE " : " AND ").append(condition);
        parameters.addAll(Arrays.asList(values));
        return this;
    }

    /** One row per object, without order. */
    <T> List<T> byObject(Sql sql, Sql.Mapper<T> mapper) {
        return sql.list(select + conditions + " GROUP BY s.object_id", mapper, parameters);
    }

    /**
     * The next rows after one: first the rest of its day, then later days. One condition for both would read the whole day
     * again for each page on Derby.
     */
    <T> List<T> page(Sql sql, Sql.Mapper<T> mapper, Optional<LocalDate> afterDate, long afterId, int limit) {
        if (afterDate.isEmpty()) {
            return first(sql, mapper, limit);
        }
        List<T> rows = new ArrayList<>(copy().and("s.service_date = ? AND s.id > ?", afterDate.get(), afterId)
                .first(sql, mapper, limit));
        if (rows.size() < limit) {
            rows.addAll(copy().and("s.service_date > ?", afterDate.get()).first(sql, mapper, limit - rows.size()));
        }
        return rows;
    }

    private <T> List<T> first(Sql sql, Sql.Mapper<T> mapper, int limit) {
        List<Object> all = new ArrayList<>(parameters);
        all.add(limit);
        return sql.list(select + conditions + IN_ORDER, mapper, all);
    }

    private SourceQuery copy() {
        SourceQuery copy = new SourceQuery(select);
        copy.conditions.append(conditions);
        copy.parameters.addAll(parameters);
        return copy;
    }
}
