package org.billhook.itests;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.billhook.harness.Answer;
import org.billhook.harness.Api;
import org.billhook.harness.Books;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Whoever bills at the same time, however often: once. */
@ExtendWith(Servers.class)
class SamePartsIT {

    private static final LocalDate KEY_DATE = LocalDate.of(2026, 1, 31);

    @Test
    @Tag("I-2")
    void sixParallelRunsOnOneProjectBillOnce(DerbyServer server) throws Exception {
        billsOnce(server, "SIX-D");
    }

    @Test
    @Tag("I-2")
    void sixParallelRunsOnOneProjectBillOnceOnPostgres(PostgresServer server) throws Exception {
        billsOnce(server, "SIX-P");
    }

    private static void billsOnce(RunningServer server, String key) throws Exception {
        Books books = new Books(server.api());
        Work work = Work.project(books, key);
        books.price(Map.of("activity", key), "10.00", "EUR", "2026-01-01");
        books.post(work.hours(2_000, key));
        ExecutorService clerks = Executors.newFixedThreadPool(6);
        try {
            List<Future<JsonNode>> runs = IntStream.range(0, 6)
                    .mapToObj(i -> clerks.submit(() -> books.run(KEY_DATE, work.root())))
                    .toList();
            long lines = 0;
            for (Future<JsonNode> run : runs) {
                lines += run.get().get("lines").asLong();
            }
            assertThat(lines).isEqualTo(2_000);
        } finally {
            clerks.shutdownNow();
        }
        List<JsonNode> requests = books.all("/requests?root=" + work.root());
        assertThat(requests.stream()
                        .map(request -> request.get("net").get("amount").asText()))
                .containsExactly("20000.00");
        assertThat(books.audit().get("ok").asBoolean()).isTrue();
    }

    @Test
    @Tag("I-2")
    void runRepeatedEqualsRunOnce(DerbyServer server) throws IOException {
        Books books = new Books(server.api());
        Work work = Work.project(books, "REPEAT");
        books.price(Map.of("activity", "REPEAT"), "10.00", "EUR", "2026-01-01");
        books.post(work.hours(10, "REPEAT"));

        List<Integer> lines = new ArrayList<>();
        for (int i = 0; i < 4; i++) {
            lines.add(books.run(KEY_DATE, work.root()).get("lines").asInt());
        }

        assertThat(lines).containsExactly(10, 0, 0, 0);
    }

    @Test
    void callRepeatedUnderItsKeyGetsTheFirstAnswer(DerbyServer server) throws IOException {
        Api api = server.api();
        Books books = new Books(api);
        Work work = Work.project(books, "KEYED");
        books.price(Map.of("activity", "KEYED"), "10.00", "EUR", "2026-01-01");
        books.post(work.hours(3, "KEYED"));
        Map<String, Object> order = Map.of("keyDate", "2026-01-31", "roots", List.of(work.root()));
        Map<String, String> key = Map.of("Idempotency-Key", "keyed-run-1");

        Answer first = api.post("/runs", order, key).expect(202);
        Answer repeat = api.post("/runs", order, key).expect(202);
        Answer other = api.post("/runs", Map.of("keyDate", "2026-01-30"), key);

        assertThat(repeat.text("id")).isEqualTo(first.text("id"));
        assertThat(repeat.header("Idempotency-Replayed")).isPresent();
        assertThat(other.status()).isEqualTo(409);
        assertThat(books.await(first.number("id")).get("lines").asInt()).isEqualTo(3);
    }
}
