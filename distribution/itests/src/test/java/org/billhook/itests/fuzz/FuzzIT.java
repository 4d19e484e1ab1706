package org.billhook.itests.fuzz;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.billhook.harness.Administrator;
import org.billhook.harness.Api;
import org.billhook.harness.Books;
import org.billhook.harness.Ports;
import org.billhook.harness.Server;
import org.junit.jupiter.api.Test;

/**
 * Calls that a generator makes out of the description of the API. {@code -Dbillhook.fuzz=100000} makes more of them,
 * {@code -Dbillhook.fuzz.seed=7} others.
 */
class FuzzIT {

    private static final String PASSWORD = "of-tests-and-nothing-else";
    private static final int USUAL = 2_000;

    /** Something to bill, and something that is billed: otherwise most calls find nothing. */
    private static void someWork(Books books) {
        for (String key : List.of("A", "B", "C")) {
            books.project(key, "Project " + key, "CUSTOMER-" + key, "EUR");
            books.billingElement(key + ".0", "All of " + key, key);
            books.element(key + ".1", "Work package", key, key + ".0");
            books.order(key, "CUSTOMER-" + key, "EUR");
            books.item(key, 10, "CUSTOMER-" + key, "EUR", "itemized", key + ".0");
            List<Books.Time> times = new ArrayList<>();
            for (int day = 1; day <= 20; day++) {
                LocalDate date = LocalDate.of(2026, 1, day);
                times.add(
                        new Books.Time(key + "-" + day, key + ".1", date, "ada", "DESIGN", BigDecimal.ONE, "Posting"));
            }
            books.post(times);
        }
        books.price(Map.of("activity", "DESIGN"), "100.00", "EUR", "2026-01-01");
        books.run(LocalDate.of(2026, 1, 10), "wbs-element/A.0", "wbs-element/B.0");
    }

    @Test
    void noCallBreaksTheServerAndNoRefusalChangesAnything() throws Exception {
        int requests = Integer.getInteger("billhook.fuzz", USUAL);
        long seed = Long.getLong("billhook.fuzz.seed", 20);
        Path target = Path.of(System.getProperty("billhook.target"));
        Path folder = Files.createTempDirectory(Files.createDirectories(target.resolve("servers")), "fuzz-");
        Path archive = Path.of(System.getProperty("billhook.archive"));
        try (Server server = Server.unpack(archive, folder, Ports.free(), Map.of())) {
            server.start();
            Api api = Administrator.login(server.home(), server.address(), PASSWORD);
            someWork(new Books(api));
            Fuzz fuzz = new Fuzz(api, PASSWORD, seed);

            Report report = fuzz.run(requests);

            System.out.println(report);
            Files.writeString(target.resolve("fuzz-report.txt"), report.toString());
            assertThat(report.failures()).as("seed " + seed).isEmpty();
            assertThat(report.calls()).isGreaterThan(requests * 9 / 10);
            assertThat(report.reached()).as("operations that were done").hasSizeGreaterThan(60);
        }
    }
}
