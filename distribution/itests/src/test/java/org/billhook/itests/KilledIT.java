package org.billhook.itests;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalDate;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.awaitility.Awaitility;
import org.billhook.harness.Answer;
import org.billhook.harness.Books;
import org.billhook.harness.CsvWork;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Kill -9 in the middle of long work, and a new start: nothing lost, nothing twice. */
@ExtendWith(Servers.class)
class KilledIT {

    private static final int ROOTS = 40;
    private static final int PER_ROOT = 500;
    private static final LocalDate KEY_DATE = LocalDate.of(2026, 12, 31);

    @Test
    @Tag("I-1")
    @Tag("I-2")
    void killedImportAndRunGoOnAfterTheRestart(DerbyServer server) throws Exception {
        survives(server, "KD");
    }

    private static void survives(LaunchedServer server, String key) throws Exception {
        Books books = new Books(server.api());
        books.price(Map.of("activity", key), "10.00", "EUR", "2026-01-01");
        CsvWork.saveMapping(books.api());

        Answer started = books.startImport(CsvWork.MAPPING, Map.of("file", file(server, key)))
                .expect(202);
        String importPath = "/imports/" + started.text("id");
        killWhen(
                server,
                () -> between(books.api().get(importPath).json().path("rows").asLong()));
        books.awaitJob(started.number("job"));
        JsonNode imported = books.api().get(importPath).expect(200).json();
        assertThat(imported.get("state").asText()).isEqualTo("DONE");
        assertThat(imported.get("rows").asInt()).isEqualTo(ROOTS * PER_ROOT);
        assertThat(imported.get("refused").asInt()).isZero();

        long run = books.start(KEY_DATE, roots(key));
        killWhen(server, () -> {
            long done = books.api()
                    .get("/runs/" + run)
                    .json()
                    .path("rootsByState")
                    .path("DONE")
                    .asLong();
            return done > 0 && done < ROOTS;
        });
        JsonNode over = books.await(run);

        assertThat(over.get("state").asText()).isEqualTo("DONE");
        assertThat(over.get("lines").asInt()).isEqualTo(ROOTS * PER_ROOT);
        assertThat(over.get("totals").get(0).get("amount").asText()).isEqualTo("200000.00");
        BigDecimal requested = books.all("/requests?party=" + CsvWork.customer(key)).stream()
                .map(request -> new BigDecimal(request.get("net").get("amount").asText()))
                .reduce(BigDecimal.ZERO, BigDecimal::add);
        assertThat(requested).isEqualByComparingTo("200000");
        assertThat(books.run(KEY_DATE, roots(key)).get("lines").asInt())
                .as("nothing is left")
                .isZero();
        assertThat(books.api().get("/audit").expect(200).json().get("ok").asBoolean())
                .isTrue();
    }

    /** The billing roots that the file brings: whatever else is open on the server is not of this test. */
    private static String[] roots(String key) {
        return IntStream.range(0, ROOTS)
                .mapToObj(project -> "wbs-element/" + CsvWork.project(key, project))
                .toArray(String[]::new);
    }

    private static boolean between(long rows) {
        return rows > 0 && rows < (long) ROOTS * PER_ROOT;
    }

    private static void killWhen(LaunchedServer server, java.util.concurrent.Callable<Boolean> midway)
            throws Exception {
        Awaitility.await("midway")
                .atMost(Duration.ofMinutes(2))
                .pollDelay(Duration.ZERO)
                .pollInterval(Duration.ofMillis(5))
                .until(midway);
        server.killAndRestart();
    }

    private static Path file(LaunchedServer server, String key) throws Exception {
        return Files.write(
                server.home().resolve("data").resolve(key + ".csv"),
                IntStream.rangeClosed(0, ROOTS * PER_ROOT)
                        .mapToObj(i -> i == 0 ? CsvWork.HEADER : CsvWork.row(key, (i - 1) / PER_ROOT, i))
                        .collect(Collectors.toList()));
    }
}
