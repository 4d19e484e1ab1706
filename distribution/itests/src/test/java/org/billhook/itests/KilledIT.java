package org.billhook.itests;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.function.LongSupplier;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.awaitility.Awaitility;
import org.billhook.harness.Answer;
import org.billhook.harness.Books;
import org.billhook.harness.CsvWork;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Kill -9 in the middle of long work, again and again, and a new start: nothing lost, nothing twice. */
@ExtendWith(Servers.class)
class KilledIT {

    private static final int ROOTS = 40;
    private static final int PER_ROOT = 500;
    private static final int ALL = ROOTS * PER_ROOT;
    private static final int KILLS = 3;
    private static final LocalDate KEY_DATE = LocalDate.of(2026, 12, 31);

    private final long seed = System.nanoTime();
    private final Random random = new Random(seed);

    @Test
    @Tag("I-1")
    @Tag("I-2")
    void killedImportAndRunGoOnAfterTheRestart(DerbyServer server) throws Exception {
        survives(server, "KD");
    }

    @Test
    @Tag("I-1")
    @Tag("I-2")
    void killedImportAndRunGoOnAfterTheRestartOnPostgres(PostgresServer server) throws Exception {
        survives(server, "KP");
    }

    private void survives(LaunchedServer server, String key) throws Exception {
        Books books = new Books(server.api());
        books.price(Map.of("activity", key), "10.00", "EUR", "2026-01-01");
        CsvWork.saveMapping(books.api());

        Answer started = books.startImport(CsvWork.MAPPING, Map.of("file", file(server, key)))
                .expect(202);
        String importPath = "/imports/" + started.text("id");
        boolean killed = killMidway(server, 0, ALL, () -> rows(books, importPath));
        assertThat(killed).as("the import was under way, seed %d", seed).isTrue();
        books.awaitJob(started.number("job"));
        JsonNode imported = books.api().get(importPath).expect(200).json();
        assertThat(imported.get("state").asText()).isEqualTo("DONE");
        assertThat(imported.get("rows").asInt()).isEqualTo(ALL);
        assertThat(imported.get("posted").asInt()).isEqualTo(ALL);

        Map<String, Object> order = Map.of("keyDate", KEY_DATE.toString(), "roots", List.of(roots(key)));
        Map<String, String> once = Map.of("Idempotency-Key", "killed-" + key, "X-Request-Id", "month-end-" + key);
        Answer begun = books.api().post("/runs", order, once).expect(202);
        long run = begun.number("id");
        int kills = 0;
        for (long done = 0; kills < KILLS && killMidway(server, done, ROOTS, () -> done(books, run)); kills++) {
            done = done(books, run);
        }
        assertThat(kills).as("kills of the run, seed %d", seed).isPositive();
        JsonNode over = books.await(run);

        assertThat(over.get("state").asText()).as("seed %d: %s", seed, over).isEqualTo("DONE");
        assertThat(over.get("lines").asInt()).isEqualTo(ALL);
        assertThat(Files.readString(server.home().resolve("data/log/billhook.log")))
                .as("the last server knows which call began the run")
                .contains("| month-end-%s | Job has ended job='%d'".formatted(key, begun.number("job")));
        assertThat(over.get("totals").get(0).get("amount").asText()).isEqualTo("200000.00");
        Answer repeat = books.api().post("/runs", order, once).expect(202);
        assertThat(repeat.number("id")).as("the key was not forgotten").isEqualTo(run);
        assertThat(repeat.header("Idempotency-Replayed")).isPresent();
        List<JsonNode> requests = books.all("/requests?party=" + CsvWork.customer(key));
        assertThat(requests).hasSize(ROOTS);
        assertThat(requests).allSatisfy(request -> {
            assertThat(request.get("lines").asInt()).isEqualTo(PER_ROOT);
            assertThat(request.get("net").get("amount").asText()).isEqualTo("5000.00");
        });
        assertThat(books.run(KEY_DATE, roots(key)).get("lines").asInt())
                .as("nothing is left")
                .isZero();
        numbersHaveNoGap(books);
        everyRequestIsOneEvent(books, requests);
        assertThat(books.audit().get("ok").asBoolean()).isTrue();
    }

    private static long rows(Books books, String importPath) {
        JsonNode now = books.api().get(importPath).expect(200).json();
        assertThat(now.get("state").asText()).as(now.toString()).isIn("RUNNING", "DONE");
        return now.get("rows").asLong();
    }

    private static long done(Books books, long run) {
        return books.api()
                .get("/runs/" + run)
                .expect(200)
                .json()
                .path("rootsByState")
                .path("DONE")
                .asLong();
    }

    /** Numbers are drawn by real requests only, on this server as everywhere. */
    private static void numbersHaveNoGap(Books books) {
        List<Long> numbers = books.all("/requests?kind=DEBIT_MEMO_REQUEST").stream()
                .map(request -> Long.valueOf(request.get("number").asText().substring("DMR-".length())))
                .sorted()
                .toList();
        assertThat(numbers)
                .isEqualTo(LongStream.rangeClosed(1, numbers.size()).boxed().toList());
    }

    private static void everyRequestIsOneEvent(Books books, List<JsonNode> requests) {
        List<String> expected = requests.stream()
                .map(request -> "request/" + request.get("id").asText())
                .sorted()
                .toList();
        Awaitility.await("events numbered").atMost(Duration.ofSeconds(30)).untilAsserted(() -> {
            List<JsonNode> events = books.all("/events");
            assertThat(events.stream().map(event -> event.get("number").asLong()))
                    .isEqualTo(LongStream.rangeClosed(1, events.size()).boxed().toList());
            assertThat(events.stream()
                            .filter(event -> event.get("type").asText().equals("request.created"))
                            .map(event -> event.get("subject").asText())
                            .filter(expected::contains)
                            .sorted())
                    .isEqualTo(expected);
        });
    }

    /** The billing roots that the file brings: whatever else is open on the server is not of this test. */
    private static String[] roots(String key) {
        return IntStream.range(0, ROOTS)
                .mapToObj(project -> "wbs-element/" + CsvWork.project(key, project))
                .toArray(String[]::new);
    }

    /** Kills the server some moments after the work went on, and starts it again; false if the work is over already. */
    private boolean killMidway(LaunchedServer server, long from, long all, LongSupplier progress) throws Exception {
        Awaitility.await("midway")
                .atMost(Duration.ofMinutes(2))
                .pollDelay(Duration.ZERO)
                .pollInterval(Duration.ofMillis(5))
                .until(() -> progress.getAsLong() > Math.min(from, all - 1));
        Thread.sleep(random.nextInt(100)); // anywhere in a transaction, not just after one
        boolean midway = progress.getAsLong() < all;
        if (midway) {
            server.killAndRestart();
        }
        return midway;
    }

    private static Path file(LaunchedServer server, String key) throws Exception {
        return Files.write(
                server.home().resolve("data").resolve(key + ".csv"),
                IntStream.rangeClosed(0, ALL)
                        .mapToObj(i -> i == 0 ? CsvWork.HEADER : CsvWork.row(key, (i - 1) / PER_ROOT, i))
                        .collect(Collectors.toList()));
    }
}
