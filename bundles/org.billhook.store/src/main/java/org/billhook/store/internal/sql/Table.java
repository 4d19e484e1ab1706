package org.billhook.store.internal.sql;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;

/** A table that rows are inserted into in bulk, with the columns in the order in which rows carry them. */
public final class Table {

    private final String name;
    private final List<String> columns = new ArrayList<>();
    private final List<Type> types = new ArrayList<>();
    private final Map<Integer, String> inserts = new ConcurrentHashMap<>();

    public Table(String name) {
        this.name = name;
    }

    public Table with(Type type, String... names) {
        for (String column : names) {
            columns.add(column);
            types.add(type);
        }
        return this;
    }

    public String name() {
        return name;
    }

    public int width() {
        return columns.size();
    }

    public Type type(int index) {
        return types.get(index);
    }

    /** Names of the columns, separated by commas. */
    public String columnList() {
        return String.join(", ", columns);
    }

    /** An insert of several rows in one statement. */
    public String insert(int rows) {
        return inserts.computeIfAbsent(rows, this::text);
    }

    private String text(int rows) {
        String row = columns.stream().map(column -> "?").collect(Collectors.joining(", ", "(", ")"));
        return "INSERT INTO " + name + " (" + columnList() + ") VALUES "
                + String.join(", ", java.util.Collections.nCopies(rows, row));
    }
}
