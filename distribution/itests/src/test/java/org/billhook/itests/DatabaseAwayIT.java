package org.billhook.itests;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.awaitility.Awaitility;
import org.billhook.harness.Answer;
import org.billhook.harness.Api;
import org.billhook.harness.Books;
import org.billhook.harness.CsvWork;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** The database stops under a run: callers are told, nothing is lost or doubled, and it all goes on when it is back. */
@ExtendWith(Servers.class)
class DatabaseAwayIT {

    private static final String KEY = "AW";
    private static final int ROOTS = 40;
    private static final int PER_ROOT = 500;
    private static final LocalDate KEY_DATE = LocalDate.of(2026, 12, 31);

    @Test
    @Tag("I-1")
    @Tag("I-2")
    @Tag("pain-5")
    void callersAreToldAndTheRunEndsAtTheExactTotal(PostgresServer server) throws Exception {
        Api api = server.api();
        Books books = new Books(api);
        books.price(Map.of("activity", KEY), "10.00", "EUR", "2026-01-01");
        CsvWork.saveMapping(api);
        assertThat(books.importFiles(CsvWork.MAPPING, Map.of("file", file(server)))
                        .get("posted")
                        .asInt())
                .isEqualTo(ROOTS * PER_ROOT);
        long run = api.post("/runs", Map.of("keyDate", KEY_DATE.toString(), "roots", List.of(roots())))
                .expect(202)
                .number("id");
        Awaitility.await("midway")
                .pollInterval(Duration.ofMillis(5))
                .until(() ->
                        api.get("/runs/" + run).json().at("/rootsByState/DONE").asInt() > 0);

        server.database().stop();
        try {
            told(api, "/runs/" + run);
            told(api, "/ready");
            told(api, "/requests?limit=1");
        } finally {
            server.database().resume();
        }

        Awaitility.await("ready")
                .atMost(Duration.ofSeconds(30))
                .until(() -> api.get("/ready").status() == 200);
        JsonNode over = ended(books, run);
        assertThat(over.get("lines").asInt()).isEqualTo(ROOTS * PER_ROOT);
        assertThat(over.at("/totals/0/amount").asText()).isEqualTo("200000.00");
        assertThat(books.run(KEY_DATE, roots()).get("lines").asInt())
                .as("nothing is left")
                .isZero();
        assertThat(books.audit().get("ok").asBoolean()).isTrue();
    }

    private static void told(Api api, String path) {
        Answer answer = api.get(path);
        assertThat(answer.status()).as("%s: %s", path, answer.body()).isEqualTo(503);
        assertThat(answer.header("Retry-After")).isPresent();
        assertThat(answer.text("title")).isNotBlank();
    }

    /** The run goes on by itself; one that found the database back before it had given up waits, says why, and is resumed. */
    private static JsonNode ended(Books books, long run) {
        for (int times = 0; times < 3; times++) {
            JsonNode over = Awaitility.await("over")
                    .atMost(Duration.ofMinutes(2))
                    .until(() -> books.api().get("/runs/" + run).expect(200).json(), found -> !Set.of(
                                    "PLANNED", "RUNNING")
                            .contains(found.get("state").asText()));
            if (over.get("state").asText().equals("DONE")
                    && over.at("/rootsByState/DONE").asInt() == ROOTS) {
                return over;
            }
            assertThat(over.toString()).doesNotContain("Exception", "org.postgresql");
            books.api().post("/runs/%d/resume".formatted(run), Map.of()).expect(200, 202);
        }
        throw new AssertionError("Run %d did not end".formatted(run));
    }

    private static String[] roots() {
        return IntStream.range(0, ROOTS)
                .mapToObj(project -> "wbs-element/" + CsvWork.project(KEY, project))
                .toArray(String[]::new);
    }

    private static Path file(LaunchedServer server) throws Exception {
        return Files.write(
                server.home().resolve("data/away.csv"),
                IntStream.rangeClosed(0, ROOTS * PER_ROOT)
                        .mapToObj(i -> i == 0 ? CsvWork.HEADER : CsvWork.row(KEY, (i - 1) / PER_ROOT, i))
                        .collect(Collectors.toList()));
    }
}
