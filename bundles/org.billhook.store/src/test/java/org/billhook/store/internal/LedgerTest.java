package org.billhook.store.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.billhook.core.ledger.ActKind;
import org.billhook.core.ledger.Term;
import org.billhook.engine.port.AuditStore.Moved;
import org.billhook.engine.port.AuditStore.StoredRows;
import org.billhook.engine.port.BalanceRow;
import org.billhook.engine.port.Cover;
import org.billhook.engine.port.LedgerStore;
import org.billhook.engine.port.LedgerStore.Move;
import org.billhook.engine.port.ObjectRow;
import org.billhook.engine.port.SourceStore;
import org.billhook.engine.port.Store;
import org.billhook.engine.port.StoreException;
import org.billhook.engine.port.StoreException.Reason;
import org.joda.money.Money;
import org.junit.jupiter.api.Tag;

@Tag("I-1")
class LedgerTest {

    @OnEachDatabase
    void whatIsPostedIsOpen(Database database) {
        long source = database.stores()
                .call(store -> Fixture.post(store, Fixture.head(store), 1).get(0));

        BalanceRow row = balance(database, source);

        assertThat(row.balance().posted()).isEqualTo(Fixture.hours("8"));
        assertThat(row.balance().open()).isEqualTo(Fixture.hours("8"));
        assertThat(row.balance().seq()).isEqualTo(1);
    }

    @OnEachDatabase
    void auditNamesEverySourceThatDoesNotAgree(Database database) {
        List<Long> sources = database.stores().call(store -> Fixture.post(store, Fixture.head(store), 6));
        long first = sources.get(0) - 1;
        long last = sources.get(5);
        assertThat(ledger(database).disagreements(first, last)).isEmpty();
        List<String> damage = List.of(
                // the CHECK of the balance holds, but no entry says so
                "UPDATE balance SET still_open = 7, billed = 1 WHERE source_id = " + sources.get(0),
                "UPDATE balance SET seq = 2 WHERE source_id = " + sources.get(1),
                "DELETE FROM balance WHERE source_id = " + sources.get(2),
                "DELETE FROM entry WHERE source_id = " + sources.get(3),
                "UPDATE entry SET seq = 2 WHERE source_id = " + sources.get(4));

        damage.forEach(sql -> execute(database, sql));

        assertThat(ledger(database).disagreements(first, last)).isEqualTo(sources.subList(0, 5));
        assertThat(ledger(database).disagreements(sources.get(0), sources.get(2)))
                .isEqualTo(sources.subList(1, 3));
        assertThat(ledger(database).lastSource()).isGreaterThanOrEqualTo(last);
        // the tests of this JVM share the database
        execute(database, "DELETE FROM entry WHERE source_id > %d AND source_id <= %d".formatted(first, last));
        execute(database, "DELETE FROM balance WHERE source_id > %d AND source_id <= %d".formatted(first, last));
        execute(database, "DELETE FROM source WHERE id > %d AND id <= %d".formatted(first, last));
        assertThat(ledger(database).disagreements(first, last)).isEmpty();
    }

    private static void execute(Database database, String sql) {
        try (java.sql.Connection connection = database.pool().getConnection();
                java.sql.Statement statement = connection.createStatement()) {
            statement.executeUpdate(sql);
            connection.commit();
        } catch (java.sql.SQLException e) {
            throw new IllegalStateException(sql, e);
        }
    }

    @OnEachDatabase
    @Tag("I-8")
    void whatAnActMovesIsCovered(Database database) {
        List<Long> sources = database.stores().call(store -> Fixture.post(store, Fixture.head(store), 60));
        long first = sources.get(0);
        long act = database.stores().call(store -> {
            long made = Fixture.act(store, "moved");
            store.ledger()
                    .apply(
                            made,
                            List.of(
                                    Fixture.move(ActKind.HOLD, first, 1, "8"),
                                    Fixture.move(ActKind.RELEASE, first, 2, "2.500"),
                                    Fixture.billWhole(first + 1, 1, 902, 1),
                                    Fixture.move(ActKind.WRITE_OFF, first + 50, 1, "8"),
                                    Fixture.move(ActKind.WRITE_OFF, first + 59, 1, "1")));
            return made;
        });

        List<Cover> covers = covers(database, "entry");
        assertThat(covers).extracting(Cover::rows).containsExactly("entry %d %d-%d".formatted(act, first, first + 59));
        assertThat(stored(database, covers).digest()).isEqualTo(covers.get(0).digest());
        assertThat(stored(database, covers).count()).isEqualTo(4);
        assertThat(moved(database, act, first))
                .containsExactlyInAnyOrder(
                        new Moved(act, first),
                        new Moved(act, first),
                        new Moved(act, first + 50),
                        new Moved(act, first + 59));
        assertThat(moved(database, act + 1, first)).isEmpty();

        for (String change : List.of(
                "share = 2.4 WHERE kind = 'RELEASE'",
                "kind = 'REVERSE' WHERE kind = 'WRITE_OFF'",
                "amount = 1 WHERE 1 = 1")) {
            execute(
                    database,
                    "UPDATE entry SET %s AND act_id = %d AND source_id <> %d".formatted(change, act, first + 1));
            String changed = stored(database, covers).digest();
            assertThat(changed).as(change).isNotEqualTo(covers.get(0).digest());
        }
        remove(database, first);
    }

    @OnEachDatabase
    @Tag("I-8")
    void whatPostsASourceIsCoveredWithIt(Database database) {
        long first = database.stores()
                .call(store -> Fixture.post(store, Fixture.head(store), 3))
                .get(0);
        List<Cover> covers = covers(database, "source");
        assertThat(covers).extracting(Cover::rows).containsExactly("source 0 %d-%d".formatted(first, first + 2));
        assertThat(stored(database, covers).digest()).isEqualTo(covers.get(0).digest());

        for (String change : List.of("share = 80", "kind = 'BILL'", "document_id = 1", "amount = 1")) {
            String before = stored(database, covers).digest();
            execute(database, "UPDATE entry SET %s WHERE source_id = %d".formatted(change, first + 1));
            assertThat(stored(database, covers).digest())
                    .as(change)
                    .isNotEqualTo(before)
                    .isNotEqualTo(covers.get(0).digest());
        }
        execute(database, "DELETE FROM entry WHERE source_id = %d".formatted(first + 1));
        assertThat(stored(database, covers).count()).isEqualTo(2);
        remove(database, first);
    }

    @OnEachDatabase
    @Tag("I-8")
    void whatBillsIsCoveredByItsRequestAsAWhole(Database database) {
        List<Long> sources = database.stores().call(store -> Fixture.post(store, Fixture.head(store), 1_502));
        long first = sources.get(0);
        long request = 1_000_000_000L + first; // which no other test has
        database.stores().call(store -> {
            List<Move> moves = new ArrayList<>();
            moves.add(Fixture.billWhole(first + 1_500, 1, request, 1)); // not in the order of the sources
            for (int i = 0; i < 1_500; i++) {
                moves.add(Fixture.billWhole(first + i, 1, request, 2 + i / 100));
            }
            store.ledger().apply(Fixture.act(store, "billed"), moves);
            return null;
        });

        List<Cover> covers = covers(database, Cover.BILLED);
        assertThat(covers)
                .extracting(Cover::rows)
                .containsExactly(
                        "billed %d 0-%d".formatted(request, first + 999),
                        "billed %d %d-%d".formatted(request, first + 1000, Cover.LAST));
        Map<String, StoredRows> stored =
                database.stores().call(store -> store.audit().covered(covers));
        assertThat(stored.get(covers.get(0).rows()))
                .isEqualTo(new StoredRows(1_000, covers.get(0).digest()));
        assertThat(stored.get(covers.get(1).rows()))
                .isEqualTo(new StoredRows(501, covers.get(1).digest()));

        List<Cover> last = covers.subList(1, 2);
        for (String change : List.of(
                "UPDATE entry SET share = share / 2 WHERE source_id = " + (first + 1_500),
                "UPDATE entry SET line_pos = 9 WHERE source_id = " + (first + 1_100),
                "INSERT INTO entry (source_id, seq, act_id, kind, share, document_id, line_pos)"
                        + " SELECT source_id, 2, act_id, 'BILL', 0.5, %d, 3 FROM entry WHERE source_id = %d"
                                .formatted(request, first + 1_501),
                "UPDATE entry SET document_id = 7 WHERE seq = 2 AND source_id = " + (first + 1_499))) {
            String before = stored(database, last).digest();
            execute(database, change);
            assertThat(stored(database, last).digest())
                    .as(change)
                    .isNotEqualTo(before)
                    .isNotEqualTo(last.get(0).digest());
        }
        assertThat(stored(database, covers).digest()).isEqualTo(covers.get(0).digest());
        remove(database, first);
    }

    /** The tests of this JVM share the database. */
    private static void remove(Database database, long first) {
        execute(database, "DELETE FROM entry WHERE source_id > %d".formatted(first - 1));
        execute(database, "DELETE FROM balance WHERE source_id > %d".formatted(first - 1));
        execute(database, "DELETE FROM source WHERE id > %d".formatted(first - 1));
    }

    private static List<Cover> covers(Database database, String table) {
        return covers(database).stream()
                .filter(cover -> cover.table().equals(table))
                .toList();
    }

    /** What the newest transaction covered. */
    private static List<Cover> covers(Database database) {
        try (java.sql.Connection connection = database.pool().getConnection();
                java.sql.Statement statement = connection.createStatement();
                java.sql.ResultSet row =
                        statement.executeQuery("SELECT covers FROM outbox WHERE covers IS NOT NULL ORDER BY id DESC")) {
            assertThat(row.next()).isTrue();
            return Cover.parse(row.getString(1));
        } catch (java.sql.SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    private static StoredRows stored(Database database, List<Cover> covers) {
        return database.stores()
                .call(store -> store.audit().covered(covers))
                .get(covers.get(0).rows());
    }

    private static List<Moved> moved(Database database, long act, long first) {
        return database.stores().call(store -> store.audit().moved(act, first - 1, first + 59));
    }

    @OnEachDatabase
    void aPageOfWholeSourcesAndPartsIsBilled(Database database) {
        List<Long> sources = database.stores().call(store -> Fixture.post(store, Fixture.head(store), 250));
        database.stores().call(store -> {
            List<Move> moves = new ArrayList<>();
            for (int i = 0; i < 250; i++) {
                moves.add(
                        i % 5 == 4
                                ? Fixture.move(ActKind.BILL, sources.get(i), 1, "2.5")
                                : Fixture.billWhole(sources.get(i), 1, 900, i + 1));
            }
            store.ledger().apply(Fixture.act(store, "billed"), moves);
            return null;
        });

        assertThat(balance(database, sources.get(0)).balance().get(Term.BILLED)).isEqualTo(Fixture.hours("8"));
        assertThat(balance(database, sources.get(0)).balance().open()).isEqualTo(Fixture.hours("0"));
        assertThat(balance(database, sources.get(4)).balance().get(Term.BILLED)).isEqualTo(Fixture.hours("2.5"));
        assertThat(balance(database, sources.get(4)).balance().open()).isEqualTo(Fixture.hours("5.5"));
        assertThat(balance(database, sources.get(4)).balance().seq()).isEqualTo(2);
        assertThat(ledger(database).disagreements()).isEmpty();
    }

    @OnEachDatabase
    void aMoveOnAChangedSourceIsStale(Database database) {
        List<Long> sources = database.stores().call(store -> Fixture.post(store, Fixture.head(store), 3));
        apply(database, Fixture.move(ActKind.HOLD, sources.get(1), 1, "8"));

        assertThatThrownBy(() -> apply(
                        database,
                        Fixture.billWhole(sources.get(0), 1, 901, 1),
                        Fixture.billWhole(sources.get(1), 1, 901, 2),
                        Fixture.billWhole(sources.get(2), 1, 901, 3)))
                .isInstanceOfSatisfying(
                        StoreException.class, e -> assertThat(e.reason()).isEqualTo(Reason.STALE))
                .hasMessageContaining(sources.get(1).toString());
        assertThat(balance(database, sources.get(0)).balance().seq()).isEqualTo(1);
    }

    @OnEachDatabase
    void moreThanIsOpenCannotBeBilled(Database database) {
        long source = database.stores()
                .call(store -> Fixture.post(store, Fixture.head(store), 1).get(0));

        assertThatThrownBy(() -> apply(database, Fixture.move(ActKind.BILL, source, 1, "8.000000001")))
                .isInstanceOfSatisfying(
                        StoreException.class, e -> assertThat(e.reason()).isEqualTo(Reason.LAW));
    }

    @OnEachDatabase
    void aSourceMovesTwiceInOnePage(Database database) {
        long source = database.stores()
                .call(store -> Fixture.post(store, Fixture.head(store), 1).get(0));

        apply(database, Fixture.move(ActKind.BILL, source, 1, "3"), Fixture.move(ActKind.WRITE_OFF, source, 2, "5"));

        assertThat(balance(database, source).balance().get(Term.BILLED)).isEqualTo(Fixture.hours("3"));
        assertThat(balance(database, source).balance().get(Term.WRITTEN_OFF)).isEqualTo(Fixture.hours("5"));
        assertThat(balance(database, source).balance().seq()).isEqualTo(3);
    }

    @OnEachDatabase
    void aHoldIsKnownUntilItIsReleased(Database database) {
        ObjectRow head = database.stores().call(Fixture::head);
        long source =
                database.stores().call(store -> Fixture.post(store, head, 1).get(0));
        Move hold = new Move(
                source,
                1,
                ActKind.HOLD,
                Fixture.hours("8").value(),
                true,
                Optional.empty(),
                0,
                0,
                Optional.of(Fixture.DAY.plusDays(30)));
        apply(database, hold);

        assertThat(balance(database, source).heldUntil()).contains(Fixture.DAY.plusDays(30));
        assertThat(sources(database).heldUntil(Fixture.DAY.plusDays(30), head.root(), 10))
                .extracting(BalanceRow::source)
                .containsExactly(source);

        apply(database, Fixture.move(ActKind.RELEASE, source, 2, "8"));

        assertThat(balance(database, source).heldUntil()).isEmpty();
    }

    @OnEachDatabase
    void whatIsWrittenOffIsWorthWhatWentInLessWhatCameOut(Database database) {
        List<Long> sources = database.stores().call(store -> Fixture.post(store, Fixture.head(store), 4));
        long valued = sources.get(0);
        apply(database, valued(ActKind.WRITE_OFF, valued, 1, "5", Fixture.euros("500.00")));
        apply(database, valued(ActKind.BILL, valued, 2, "3", Fixture.euros("310.00")));
        apply(database, valued(ActKind.CREDIT, valued, 3, "3", Fixture.euros("310.00")));
        apply(database, valued(ActKind.UNDO_WRITE_OFF, valued, 4, "2", Fixture.euros("202.50")));
        apply(database, Fixture.move(ActKind.WRITE_OFF, sources.get(1), 1, "8"));
        long mixed = sources.get(2);
        apply(database, valued(ActKind.WRITE_OFF, mixed, 1, "1", Fixture.euros("100.00")));
        apply(database, valued(ActKind.WRITE_OFF, mixed, 2, "1", Money.parse("CHF 90.00")));

        assertThat(ledger(database).writtenOff(sources)).containsOnly(Map.entry(valued, Fixture.euros("607.50")));
    }

    private static Move valued(ActKind kind, long source, int seq, String share, Money value) {
        return new Move(
                source, seq, kind, Fixture.hours(share).value(), false, Optional.of(value), 0, 0, Optional.empty());
    }

    private static void apply(Database database, Move... moves) {
        database.stores().call(store -> {
            store.ledger().apply(Fixture.act(store, "test"), List.of(moves));
            return null;
        });
    }

    private static BalanceRow balance(Database database, long source) {
        return ledger(database).balances(List.of(source)).get(source);
    }

    private static SourceStore sources(Database database) {
        return database.each(SourceStore.class, Store::sources);
    }

    private static LedgerStore ledger(Database database) {
        return database.each(LedgerStore.class, Store::ledger);
    }
}
