package org.billhook.store.internal.billing;

import java.io.PrintWriter;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.SQLFeatureNotSupportedException;
import java.util.Locale;
import java.util.Set;
import java.util.logging.Logger;
import javax.sql.DataSource;

/**
 * A data source that fails on demand: at the n-th statement, COPY or commit that goes through any of its connections. The
 * database behind it is a real one.
 */
final class Faults implements DataSource {

    /** What goes wrong, and for how long. */
    enum Kind {
        /** One statement is refused, the connection lives. */
        STATEMENT_REFUSED("58030", false),
        /** The connection is gone; a new one works. */
        CONNECTION_LOST("08006", false),
        /** The statement or commit is done, but the answer is lost with the connection. */
        ANSWER_LOST("08006", false),
        /** Two transactions were in each other's way: doing it again helps. */
        DEADLOCK("40001", false),
        /** The database is away until it is mended. */
        DATABASE_AWAY("08001", true),
        /** What writes fails until there is room again; reads go on. */
        DISK_FULL("53100", true);

        private final String state;
        private final boolean lasting;

        Kind(String state, boolean lasting) {
            this.state = state;
            this.lasting = lasting;
        }

        SQLException exception() {
            return new SQLException("secret words of the database about " + this, state);
        }
    }

    private static final Set<String> WRITES = Set.of("INSERT", "UPDATE", "DELETE", "COPY");

    private final DataSource real;
    private Kind kind;
    private int left;
    private boolean struck;
    private boolean armed;

    Faults(DataSource real) {
        this.real = real;
    }

    /** From now on the n-th call fails; counts from 1. */
    synchronized void arm(Kind what, int call) {
        kind = what;
        left = call;
        struck = false;
        armed = true;
    }

    /** Everything works again. Tells whether anything failed. */
    synchronized boolean mend() {
        armed = false;
        return struck;
    }

    /** Counts a call; what is thrown is to be thrown before or, for a lost answer, after it is done. */
    private synchronized SQLException next(boolean writes) {
        if (!armed || struck && !kind.lasting || kind == Kind.DISK_FULL && !writes) {
            return null;
        }
        if (--left > 0) {
            return null;
        }
        struck = true;
        return kind.exception();
    }

    private synchronized boolean isAway() {
        return armed && struck && kind == Kind.DATABASE_AWAY;
    }

    private synchronized boolean losesConnection() {
        return kind == Kind.CONNECTION_LOST || kind == Kind.ANSWER_LOST;
    }

    @Override
    public Connection getConnection() throws SQLException {
        if (isAway()) {
            throw Kind.DATABASE_AWAY.exception();
        }
        return new Broken(real.getConnection()).proxy();
    }

    /** One connection; once lost, it is only good for being closed, and what it did is rolled back. */
    private final class Broken {
        private final Connection connection;
        private boolean lost;
        private boolean wrote;

        Broken(Connection connection) {
            this.connection = connection;
        }

        Connection proxy() {
            return wrap(Connection.class, (method, arguments) -> {
                switch (method.getName()) {
                    case "close" -> {
                        if (!connection.isClosed() && !connection.getAutoCommit()) {
                            connection.rollback();
                        }
                        return call(connection, method, arguments);
                    }
                    case "isClosed", "isWrapperFor", "setAutoCommit", "getAutoCommit", "toString", "hashCode" -> {
                        return call(connection, method, arguments);
                    }
                    case "prepareStatement" -> {
                        alive();
                        return statement(
                                (PreparedStatement) call(connection, method, arguments), (String) arguments[0]);
                    }
                    case "commit" -> {
                        boolean writes = wrote;
                        wrote = false;
                        return counted(writes, () -> call(connection, method, arguments));
                    }
                    case "unwrap" -> {
                        wrote = true;
                        return counted(true, () -> call(connection, method, arguments));
                    }
                    default -> {
                        alive();
                        return call(connection, method, arguments);
                    }
                }
            });
        }

        private PreparedStatement statement(PreparedStatement statement, String sql) {
            boolean writes =
                    WRITES.contains(sql.stripLeading().split("\\s", 2)[0].toUpperCase(Locale.ROOT));
            return wrap(PreparedStatement.class, (method, arguments) -> {
                if (!method.getName().startsWith("execute")) {
                    return call(statement, method, arguments);
                }
                wrote |= writes;
                return counted(writes, () -> call(statement, method, arguments));
            });
        }

        private Object counted(boolean writes, Call call) throws Throwable {
            alive();
            SQLException fault = next(writes);
            if (fault == null) {
                return call.now();
            }
            lost = losesConnection();
            if (kind == Kind.ANSWER_LOST) {
                call.now();
            }
            throw fault;
        }

        private void alive() throws SQLException {
            if (lost || isAway()) {
                throw kind.exception();
            }
        }
    }

    private interface Call {
        Object now() throws Throwable;
    }

    private interface Handler {
        Object handle(Method method, Object[] arguments) throws Throwable;
    }

    private static <T> T wrap(Class<T> type, Handler handler) {
        return type.cast(Proxy.newProxyInstance(
                Faults.class.getClassLoader(),
                new Class<?>[] {type},
                (self, method, arguments) -> handler.handle(method, arguments)));
    }

    private static Object call(Object target, Method method, Object[] arguments) throws Throwable {
        try {
            return method.invoke(target, arguments);
        } catch (InvocationTargetException e) {
            throw e.getCause();
        }
    }

    @Override
    public Connection getConnection(String user, String password) throws SQLException {
        throw new SQLFeatureNotSupportedException();
    }

    @Override
    public PrintWriter getLogWriter() throws SQLException {
        return real.getLogWriter();
    }

    @Override
    public void setLogWriter(PrintWriter out) throws SQLException {
        real.setLogWriter(out);
    }

    @Override
    public void setLoginTimeout(int seconds) throws SQLException {
        real.setLoginTimeout(seconds);
    }

    @Override
    public int getLoginTimeout() throws SQLException {
        return real.getLoginTimeout();
    }

    @Override
    public Logger getParentLogger() throws SQLFeatureNotSupportedException {
        return real.getParentLogger();
    }

    @Override
    public <T> T unwrap(Class<T> type) throws SQLException {
        return real.unwrap(type);
    }

    @Override
    public boolean isWrapperFor(Class<?> type) throws SQLException {
        return real.isWrapperFor(type);
    }
}
