package org.billhook.benchmarks;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.Map;
import org.billhook.harness.Administrator;
import org.billhook.harness.Answer;
import org.billhook.harness.Books;
import org.billhook.harness.CsvWork;
import org.billhook.harness.Ports;
import org.billhook.harness.Server;

/** Imports and bills on a server of its own: fresh, with an empty database, and 512 MiB of heap. */
final class ServerBench {

    private static final String HEAP = "512m";
    private static final String PASSWORD = "of-benchmarks-and-nothing-else";
    private static final LocalDate KEY_DATE = LocalDate.of(2026, 12, 31);
    private static final String KEY = "B";
    private static final int WARM_UP = 2_000;

    private final Path archive;
    private final Database database;
    private final Path folder;

    ServerBench(Path archive, Database database, Path folder) {
        this.archive = archive;
        this.database = database;
        this.folder = folder;
    }

    Measured measure(Shape shape) throws Exception {
        Path place = Files.createTempDirectory(folder, database.name() + "-");
        try (Server server = Server.unpack(
                archive, place, Ports.free(), Map.of("JAVA_MAX_MEM", HEAP, "JAVA_OPTS", ServerMemory.GC_LOG))) {
            database.use(server);
            server.start();
            Books books = new Books(Administrator.login(server.home(), server.address(), PASSWORD));
            CsvWork.saveMapping(books.api());
            work(books, place, "W", Shape.oneRoot(WARM_UP));
            double[] seconds = work(books, place, KEY, shape);
            return new Measured(
                    database.name(),
                    shape,
                    seconds[0],
                    seconds[1],
                    ServerMemory.residentMiB(server),
                    ServerMemory.heapMiB(server));
        }
    }

    /** Seconds of the import and of the run. */
    private static double[] work(Books books, Path place, String key, Shape shape) throws Exception {
        books.price(Map.of("activity", key), "97.35", "EUR", "2026-01-01");
        Path file = shape.write(place.resolve(key + ".csv"), key);
        long start = System.nanoTime();
        Answer started =
                books.startImport(CsvWork.MAPPING, Map.of("file", file)).expect(202);
        books.awaitJob(started.number("job"));
        double imported = (System.nanoTime() - start) / 1e9;
        require(books.api().get("/imports/" + started.text("id")).json(), "posted", shape.postings());
        start = System.nanoTime();
        JsonNode run = books.run(KEY_DATE);
        double billed = (System.nanoTime() - start) / 1e9;
        require(run, "lines", shape.postings());
        return new double[] {imported, billed};
    }

    private static void require(JsonNode done, String field, long expected) {
        if (!done.get("state").asText().equals("DONE") || done.get(field).asLong() != expected) {
            throw new IllegalStateException("Expected %d %s: %s".formatted(expected, field, done));
        }
    }
}
