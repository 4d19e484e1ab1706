package org.billhook.itests;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import org.apache.derby.jdbc.EmbeddedDataSource;
import org.billhook.harness.Answer;
import org.billhook.harness.Api;
import org.billhook.harness.Books;
import org.billhook.harness.Postgres;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** What somebody changes in the database past the server is found by the audit, and named. */
@Tag("I-8")
class TamperedIT {

    private static final String NO_VALUE =
            "CAST(NULL AS DECIMAL(24,4)), CAST(NULL AS CHAR(3)), CAST(NULL AS BIGINT), CAST(NULL AS INTEGER)";
    private static final LocalDate KEY_DATE = LocalDate.of(2026, 1, 31);

    /** Does work on the database of a server. */
    private interface Access {
        void with(Changes changes) throws Exception;
    }

    private interface Changes {
        void on(Statement statement) throws SQLException;
    }

    @Test
    void auditNamesWhatWasChangedInDerby() throws Exception {
        try (DerbyServer server = DerbyServer.start()) {
            Path database = server.home().resolve("data/derby/billhook");
            names(server, changes -> {
                server.server().stop();
                onDerby(database, changes);
                server.server().start();
            });
        }
    }

    @Test
    void auditNamesWhatWasChangedInPostgres() throws Exception {
        try (PostgresServer server = PostgresServer.start()) {
            names(server, changes -> {
                try (Connection connection = DriverManager.getConnection(
                                server.database().url("billhook"), Postgres.USER, Postgres.USER);
                        Statement statement = connection.createStatement()) {
                    changes.on(statement);
                }
            });
        }
    }

    private static void onDerby(Path database, Changes changes) throws SQLException {
        EmbeddedDataSource source = new EmbeddedDataSource();
        source.setDatabaseName(database.toString());
        try (Connection connection = source.getConnection();
                Statement statement = connection.createStatement()) {
            changes.on(statement);
        }
        source.setShutdownDatabase("shutdown");
        assertThatThrownBy(source::getConnection)
                .as("Derby says so when it has stopped")
                .hasMessageContaining("shutdown");
    }

    private static void names(LaunchedServer server, Access access) throws Exception {
        // so that there is another person, or the audit would warn of that
        Api approver = LoginIT.user(server, "u-approver", "billing-approver");
        writeOff(new Books(server.api()), server.api(), approver);
        List<Long> requests = billed(new Books(server.api()));
        JsonNode taken = server.api().get("/events/head").expect(200).json();
        Map<String, Object> head = Map.of(
                "number", taken.get("number").asLong(),
                "at", taken.get("at").asText(),
                "hash", taken.get("hash").asText(),
                "signature", taken.get("signature").asText());
        Books books = new Books(server.api());
        books.price(Map.of("activity", "LATER"), "1.00", "EUR", "2026-01-01");
        assertThat(findings(books)).isEmpty();
        assertThat(checked(server, head)).isEmpty();
        JsonNode events = server.api().get("/events?limit=1000").expect(200).json();
        assertThat(offline(server, events, taken)).contains("is signed").endsWith("0");
        assertThat(PosixFilePermissions.toString(
                        Files.getPosixFilePermissions(server.home().resolve("etc/chain.key"))))
                .isEqualTo("rw-------");

        namesCutEvents(server, access, head);
        namesEventsOfAnotherHand(server, access, requests.get(0));
        namesRows(server, access, requests);
    }

    /** The last three events are deleted; the highest number stays where it was. */
    private static void namesCutEvents(LaunchedServer server, Access access, Map<String, Object> head)
            throws Exception {
        long[] last = new long[2];
        access.with(sql -> {
            last[0] = number(sql, "SELECT MAX(event_no) FROM event");
            last[1] = number(sql, "SELECT MAX(id) FROM price_entry");
            update(sql, "DELETE FROM event WHERE event_no > " + (last[0] - 3));
        });

        assertThat(((Number) head.get("number")).longValue()).isBetween(last[0] - 2, last[0]);
        assertThat(findings(new Books(server.api())))
                .contains("EVENTS_MISSING Events %d to %d were numbered and are not there"
                        .formatted(last[0] - 2, last[0]))
                .contains("ROWS_WITHOUT_EVENT Prices %d: no event says that this was written".formatted(last[1]));
        assertThat(checked(server, head)).startsWith("EVENTS_MISSING");
        JsonNode events = server.api().get("/events?limit=1000").expect(200).json();
        assertThat(offline(server, events, new ObjectMapper().valueToTree(head)))
                .contains("WRONG: Event %s was the head at".formatted(head.get("number")))
                .endsWith("1");
    }

    /** One event is back-dated. Another one is written anew, and all hashes after it, as without a key. */
    private static void namesEventsOfAnotherHand(LaunchedServer server, Access access, long request) throws Exception {
        long[] rewritten = new long[1];
        access.with(sql -> {
            update(sql, "UPDATE event SET happened_at = '2020-01-01 00:00:00' WHERE event_no = 2");
            rewritten[0] = number(
                    sql,
                    "SELECT event_no FROM event WHERE event_type = 'request.created' AND subject = 'request/%d'"
                            .formatted(request));
            forge(sql.getConnection(), rewritten[0]);
        });

        JsonNode events = server.api().get("/events?limit=1000").expect(200).json();
        assertThat(offline(server, events, events))
                .contains("WRONG: Event 2 is not", "WRONG: Event %d is not".formatted(rewritten[0]))
                .endsWith("1");
        assertThat(findings(new Books(server.api())))
                .contains("EVENTS_BROKEN Event 2: what is stored is not what was chained after the event before")
                .anyMatch(text -> text.matches(
                        "EVENTS_BROKEN Events %d to \\d+: what is stored is not what was chained after the event before"
                                .formatted(rewritten[0])));
    }

    /** What the program says that needs no server, and how it ends. */
    private static String offline(LaunchedServer server, JsonNode events, JsonNode head) throws Exception {
        Path folder = TestFiles.folder("chain");
        Files.writeString(folder.resolve("events.json"), events.toString());
        Files.writeString(folder.resolve("head.json"), head.toString());
        Process program = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin/java").toString(),
                        server.home().resolve("bin/ChainCheck.java").toString(),
                        server.home().resolve("etc/chain.key").toString(),
                        folder.resolve("events.json").toString(),
                        folder.resolve("head.json").toString())
                .redirectErrorStream(true)
                .start();
        String said = new String(program.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        return said + program.waitFor();
    }

    private static void forge(Connection connection, long from) throws SQLException {
        List<String[]> events = new ArrayList<>();
        String before;
        try (Statement sql = connection.createStatement()) {
            before = text(sql, "SELECT hash FROM event WHERE event_no = " + (from - 1));
            ResultSet rows = sql.executeQuery(
                    "SELECT event_no, event_type, subject, body FROM event WHERE event_no >= %d ORDER BY event_no"
                            .formatted(from));
            while (rows.next()) {
                events.add(new String[] {rows.getString(1), rows.getString(2), rows.getString(3), rows.getString(4)});
            }
        }
        events.get(0)[3] = events.get(0)[3].replace("\"admin\"", "\"somebody-else\"");
        try (PreparedStatement update =
                connection.prepareStatement("UPDATE event SET body = ?, hash = ? WHERE event_no = ?")) {
            for (String[] event : events) {
                before = sha256(String.join("\n", event[0], event[1], event[2], event[3], before));
                update.setString(1, event[3]);
                update.setString(2, before);
                update.setLong(3, Long.parseLong(event[0]));
                assertThat(update.executeUpdate()).isEqualTo(1);
            }
        }
    }

    private static String sha256(String text) {
        try {
            return HexFormat.of()
                    .formatHex(MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    private static void namesRows(LaunchedServer server, Access access, List<Long> requests) throws Exception {
        long first = requests.get(0);
        long second = requests.get(1);
        long third = requests.get(2);
        List<Long> sources = new ArrayList<>();
        long[] ids = new long[8];

        access.with(sql -> {
            update(sql, "UPDATE request_line SET net = net * 10 WHERE document_id = " + first);
            update(sql, "UPDATE request_item SET net = net * 10 WHERE request_id = " + first);
            update(sql, "UPDATE request SET net = net * 10, party = 'Somebody' WHERE id = " + first);
            update(sql, "UPDATE entry SET amount = amount * 10 WHERE document_id = " + first);
            update(sql, "DELETE FROM request_line WHERE line_pos = 1 AND document_id = " + second);
            ResultSet found = sql.executeQuery(
                    "SELECT source_id FROM entry WHERE document_id = %d ORDER BY source_id".formatted(third));
            while (found.next()) {
                sources.add(found.getLong(1));
            }
            for (String table : List.of("entry", "balance")) {
                update(sql, "DELETE FROM %s WHERE source_id = %d".formatted(table, sources.get(0)));
            }
            update(sql, "DELETE FROM source WHERE id = " + sources.get(0));
            update(
                    sql,
                    "UPDATE source SET service_date = '2025-12-01', description = 'Nothing', characteristics = '{}' WHERE id = "
                            + sources.get(1));
            update(sql, "UPDATE price_entry SET price = 999");
            ids[0] = number(sql, "SELECT MIN(id) FROM price_entry");
            ids[1] = number(sql, "SELECT MIN(act_id) FROM entry WHERE document_id = " + first);
            update(sql, "UPDATE act SET actor = 'somebody-else' WHERE id = " + ids[1]);
            ids[4] = number(sql, "SELECT MIN(id) FROM act WHERE released_by = 'u-approver'");
            update(sql, "UPDATE act SET released_by = 'u-second' WHERE id = " + ids[4]);
            ids[5] = number(sql, "SELECT source_id FROM entry WHERE act_id = " + ids[4]);
            update(sql, "UPDATE entry SET amount = 1 WHERE act_id = " + ids[4]);
            ids[6] = ids[5] + 1;
            ids[7] = number(sql, "SELECT MIN(id) FROM proposal");
            update(sql, "UPDATE proposal SET decided_by = 'u-second' WHERE id = " + ids[7]);
            move(sql, ids[6], ids[4], "WRITE_OFF", "written_off", NO_VALUE);
            move(sql, ids[6] + 1, ids[4], "BILL", "billed", NO_VALUE);
            move(sql, ids[6] + 2, ids[4], "BILL", "billed", "0, 'EUR', %d, 2".formatted(second));
            move(sql, ids[6] + 3, ids[4], "BILL", "billed", "0, 'EUR', %d, 1".formatted(third + 1_000));
            post(sql, ids[6] + 4, ids[4]);
            update(sql, "UPDATE entry SET share = 80 WHERE kind = 'POST' AND source_id = " + (ids[6] + 5));
            update(sql, "UPDATE balance SET posted = 80, still_open = 80 WHERE source_id = " + (ids[6] + 5));
            ids[2] = number(sql, "SELECT MIN(id) FROM change_log WHERE subject = 'request/%d'".formatted(first));
            update(sql, "UPDATE change_log SET actor = 'somebody-else' WHERE id = " + ids[2]);
            ids[3] = number(sql, "SELECT MIN(id) FROM change_log WHERE subject LIKE 'price/%'");
            update(sql, "DELETE FROM change_log WHERE subject LIKE 'price/%'");
            update(sql, "UPDATE number_range SET last_number = 500 WHERE kind = 'DEBIT_MEMO_REQUEST'");
        });

        String rows =
                "ROWS_CHANGED %s.*: not (what was written|all there: \\d of \\d+ that were written) with event \\d+";
        assertThat(findings(new Books(server.api())))
                .anyMatch(matches(
                        "EVENT_DISAGREES Request DMR-0+\\d \\(%d\\): event \\d+ says net EUR 360, its head says EUR 3600",
                        first))
                .anyMatch(matches(
                        "EVENT_DISAGREES Request DMR-0+\\d \\(%d\\): event \\d+ says party \\S+, its head says Somebody",
                        first))
                .anyMatch(
                        matches("ROWS_CHANGED Lines 1 to 3 of request %d: not what was written with event \\d+", first))
                .anyMatch(matches(
                        "REQUEST_DISAGREES Request \\S+ \\(%d\\): its head says 3 lines, EUR 360 net .* it has 2 lines of 240 net.*",
                        second))
                .contains("LINE_DISAGREES Line 1 of request %d is not what the entries of the ledger bill by it"
                        .formatted(second))
                .anyMatch(matches("ROWS_CHANGED Lines 1 to 3 of request %d: not all there: 2 of 3 .*", second))
                .contains("SOURCE_MISSING There is no source %d, which an event says was posted"
                        .formatted(sources.get(0)))
                .contains("LINE_DISAGREES Line 1 of request %d is not what the entries of the ledger bill by it"
                        .formatted(third))
                .anyMatch(matches(rows.formatted("Sources") + "; by its fingerprint source %d", sources.get(1)))
                .anyMatch(matches(rows.formatted("Prices %d"), ids[0]))
                .anyMatch(matches(rows.formatted("Acts %d"), ids[1]))
                .anyMatch(matches(rows.formatted("Proposals %d"), ids[7]))
                .anyMatch(matches(rows.formatted("Acts %d"), ids[4]))
                .anyMatch(matches(rows.formatted("Entries of sources " + ids[5] + " by act %d"), ids[4]))
                .contains(unwritten(ids[6], ids[4]), unwritten(ids[6] + 1, ids[4]), unwritten(ids[6] + 4, ids[4]))
                .anyMatch(matches(
                        "ROWS_CHANGED Entries that bill by request %d: not what was written with event \\d+", second))
                .contains("LINE_DISAGREES Line 1 of request %d is not what the entries of the ledger bill by it"
                        .formatted(third + 1_000))
                .anyMatch(matches(rows.formatted("Sources") + "; by its fingerprint source %d", ids[6] + 5))
                .anyMatch(matches(rows.formatted("Changes %d"), ids[2]))
                .anyMatch(matches(rows.formatted("Changes %d"), ids[3]))
                .contains(
                        "NUMBERS_MISSING There are no requests DMR-000004 to DMR-000500, though the range of numbers stands at 500");
    }

    private static String unwritten(long source, long act) {
        return "ROWS_WITHOUT_EVENT Entries of sources %d by act %d: no event says that this was written"
                .formatted(source, act);
    }

    /**
     * All that is open of a source, under an act that there is, so that the ledger adds up.
     *
     * @param value amount, currency, document and line of the entry
     */
    private static void move(Statement sql, long source, long act, String kind, String term, String value)
            throws SQLException {
        assertThat(number(sql, "SELECT COUNT(*) FROM balance WHERE still_open = posted AND source_id = " + source))
                .isOne();
        update(
                sql,
                "INSERT INTO entry (source_id, seq, act_id, kind, share, amount, currency, document_id, line_pos)"
                        + " SELECT source_id, seq + 1, %d, '%s', still_open, %s FROM balance WHERE source_id = %d"
                                .formatted(act, kind, value, source));
        update(
                sql,
                "UPDATE balance SET %s = still_open, still_open = 0, seq = seq + 1 WHERE source_id = %d"
                        .formatted(term, source));
    }

    /** More than was posted. */
    private static void post(Statement sql, long source, long act) throws SQLException {
        update(
                sql,
                "INSERT INTO entry (source_id, seq, act_id, kind, share)"
                        + " SELECT source_id, seq + 1, %d, 'POST', 5 FROM balance WHERE source_id = %d"
                                .formatted(act, source));
        update(
                sql,
                "UPDATE balance SET posted = posted + 5, still_open = still_open + 5, seq = seq + 1 WHERE source_id = "
                        + source);
    }

    private static Predicate<String> matches(String pattern, long id) {
        Predicate<String> fits = Pattern.compile(pattern.formatted(id)).asMatchPredicate();
        return fits::test;
    }

    /** The first finding of the check of a head; empty without one. */
    private static String checked(LaunchedServer server, Map<String, Object> head) throws Exception {
        JsonNode found =
                server.api().post("/events/head/check", head).expect(200).json().get("findings");
        return found.isEmpty() ? "" : found.get(0).get("code").asText();
    }

    private static long number(Statement sql, String query) throws SQLException {
        return Long.parseLong(text(sql, query));
    }

    private static String text(Statement sql, String query) throws SQLException {
        try (ResultSet row = sql.executeQuery(query)) {
            assertThat(row.next()).as(query).isTrue();
            return row.getString(1);
        }
    }

    /** Three requests of three lines, 360.00 each. */
    private static List<Long> billed(Books books) {
        books.price(Map.of("activity", "TAMPERED"), "120.00", "EUR", "2026-01-01");
        List<Long> requests = new ArrayList<>();
        for (String key : List.of("TA1", "TA2", "TA3")) {
            Work work = Work.project(books, key);
            books.post(work.hours(3, "TAMPERED"));
            JsonNode run = books.run(KEY_DATE, work.root());
            assertThat(run.get("state").asText()).isEqualTo("DONE");
            requests.add(books.all("/requests?run=" + run.get("id").asText())
                    .get(0)
                    .get("id")
                    .asLong());
        }
        return requests;
    }

    /** The first of seven sources. */
    private static void writeOff(Books books, Api admin, Api approver) {
        Work work = Work.project(books, "TA4");
        books.post(work.hours(7, "TAMPERED"));
        long source = books.all("/sources?object=wbs-element/" + work.element())
                .get(0)
                .get("id")
                .asLong();
        Map<String, Object> command = Map.of("kind", "WRITE_OFF", "source", source, "reason", "goodwill");
        Answer proposal = admin.post("/proposals", Map.of("commands", List.of(command)));
        approver.post("/proposals/%s/release".formatted(proposal.expect(201).text("id")), Map.of())
                .expect(200);
    }

    private static List<String> findings(Books books) {
        List<String> findings = new ArrayList<>();
        books.audit()
                .get("findings")
                .forEach(finding -> findings.add(finding.get("code").asText() + " "
                        + finding.get("message").asText()));
        return findings;
    }

    private static void update(Statement sql, String statement) throws SQLException {
        assertThat(sql.executeUpdate(statement)).as(statement).isPositive();
    }
}
