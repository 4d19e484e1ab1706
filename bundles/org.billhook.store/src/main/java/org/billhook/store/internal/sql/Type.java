package org.billhook.store.internal.sql;

import java.sql.Types;

/** Types of columns, each with one Java class. */
public enum Type {
    LONG(Types.BIGINT),
    INT(Types.INTEGER),
    DECIMAL(Types.DECIMAL),
    DATE(Types.DATE),
    MOMENT(Types.TIMESTAMP),
    TEXT(Types.VARCHAR),
    LONG_TEXT(Types.CLOB),
    BOOL(Types.BOOLEAN),
    HASH(Types.VARBINARY);

    private final int jdbc;

    Type(int jdbc) {
        this.jdbc = jdbc;
    }

    public int jdbc() {
        return jdbc;
    }
}
