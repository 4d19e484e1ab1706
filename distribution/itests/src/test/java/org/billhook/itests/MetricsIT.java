package org.billhook.itests;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.LocalDate;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.awaitility.Awaitility;
import org.billhook.harness.Api;
import org.billhook.harness.Books;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Figures for whoever watches the server, who may see nothing else. */
@ExtendWith(Servers.class)
class MetricsIT {

    @Test
    void postingsRunsAndRequestsAreCounted(DerbyServer server) throws Exception {
        Api watcher = LoginIT.user(server, "prometheus", "monitor");
        String before = watcher.get("/metrics").expect(200).body();
        Books books = new Books(server.api());
        Work work = Work.project(books, "METRIC");
        books.price(Map.of("activity", "METRIC"), "10.00", "EUR", "2026-01-01");
        books.post(work.hours(7, "METRIC"));
        books.run(LocalDate.of(2026, 12, 31), work.root());

        Awaitility.await("counted").atMost(Duration.ofSeconds(30)).untilAsserted(() -> {
            String after = watcher.get("/metrics").expect(200).body();
            assertThat(added(before, after, "billhook_postings_total")).isEqualTo("7");
            assertThat(added(before, after, "billhook_events_total{type=\"request.created\"}"))
                    .isEqualTo("1");
            assertThat(added(before, after, "billhook_events_total{type=\"run.done\"}"))
                    .isEqualTo("1");
        });
        watcher.get("/metrics?name%5B%5D=jvm_memory_used_bytes&collect=all").expect(200);
        assertThat(watcher.get("/metrics").body())
                .contains("billhook_plugins{state=\"ACTIVE\"}", "billhook_jobs_threads 4.0")
                .contains("billhook_database_connections_most 20.0", "jvm_memory_used_bytes");
    }

    @Test
    void whoWatchesSeesNothingOfBillingAndOthersNoFigures(DerbyServer server) throws Exception {
        Api watcher = LoginIT.user(server, "grafana", "monitor");
        assertThat(watcher.get("/requests").status()).isEqualTo(403);
        assertThat(watcher.get("/plugins").status()).isEqualTo(403);
        Api viewer = LoginIT.user(server, "viola", "viewer");
        assertThat(viewer.get("/metrics").status()).isEqualTo(403);
        assertThat(Api.anonymous(server.address()).get("/metrics").status()).isEqualTo(401);
    }

    private static String added(String before, String after, String metric) {
        return value(after, metric)
                .subtract(value(before, metric))
                .stripTrailingZeros()
                .toPlainString();
    }

    private static java.math.BigDecimal value(String text, String metric) {
        Matcher line = Pattern.compile("^" + Pattern.quote(metric) + " (\\S+)$", Pattern.MULTILINE)
                .matcher(text);
        return line.find() ? new java.math.BigDecimal(line.group(1)) : java.math.BigDecimal.ZERO;
    }
}
