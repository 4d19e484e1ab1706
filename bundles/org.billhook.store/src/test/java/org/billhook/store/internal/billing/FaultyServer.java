package org.billhook.store.internal.billing;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.billhook.core.api.BillhookException;
import org.billhook.core.api.Page;
import org.billhook.core.api.Requests;
import org.billhook.core.api.StoredSource;
import org.billhook.core.ledger.Term;
import org.billhook.engine.port.ObjectRow;
import org.billhook.store.internal.Database;
import org.billhook.store.internal.Stores;
import org.billhook.store.internal.billing.Faults.Kind;

/** A server whose database fails on demand, beside a sane one on the same database that looks at what was left. */
final class FaultyServer {

    /** What a test does while the database fails, and what it expects afterwards. */
    interface Attempt {

        /** Done on the faulty server. */
        void act();

        /** Looks at what is left, on the sane server, and ends the work. */
        void mend();
    }

    /** Prepares an attempt on data of its own. */
    interface Scenario {
        Attempt prepare();
    }

    private static final Map<Database, FaultyServer> ALL = new EnumMap<>(Database.class);

    final Server sane;
    final Server faulty;
    private final Faults faults;
    private final Database database;

    private FaultyServer(Database database) throws SQLException {
        this.database = database;
        faults = new Faults(database.pool());
        sane = new Server(database.stores());
        faulty = new Server(Stores.open(faults));
    }

    static synchronized FaultyServer on(Database database) {
        return ALL.computeIfAbsent(database, key -> {
            try {
                return new FaultyServer(key);
            } catch (SQLException e) {
                throw new IllegalStateException(e);
            }
        });
    }

    /** Does the scenario again and again, with the fault one statement later each time, until it strikes no more. */
    void atEachStatement(Kind kind, int least, Scenario scenario) {
        for (int call = 1; ; call++) {
            long before = sane.transactions.<Long>call(store -> store.ledger().lastSource());
            Attempt attempt = scenario.prepare();
            faults.arm(kind, call);
            Optional<RuntimeException> thrown = Optional.empty();
            try {
                attempt.act();
            } catch (RuntimeException e) {
                thrown = Optional.of(e);
            }
            boolean struck = faults.mend();
            try {
                told(kind, struck, thrown);
                attempt.mend();
                assertThat(sane.transactions.<List<Long>>call(
                                store -> store.ledger().disagreements(before, Long.MAX_VALUE)))
                        .as("sources that do not agree")
                        .isEmpty();
                assertThat(sane.transactions.<List<Long>>call(
                                store -> store.sources().overlooked(before, Long.MAX_VALUE, 1)))
                        .as("roots that nobody would look at")
                        .isEmpty();
            } catch (AssertionError | RuntimeException e) {
                thrown.ifPresent(e::addSuppressed);
                throw new AssertionError("%s at statement %d: %s".formatted(kind, call, e), e);
            }
            if (!struck) {
                assertThat(call).as("statements that failed").isGreaterThan(kind == Kind.DISK_FULL ? least / 3 : least);
                return;
            }
        }
    }

    /** The engine's own refusal, with none of the database's words in what people read. */
    private static void told(Kind kind, boolean struck, Optional<RuntimeException> thrown) {
        if (!struck || kind == Kind.DEADLOCK) {
            assertThat(thrown).as("a deadlock is tried again").isEmpty();
        }
        thrown.ifPresent(refusal -> {
            assertThat(refusal).isInstanceOf(BillhookException.class);
            BillhookException told = (BillhookException) refusal;
            assertThat(told.type()).isEqualTo(BillhookException.Type.UNAVAILABLE);
            assertThat(told.findings().get(0).code()).isEqualTo(kind == Kind.DISK_FULL ? "DATABASE_FULL" : "DATABASE");
        });
    }

    List<StoredSource> sources(ObjectRow root) {
        var query = new org.billhook.core.api.Sources.Query(
                Optional.empty(), Optional.of(root.ref()), Optional.empty(), Optional.empty(), Optional.empty(), false);
        return sane.sources.list(query, Page.Request.first(1000)).items();
    }

    List<Requests.Request> requests(ObjectRow root) {
        Requests.Query query = new Requests.Query(
                Optional.empty(), Optional.empty(), Optional.of(root.ref()), Optional.empty(), Optional.empty());
        return sane.requests.list(query, Page.Request.first(1000)).items();
    }

    /** What is in a term of all sources of a root, added up. */
    String sum(ObjectRow root, Term term) {
        return sources(root).stream()
                .map(source -> source.balance().get(term).value())
                .reduce(java.math.BigDecimal.ZERO, java.math.BigDecimal::add)
                .stripTrailingZeros()
                .toPlainString();
    }

    /** The last number that was drawn for a debit memo request. */
    long lastNumber() {
        return number("SELECT last_number FROM number_range WHERE kind = 'DEBIT_MEMO_REQUEST'");
    }

    long number(String query) {
        try (Connection connection = database.pool().getConnection();
                Statement statement = connection.createStatement();
                ResultSet result = statement.executeQuery(query)) {
            result.next();
            long number = result.getLong(1);
            connection.rollback();
            return number;
        } catch (SQLException e) {
            throw new IllegalStateException(query, e);
        }
    }
}
