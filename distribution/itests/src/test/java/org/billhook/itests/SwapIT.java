package org.billhook.itests;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.awaitility.Awaitility;
import org.awaitility.core.ConditionTimeoutException;
import org.billhook.harness.Answer;
import org.billhook.harness.Api;
import org.billhook.harness.Books;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** One version of the itemized relevance for another, while billing goes on. */
@ExtendWith(Servers.class)
class SwapIT {

    private static final LocalDate KEY_DATE = LocalDate.of(2026, 1, 31);
    private static final String RULE = PluginJars.SYMBOLIC_NAME + ".Itemized";

    /** Stands for the version where none is active. */
    private static final String NOBODY = "none";

    @Test
    @Tag("I-2")
    void runInFlightEndsOnTheVersionItBeganWith(DerbyServer server) throws Exception {
        Api api = server.api();
        Books books = new Books(api);
        Work small = priced(books, "SWAP-S", 5);
        Work large = priced(books, "SWAP-L", 20_000);
        String before = active(api);
        String opened = startedAt(api);
        try (Load load = Load.on(api, small.root())) {
            long run = atWork(books, large);
            String after = upload(api, PluginJars.itemized(PluginJars.next()))
                    .expect(201)
                    .text("newVersion");

            assertThat(active(api)).isEqualTo(after);
            JsonNode first = books.await(run);
            assertThat(first.get("state").asText()).isEqualTo("DONE");
            assertThat(first.get("lines").asInt()).isEqualTo(20_000);
            assertThat(first.get("plugins").toString()).contains(before).doesNotContain(after);
            JsonNode second = books.run(KEY_DATE, priced(books, "SWAP-N", 3).root());
            assertThat(second.get("plugins").toString()).contains(after);
            assertThat(load.end()).as("failed calls").isEmpty();
            assertThat(load.calls()).isGreaterThan(20);
        }
        assertThat(startedAt(api)).as("core was not restarted").isEqualTo(opened);
        onlyNewestIsInstalled(api);
    }

    /** Each takes the version that stands when it begins; none waits for the one that stood when it was posted. */
    @Test
    @Tag("I-2")
    void runsThatArePostedWhileVersionsAreSwappedAllEnd(DerbyServer server) throws Exception {
        Api api = server.api();
        Books books = new Books(api);
        List<Long> runs = new java.util.ArrayList<>();
        for (int i = 0; i < 30; i++) {
            runs.add(books.start(KEY_DATE, priced(books, "SWAP-P" + i, 2).root()));
            if (i % 3 == 0) {
                upload(api, PluginJars.itemized(PluginJars.next())).expect(201);
            }
        }
        for (long run : runs) {
            JsonNode over = books.await(run);
            assertThat(over.get("state").asText()).as(over.toString()).isEqualTo("DONE");
            assertThat(over.get("lines").asInt()).isEqualTo(2);
        }
    }

    @Test
    void hundredSwapsUnderLoadLeaveNothingBehind(DerbyServer server) throws Exception {
        Api api = server.api();
        Work work = priced(new Books(api), "SWAP-100", 5);
        String opened = startedAt(api);
        String bundles = otherBundles(server);
        assertThat(bundles).as("what the shell lists").contains("org.billhook.engine");
        try (Load load = Load.on(api, work.root())) {
            for (int i = 0; i < 100; i++) {
                upload(api, PluginJars.itemized(PluginJars.next())).expect(201);
            }
            assertThat(load.end()).as("failed calls").isEmpty();
            assertThat(load.calls()).isGreaterThan(200);
        }
        onlyNewestIsInstalled(api);
        assertThat(startedAt(api)).isEqualTo(opened);
        assertThat(otherBundles(server))
                .as("no other bundle came, went or restarted")
                .isEqualTo(bundles);
        awaitLoaded(server, RULE, 1);
    }

    /** What a plugin threw is written to the log, and the log remembers. */
    @Test
    void pluginThatBrokeLeavesNothingBehind(DerbyServer server) throws Exception {
        Api api = server.api();
        Books books = new Books(api);
        SourcePlugin plugin = SourcePlugin.named("example-breaking", "1.0.0");
        String rule = plugin.symbolicName() + ".Rule";
        upload(api, plugin.propose("throw new IllegalStateException(\"no\");").jar())
                .expect(201);
        Work work = priced(books, "SWAP-E", 4, "example-breaking");
        JsonNode run = books.run(KEY_DATE, work.root());
        assertThat(books.all("/runs/%s/roots".formatted(run.get("id").asText())).toString())
                .contains("PLUGIN_BROKE");
        assertThat(api.get("/plugins").expect(200).body())
                .contains("BREAKS", "'propose' broke each time since it last went well, 1 in all");
        assertThat(api.get("/health").expect(200).json().get("brokenPlugins").toString())
                .contains("BillingRelevance example-breaking of " + plugin.symbolicName());
        assertThat(loaded(server, rule)).isEqualTo(1);

        api.delete("/plugins/%s/versions/1.0.0".formatted(plugin.symbolicName()), Map.of())
                .expect(200, 204);

        awaitLoaded(server, rule, 0);
    }

    @Test
    void newFileInTheDeployFolderIsASwapSideBySide(DerbyServer server) throws Exception {
        Api api = server.api();
        Work work = priced(new Books(api), "SWAP-D", 5);
        String version = PluginJars.next();
        try (Load load = Load.on(api, work.root())) {
            deploy(server, "itemized-%s.jar".formatted(version), PluginJars.itemized(version));
            awaitActive(api, version);
            assertThat(load.end()).as("failed calls").isEmpty();
        }
    }

    @Test
    void sameFileInTheDeployFolderIsAForcedSwapThatMixesNothing(DerbyServer server) throws Exception {
        Api api = server.api();
        Books books = new Books(api);
        upload(api, PluginJars.itemized(PluginJars.next())).expect(201); // stays beside, as the lower version
        String first = PluginJars.next();
        deploy(server, "itemized-forced.jar", PluginJars.itemized(first));
        awaitActive(api, first);
        Work work = priced(books, "SWAP-F", 20_000);
        long run = atWork(books, work);
        String second = PluginJars.next();
        try (Watch watch = Watch.of(() -> active(api))) {
            deploy(server, "itemized-forced.jar", PluginJars.itemized(second));
            awaitActive(api, second);
            assertThat(watch.end()).as("who decided, a lower version never").isSubsetOf(first, NOBODY, second);
        }
        finishedOnOneVersion(books, run, work, 20_000);
    }

    @Test
    void updateByTheShellIsAForcedSwapThatMixesNothing(DerbyServer server) throws Exception {
        Api api = server.api();
        Books books = new Books(api);
        String first = PluginJars.next();
        upload(api, PluginJars.itemized(first)).expect(201);
        Work work = priced(books, "SWAP-U", 20_000);
        long run = atWork(books, work);
        String second = PluginJars.next();
        Path jar = Files.write(server.home().resolve("data/itemized-updated.jar"), PluginJars.itemized(second));

        Shell.of(server)
                .run("bundle:update %d %s"
                        .formatted(plugin(api, first).get("bundleId").asLong(), jar.toUri()));

        awaitActive(api, second);
        finishedOnOneVersion(books, run, work, 20_000);
    }

    @Test
    void runGoesOnByItselfWhenItsVersionIsBack(DerbyServer server) throws Exception {
        Api api = server.api();
        Books books = new Books(api);
        String version = PluginJars.next();
        upload(api, PluginJars.itemized(version)).expect(201);
        Work work = priced(books, "SWAP-R", 20_000);
        long run = atWork(books, work);

        Shell.of(server)
                .run("bundle:restart %d"
                        .formatted(plugin(api, version).get("bundleId").asLong()));

        JsonNode over = books.await(run);
        assertThat(over.get("state").asText()).as(over.toString()).isEqualTo("DONE");
        assertThat(over.get("lines").asInt()).isEqualTo(20_000);
        assertThat(over.get("plugins").toString()).contains(version);
    }

    @Test
    @Tag("I-7")
    void brokenVersionLeavesTheOldOneInPlace(DerbyServer server) throws Exception {
        Api api = server.api();
        Books books = new Books(api);
        String before = active(api);
        String generation = api.get("/plugins").text("generation");
        Map<String, SourcePlugin> broken = Map.of(
                "throws when created",
                SourcePlugin.itemized("9.0.1").whenCreated("if (yes()) throw new IllegalStateException(\"no\");"),
                "throws when asked for its terms",
                SourcePlugin.itemized("9.0.2").terms("throw new IllegalStateException(\"no terms\");"),
                "gives no terms",
                SourcePlugin.itemized("9.0.3").terms("return null;"),
                "does not resolve",
                SourcePlugin.itemized("9.0.4").importing("org.example.absent"),
                "reaches into the engine",
                SourcePlugin.itemized("9.0.5").importing("org.billhook.engine.port"),
                "misses a class",
                SourcePlugin.itemized("9.0.6").terms("throw new NoClassDefFoundError(\"org/example/Gone\");"));
        for (Map.Entry<String, SourcePlugin> each : broken.entrySet()) {
            Answer refused = upload(api, each.getValue().jar());
            assertThat(refused.status()).as(each.getKey()).isEqualTo(422);
            assertThat(refused.json().get("findings").size()).as(each.getKey()).isPositive();
            assertThat(active(api)).as(each.getKey()).isEqualTo(before);
        }
        assertThat(upload(api, "no jar at all".getBytes(java.nio.charset.StandardCharsets.UTF_8))
                        .status())
                .isEqualTo(400);
        assertThat(upload(api, PluginJars.itemized(before)).status())
                .as("the version that is there")
                .isEqualTo(409);
        assertThat(api.get("/plugins").text("generation")).isEqualTo(generation);
        onlyNewestIsInstalled(api);
        assertThat(books.run(KEY_DATE, priced(books, "SWAP-B", 4).root())
                        .get("lines")
                        .asInt())
                .isEqualTo(4);
    }

    @Test
    void mendedVersionGoesLiveWithoutRestart(DerbyServer server) throws Exception {
        Api api = server.api();
        String version = PluginJars.next();
        SourcePlugin plugin = SourcePlugin.itemized(version);
        assertThat(upload(
                                api,
                                plugin.terms("throw new IllegalStateException(\"no\");")
                                        .jar())
                        .status())
                .isEqualTo(422);

        upload(api, plugin.jar()).expect(201);

        assertThat(active(api)).isEqualTo(version);
    }

    @Test
    void itemsOfAPluginThatIsTakenAwayWaitAndSayWhy(DerbyServer server) throws Exception {
        Api api = server.api();
        Books books = new Books(api);
        upload(api, SourcePlugin.named("example-hourly", "1.0.0").jar()).expect(201);
        Work work = priced(books, "SWAP-W", 4, "example-hourly");
        api.delete("/plugins/org.example.relevance.example.hourly/versions/1.0.0", Map.of())
                .expect(200, 204);

        JsonNode run = books.run(KEY_DATE, work.root());

        assertThat(run.get("lines").asInt()).isZero();
        assertThat(books.all("/runs/%s/roots".formatted(run.get("id").asText())).toString())
                .contains("example-hourly");
        upload(api, SourcePlugin.named("example-hourly", "1.0.1").jar()).expect(201);
        assertThat(books.run(KEY_DATE, work.root()).get("lines").asInt()).isEqualTo(4);
    }

    @Test
    void uploadedVersionDecidesAfterAKillInTheMidstOfASwapAndAfterAStop(DerbyServer server) throws Exception {
        Api api = server.api();
        String before = PluginJars.next();
        String after = PluginJars.next();
        upload(api, PluginJars.itemized(before)).expect(201);
        byte[] jar = PluginJars.itemized(after);
        Thread swap = new Thread(() -> {
            try {
                upload(api, jar);
            } catch (java.io.UncheckedIOException e) {
                // the server was killed before it could answer
            }
        });
        swap.start();
        Awaitility.await("swap at work")
                .pollInterval(Duration.ofMillis(1))
                .until(() -> installed(api).size() > 1 || active(api).equals(after));
        server.killAndRestart();
        swap.join();

        Awaitility.await("one of the two decides")
                .atMost(Duration.ofSeconds(30))
                .until(() -> List.of(before, after).contains(active(api)));
        onlyNewestIsInstalled(api);
        String active = active(api);
        server.server().stop();
        server.server().start();
        awaitActive(api, active);
        onlyNewestIsInstalled(api);
    }

    private static void finishedOnOneVersion(Books books, long run, Work work, int postings) {
        JsonNode over = books.await(run);
        if (over.get("state").asText().equals("WAITING")) {
            assertThat(over.get("findings").size()).as("reason of the wait").isPositive();
            books.api().post("/runs/%d/resume".formatted(run), Map.of()).expect(202);
            over = books.await(run);
        }
        assertThat(over.get("state").asText()).as(over.toString()).isEqualTo("DONE");
        assertThat(over.get("lines").asInt()).isEqualTo(postings);
        List<JsonNode> requests = books.all("/requests?root=" + work.root());
        assertThat(requests).hasSize(1);
        assertThat(requests.get(0).get("lines").asInt()).isEqualTo(postings);
    }

    private static long atWork(Books books, Work work) {
        long run = books.start(KEY_DATE, work.root());
        Awaitility.await("run at work")
                .atMost(Duration.ofMinutes(1))
                .until(() -> books.api().get("/runs/" + run).text("state"), state -> !state.equals("PLANNED"));
        return run;
    }

    private static Work priced(Books books, String key, int postings) {
        return priced(books, key, postings, "itemized");
    }

    private static Work priced(Books books, String key, int postings, String relevance) {
        Work work = Work.project(books, key, relevance);
        books.price(Map.of("activity", key), "10.00", "EUR", "2026-01-01");
        books.post(work.hours(postings, key));
        return work;
    }

    private static Answer upload(Api api, byte[] jar) {
        return api.send(
                "POST",
                "/plugins",
                BodyPublishers.ofByteArray(jar),
                Map.of("Content-Type", "application/java-archive"));
    }

    private static void deploy(RunningServer server, String name, byte[] jar) throws IOException {
        Path written = Files.write(server.home().resolve("data").resolve(name), jar);
        Files.move(
                written,
                server.home().resolve("deploy").resolve(name),
                StandardCopyOption.ATOMIC_MOVE,
                StandardCopyOption.REPLACE_EXISTING);
    }

    private static void awaitActive(Api api, String version) {
        Awaitility.await("active: " + version).atMost(Duration.ofSeconds(30)).until(() -> active(api), version::equals);
    }

    private static List<JsonNode> installed(Api api) {
        return java.util.stream.StreamSupport.stream(
                        api.get("/plugins").expect(200).json().get("items").spliterator(), false)
                .filter(plugin -> plugin.get("bundle").asText().equals(PluginJars.SYMBOLIC_NAME))
                .toList();
    }

    private static JsonNode plugin(Api api, String version) {
        return installed(api).stream()
                .filter(plugin -> plugin.get("version").asText().equals(version))
                .findFirst()
                .orElseThrow();
    }

    private static String active(Api api) {
        return installed(api).stream()
                .filter(plugin -> plugin.get("state").asText().equals("ACTIVE"))
                .map(plugin -> plugin.get("version").asText())
                .findFirst()
                .orElse(NOBODY);
    }

    private static void onlyNewestIsInstalled(Api api) {
        Awaitility.await("old versions gone")
                .atMost(Duration.ofSeconds(60))
                .until(() -> installed(api), all -> all.size() == 1);
    }

    private static String startedAt(Api api) {
        return api.get("/health").expect(200).text("startedAt");
    }

    /** Id, state and version of every bundle but the one that is swapped. */
    private static String otherBundles(RunningServer server) throws IOException, InterruptedException {
        return Shell.of(server)
                .run("bundle:list -t 0 -s --no-format")
                .lines()
                .filter(line -> !line.contains(PluginJars.SYMBOLIC_NAME))
                .reduce("", (all, line) -> all + line.strip() + "\n");
    }

    private static void awaitLoaded(LaunchedServer server, String rule, int loaders) throws Exception {
        try {
            Awaitility.await("old classes collected")
                    .atMost(Duration.ofSeconds(60))
                    .until(() -> loaded(server, rule), loaded -> loaded == loaders);
        } catch (ConditionTimeoutException e) {
            throw new AssertionError("Held: " + HeldClasses.paths(heapDump(server), rule), e);
        }
    }

    /** How many class loaders hold the rule, after a collection. */
    private static int loaded(LaunchedServer server, String rule) throws IOException, InterruptedException {
        long pid = server.server().process().orElseThrow().pid();
        jcmd(pid, "GC.run");
        return (int) jcmd(pid, "VM.classloaders", "show-classes")
                .lines()
                .filter(line -> line.contains(rule))
                .count();
    }

    /** Beside the servers, so that it outlives this one. */
    private static Path heapDump(LaunchedServer server) throws IOException, InterruptedException {
        // a folder of its own, as whoever reads the dump keeps an index beside it
        Path file = Files.createTempDirectory(Path.of("target").toAbsolutePath(), "old-classes")
                .resolve("old-classes.hprof");
        jcmd(server.server().process().orElseThrow().pid(), "GC.heap_dump", file.toString());
        return file;
    }

    private static String jcmd(long pid, String... command) throws IOException, InterruptedException {
        List<String> all = new java.util.ArrayList<>(
                List.of(Path.of(System.getProperty("java.home"), "bin/jcmd").toString(), String.valueOf(pid)));
        all.addAll(List.of(command));
        Process process = new ProcessBuilder(all).redirectErrorStream(true).start();
        String output = new String(process.getInputStream().readAllBytes(), java.nio.charset.StandardCharsets.UTF_8);
        assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
        return output;
    }
}
