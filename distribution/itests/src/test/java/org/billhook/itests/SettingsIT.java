package org.billhook.itests;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalDate;
import java.util.List;
import org.awaitility.Awaitility;
import org.billhook.harness.Api;
import org.billhook.harness.Books;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** What is no setting is refused with its reason, and the value before goes on to count. */
@ExtendWith(Servers.class)
class SettingsIT {

    @Test
    void badSettingsOfRunsAreRefusedAndTheNextRunBills(DerbyServer server) throws Exception {
        Api api = server.api();
        Books books = new Books(api);
        Path file = server.home().resolve("etc/org.billhook.runs.cfg");
        Work work = Work.project(books, "SET-R");
        books.price(java.util.Map.of("activity", "SET-R"), "10.00", "EUR", "2026-01-01");
        books.post(work.hours(3, "SET-R"));
        try {
            Files.writeString(file, "workers = 3\n");
            awaitProblems(api, List.of());
            Files.writeString(file, "workers = banana\npriceByServiceDate = ja\nworker = 2\n");

            awaitProblems(
                    api,
                    List.of(
                            "priceByServiceDate = ja in etc/org.billhook.runs.cfg is refused: it must be true or false."
                                    + " The default counts",
                            "worker in etc/org.billhook.runs.cfg is no setting and does nothing; there are"
                                    + " [allowEarlierDate, attempts, pageSize, patienceSeconds, previewHours,"
                                    + " priceByServiceDate, workers]",
                            "workers = banana in etc/org.billhook.runs.cfg is refused: it must be a whole number from 1"
                                    + " to 64. The value before, 3, counts"));
            Awaitility.await("ready").until(() -> api.get("/ready").status() == 200);
            JsonNode run = books.run(LocalDate.of(2026, 12, 31), work.root());
            assertThat(run.at("/totals/0/amount").asText())
                    .as(
                            "%s with %s",
                            run,
                            books.all("/runs/%s/roots".formatted(run.get("id").asText())))
                    .isEqualTo("30.00");
        } finally {
            Files.deleteIfExists(file);
        }
        awaitProblems(api, List.of());
    }

    @Test
    void fileOfAnObjectThatIsRefusedIsTold(DerbyServer server) throws Exception {
        Api api = server.api();
        Path file = server.home().resolve("etc/org.billhook.object-BAD.cfg");
        try {
            Files.writeString(file, "object = item-category/BAD\nname = Bad\nattribute.nothing = x\n");
            Awaitility.await("told").atMost(Duration.ofSeconds(30)).untilAsserted(() -> assertThat(
                            DeployFolderIT.problems(api))
                    .anySatisfy(problem -> assertThat(problem)
                            .startsWith("The object item-category/BAD of etc/ is refused, correct its file: ")));
        } finally {
            Files.deleteIfExists(file);
        }
        awaitProblems(api, List.of());
    }

    private static void awaitProblems(Api api, List<String> expected) {
        Awaitility.await("problems")
                .atMost(Duration.ofSeconds(30))
                .pollDelay(Duration.ofSeconds(3))
                .untilAsserted(() -> assertThat(DeployFolderIT.problems(api)).containsExactlyElementsOf(expected));
    }
}
