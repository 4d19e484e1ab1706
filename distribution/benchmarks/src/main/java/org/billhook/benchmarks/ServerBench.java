package org.billhook.benchmarks;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.billhook.harness.Administrator;
import org.billhook.harness.Answer;
import org.billhook.harness.Books;
import org.billhook.harness.CsvWork;
import org.billhook.harness.Ports;
import org.billhook.harness.Server;

/** Imports and bills on a server of its own, over its API: fresh, with an empty database, and 512 MiB of heap. */
final class ServerBench implements AutoCloseable {

    private static final String HEAP = "512m";
    private static final String PASSWORD = "of-benchmarks-and-nothing-else";
    private static final LocalDate KEY_DATE = LocalDate.of(2026, 12, 31);
    private static final String SUMMARIZED = "bench-summarized";
    private static final String TREE = "bench-tree";
    private static final long LOOK_MILLIS = 250;
    private static final Set<String> UNDER_WAY = Set.of("WAITING", "RUNNING");
    private static final int LEAST_WARM_UP = 100_000;

    private final Database database;
    private final Path place;
    private final Server server;
    private final Books books;
    private int keys;

    /** @param options of its virtual machine, besides those of the benchmark */
    ServerBench(Path archive, Database database, Path folder, String options) throws Exception {
        this.database = database;
        place = Files.createTempDirectory(folder, database.name() + "-");
        server = Server.unpack(
                archive,
                place,
                Ports.free(),
                Map.of("JAVA_MAX_MEM", HEAP, "JAVA_OPTS", ServerMemory.GC_LOG + " " + options));
        database.use(server);
        server.start();
        books = new Books(Administrator.login(server.home(), server.address(), PASSWORD));
        CsvWork.saveMapping(books.api());
        books.api()
                .put(
                        "/dip-profiles/" + SUMMARIZED,
                        Map.of(
                                "text",
                                "One line of all work of an activity",
                                "characteristics",
                                List.of(Map.of("name", "activity")),
                                "sources",
                                List.of(Map.of("kind", "time"))),
                        Map.of("If-None-Match", "*"))
                .expect(201);
        CsvWork.saveTreeMapping(books.api(), TREE);
        CsvWork.saveMapping(books.api(), SUMMARIZED, "summarized", SUMMARIZED, "RELEASED", "COMPLETED");
    }

    /**
     * The floor has its rounds before as well. The compiler of the virtual machine is still at work after the first hundred thousand
     * postings, with half a processor in a million of them: so half of the largest size goes before.
     *
     * @param largest number of postings that is measured
     */
    void warmUp(int largest) throws Exception {
        System.out.println(work("warm-up", freshKey(), 0, Shape.thousands(Math.max(LEAST_WARM_UP, largest / 2))));
    }

    /** Fresh roots in each round. */
    Measured measure(Shape shape, int rounds) throws Exception {
        List<Measured> all = new ArrayList<>(rounds);
        for (int round = 0; round < rounds; round++) {
            all.add(work(shape.toString(), freshKey(), 0, shape));
            System.out.println(all.get(round));
        }
        return Measured.median(all);
    }

    /** A few more postings, again and again, in a root that has billed ones already. */
    Measured more(int before, Shape shape, int rounds) throws Exception {
        String key = freshKey();
        System.out.println(work("history", key, 0, Shape.oneRoot(before)));
        List<Measured> all = new ArrayList<>(rounds);
        for (int round = 0; round < rounds; round++) {
            String what = "%,d after %,d".formatted(shape.postings(), before);
            all.add(work(what, key, before + round * shape.postings(), shape));
            System.out.println(all.get(round));
        }
        return Measured.median(all);
    }

    private String freshKey() {
        String key = "B%02dX".formatted(++keys);
        books.price(Map.of("activity", key), "97.35", "EUR", "2026-01-01");
        return key;
    }

    private Measured work(String what, String key, int first, Shape shape) throws Exception {
        ServerMemory memory = new ServerMemory(server);
        String mapping = shape.summarized() ? SUMMARIZED : CsvWork.MAPPING;
        double imported = imported(mapping, key, first, shape);
        Duration cpu = cpu();
        Instant start = Instant.now();
        Answer run = books.api()
                .post("/runs", Map.of("keyDate", KEY_DATE.toString()))
                .expect(202);
        double billed = seconds(start, endOf(run.number("job")));
        double cpuSeconds = cpu().minus(cpu).toMillis() / 1e3;
        require(books.api().get("/runs/" + run.number("id")).json(), "lines", shape.lines());
        int workers = Math.min(shape.roots(), Floor.WORKERS);
        return new Measured(database.name(), what, shape, workers, imported, billed, cpuSeconds, memory.peak());
    }

    private double imported(String mapping, String key, int first, Shape shape) throws Exception {
        Path file = shape.write(place.resolve("work.csv"), key, first);
        Instant start = Instant.now();
        Answer started = books.startImport(mapping, Map.of("file", file)).expect(202);
        double imported = seconds(start, endOf(started.number("job")));
        require(books.api().get("/imports/" + started.text("id")).json(), "posted", shape.postings());
        return imported;
    }

    /** The expenditure view of one root: how long the preview takes, and then its first pages. */
    View view(Shape shape) throws Exception {
        String key = freshKey();
        imported(CsvWork.MAPPING, key, 0, shape);
        Instant start = Instant.now();
        Answer preview = books.api()
                .post(
                        "/previews",
                        Map.of(
                                "keyDate", KEY_DATE.toString(),
                                "roots", List.of("wbs-element/" + CsvWork.project(key, 0)),
                                "structure", List.of("period", "person")))
                .expect(201);
        double made = seconds(start, Instant.now());
        String path = "/previews/%s/nodes".formatted(preview.text("id"));
        Map<String, List<Double>> calls = Map.of(
                "roots", calls(path, "items"),
                "nodes", calls(path + "/2/nodes", "items"),
                "sources", calls(path + "/1/sources", "items"));
        return new View(
                database.name(),
                "expenditure view of %s, made in %.2f s, half of a month put off in %.2f s"
                        .formatted(shape, made, decision(preview)),
                calls);
    }

    /** Seconds until the new preview is there. */
    private double decision(Answer preview) throws Exception {
        Map<String, Object> half = Map.of("percent", "50");
        Map<String, Object> decision =
                Map.of("node", 2, "toBill", half, "later", half, "until", "2027-12-31", "reason", "Benchmark");
        Instant start = Instant.now();
        books.api()
                .post("/previews/%s/decisions".formatted(preview.text("id")), Map.of("decisions", List.of(decision)))
                .expect(201);
        return seconds(start, Instant.now());
    }

    /** The hierarchy of a root with an element for each posting. */
    View tree(Shape shape) throws Exception {
        String key = freshKey();
        imported(TREE, key, 0, shape);
        String path = "/billing-objects/wbs-element/" + CsvWork.project(key, 0);
        return new View(
                database.name(),
                "hierarchy of %,d objects".formatted(shape.postings() + 1),
                Map.of("tree", calls(path + "/tree", "children"), "first page", calls(path + "/hierarchy", "items")));
    }

    /** Seconds to the answer, each time asked. */
    private List<Double> calls(String path, String list) throws Exception {
        List<Double> all = new ArrayList<>(View.TIMES);
        for (int i = 0; i < View.TIMES; i++) {
            Instant start = Instant.now();
            JsonNode page = books.api().get(path).expect(200).json();
            all.add(seconds(start, Instant.now()));
            if (page.get(list).isEmpty()) {
                throw new IllegalStateException("Nothing is in " + path);
            }
        }
        return all;
    }

    /** As the server notes it, which has the same clock; asked rarely, since asking takes time from the work. */
    private Instant endOf(long job) throws InterruptedException {
        JsonNode json;
        do {
            Thread.sleep(LOOK_MILLIS);
            json = books.api().get("/jobs/" + job).expect(200).json();
        } while (UNDER_WAY.contains(json.get("state").asText()));
        return Instant.parse(json.get("endedAt").asText());
    }

    private static double seconds(Instant start, Instant end) {
        return Duration.between(start, end).toNanos() / 1e9;
    }

    private Duration cpu() {
        return server.process().orElseThrow().info().totalCpuDuration().orElse(Duration.ZERO);
    }

    private static void require(JsonNode done, String field, long expected) {
        if (!done.get("state").asText().equals("DONE") || done.get(field).asLong() != expected) {
            throw new IllegalStateException("Expected %d %s: %s".formatted(expected, field, done));
        }
    }

    @Override
    public void close() throws Exception {
        if (server.process().isPresent()) {
            server.stop();
        }
        server.close();
    }
}
