package org.billhook.itests;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.awaitility.Awaitility;
import org.billhook.core.spi.decision.BillingDecision;
import org.billhook.harness.Administrator;
import org.billhook.harness.Answer;
import org.billhook.harness.Api;
import org.billhook.harness.Books;
import org.billhook.harness.Ports;
import org.billhook.harness.Postgres;
import org.billhook.harness.Server;
import org.junit.jupiter.api.Test;

/** Rules that throw an Error, never end or block while they decide: their roots are not decided, and all else goes on. */
class BadRulesIT {

    private static final LocalDate MARCH_31 = LocalDate.of(2026, 3, 31);
    private static final int CALL_SECONDS = 4;
    private static final Duration SOON = Duration.ofSeconds(CALL_SECONDS + 6);

    private Server server;
    private Api api;
    private Books books;
    private String mode = "";
    private int posted;

    @Test
    void onDerby() throws Exception {
        try (Server unpacked =
                Server.unpack(TestFiles.archive(), TestFiles.folder("bad-rules"), Ports.free(), Map.of())) {
            attack(unpacked);
        }
    }

    @Test
    void onPostgres() throws Exception {
        Path folder = TestFiles.folder("bad-rules-postgresql");
        try (Postgres database = Postgres.start(folder.resolve("database"));
                Server unpacked =
                        Server.unpack(TestFiles.archive(), folder.resolve("server"), Ports.free(), Map.of())) {
            unpacked.usePostgres(database.createDatabase("billhook"));
            attack(unpacked);
        }
    }

    private void attack(Server unpacked) throws Exception {
        server = unpacked;
        server.configure("org.billhook.registry.cfg", Map.of("callSeconds", "" + CALL_SECONDS));
        server.start();
        api = Administrator.login(server.home(), server.address(), RunningServer.PASSWORD);
        books = new Books(api);
        books.price(Map.of("activity", "EVIL"), "10.00", "EUR", "2026-01-01");
        upload(evil("1.0.0").jar()).expect(201);

        Work bad = Work.project(books, "BAD", "evil");
        Work good = Work.project(books, "FINE");
        anErrorFailsItsRootAlone(bad, good);
        aPreviewIsNotHeldForEver(bad, good);
        aRunGoesOnWithoutTheRootThatHangs(bad, good);
        aRunThatHangsCanBeCancelledAndThePluginBeExchanged(bad);
        aDecisionThatBlocksHoldsUpNoJob(good);
        theServerStopsAlthoughAThreadHangs(bad);
    }

    private void anErrorFailsItsRootAlone(Work bad, Work good) throws Exception {
        for (String thrown : List.of("error", "memory", "stack")) {
            post(bad, good);
            setMode(thrown);
            assertThat(preview(bad).expect(201).body())
                    .contains("\"FAILED\"", "PLUGIN_BROKE", "org.example.relevance.evil");

            JsonNode run = books.run(MARCH_31, bad.root(), good.root());

            assertThat(run.get("state").asText()).isEqualTo("FAILED");
            assertThat(run.at("/totals/0/amount").asText())
                    .as("of the good one")
                    .isEqualTo("10.00");
            assertThat(roots(run)).contains("PLUGIN_BROKE");
            setMode("good");
            resume(run);
        }
    }

    private void aPreviewIsNotHeldForEver(Work bad, Work good) throws Exception {
        post(bad, good);
        setMode("block");
        long begun = System.nanoTime();
        List<CompletableFuture<Answer>> previews = IntStream.range(0, 8)
                .mapToObj(i -> CompletableFuture.supplyAsync(() -> preview(bad)))
                .toList();
        for (CompletableFuture<Answer> preview : previews) {
            Answer answer = preview.get(SOON.toSeconds(), TimeUnit.SECONDS);
            assertThat(answer.body())
                    .contains("PLUGIN_HANGS", "BillingRelevance 'evil' of bundle org.example.relevance.evil");
            assertThat(answer.status()).isIn(201, 503);
        }
        assertThat(Duration.ofNanos(System.nanoTime() - begun)).isBetween(Duration.ofSeconds(CALL_SECONDS), SOON);

        // from now on it is not called, and others are
        begun = System.nanoTime();
        assertThat(preview(bad).expect(201).body()).contains("PLUGIN_HANGS", "\"requests\":[]");
        assertThat(Duration.ofNanos(System.nanoTime() - begun)).isLessThan(Duration.ofSeconds(3));
        assertThat(preview(good).expect(201).json().at("/requests/0/net/amount").asText())
                .isEqualTo("10.00");
        assertThat(problems("PLUGIN_HANGS")).isNotEmpty().allSatisfy(problem -> assertThat(problem)
                .contains("'evil' of bundle org.example.relevance.evil 1.0.0", "in thread 'billhook-work-"));

        setMode("good");
        Awaitility.await("it came back")
                .atMost(Duration.ofSeconds(20))
                .untilAsserted(() -> assertThat(problems("PLUGIN_HANGS")).isEmpty());
        assertThat(preview(bad).expect(201).json().at("/requests/0/net/amount").asText())
                .isEqualTo("10.00");
        assertThat(books.run(MARCH_31, bad.root(), good.root()).get("state").asText())
                .isEqualTo("DONE");
    }

    private void aRunGoesOnWithoutTheRootThatHangs(Work bad, Work good) throws Exception {
        post(bad, good);
        int before = requests(bad);
        setMode("loop");

        JsonNode run = books.run(MARCH_31, bad.root(), good.root());

        assertThat(run.get("state").asText()).isEqualTo("FAILED");
        assertThat(run.at("/totals/0/amount").asText()).as("of the good one").isEqualTo("10.00");
        assertThat(roots(run)).contains("PLUGIN_HANGS", "has not come back from 'propose ");
        assertThat(problems("PLUGIN_HANGS"))
                .anySatisfy(problem -> assertThat(problem).contains("billhook-run-"));
        // its locks are free although its thread still runs
        post(bad);
        setMode("good");
        Awaitility.await("it came back")
                .atMost(Duration.ofSeconds(20))
                .untilAsserted(() -> assertThat(problems("PLUGIN_HANGS")).isEmpty());
        assertThat(requests(bad)).as("what came late is not stored").isEqualTo(before);
        resume(run);
        assertThat(books.audit().get("ok").asBoolean()).isTrue();
    }

    private int requests(Work work) {
        return books.all("/requests?root=" + work.root()).size();
    }

    private void aRunThatHangsCanBeCancelledAndThePluginBeExchanged(Work bad) throws Exception {
        post(bad);
        setMode("loop");
        long run = books.start(MARCH_31, bad.root());
        TimeUnit.SECONDS.sleep(1);
        api.post("/runs/%d/cancel".formatted(run), Map.of()).expect(200, 202);
        Awaitility.await("cancelled").atMost(SOON).untilAsserted(() -> assertThat(
                        api.get("/runs/" + run).json().get("state").asText())
                .isEqualTo("CANCELLED"));

        upload(SourcePlugin.named("evil", "1.0.1").jar()).expect(201);
        Awaitility.await("the old one is gone")
                .atMost(Duration.ofSeconds(30))
                .untilAsserted(() -> assertThat(versions("evil")).containsExactly("1.0.1 ACTIVE"));
        assertThat(problems("PLUGIN_HANGS")).as("its thread is still there").hasSize(1);
        assertThat(books.run(MARCH_31, bad.root()).get("state").asText()).isEqualTo("DONE");
        setMode("good");
        Awaitility.await("the thread has ended")
                .atMost(Duration.ofSeconds(20))
                .untilAsserted(() -> assertThat(problems("PLUGIN_HANGS")).isEmpty());
        assertThat(books.audit().get("ok").asBoolean()).isTrue();
    }

    private void aDecisionThatBlocksHoldsUpNoJob(Work good) throws Exception {
        upload(new SourceBundle(
                                "org.example.decision.evil",
                                "1.0.0",
                                "Rule",
                                """
                                package org.example.decision.evil;
                                import org.billhook.core.spi.decision.*;
                                public final class Rule implements BillingDecision {
                                    public void decide(DecisionPage page, DecisionSink out) {
                                        %s
                                    }
                                }
                                """
                                        .formatted(misbehaviour()),
                                BillingDecision.class,
                                Map.entry(BillingDecision.ID, "evil-decision"),
                                0,
                                List.of("org.billhook.core.spi.decision;version=\"[1.0,2)\""))
                        .jar())
                .expect(201);
        post(good);
        setMode("block");
        List<Long> runs = new ArrayList<>();
        for (int i = 0; i < 6; i++) { // more than jobs run at once
            runs.add(books.start(MARCH_31, good.root()));
        }
        for (long run : runs) {
            JsonNode ended = books.await(run);
            assertThat(ended.get("state").asText()).isIn("FAILED", "WAITING");
            assertThat(roots(ended)).contains("PLUGIN_HANGS", "BillingDecision 'evil-decision'");
        }
        api.delete("/plugins/org.example.decision.evil/versions/1.0.0?retire=It+hangs", Map.of())
                .expect(200, 204);
        assertThat(books.run(MARCH_31, good.root()).get("state").asText()).isEqualTo("DONE");
        setMode("good");
    }

    private void theServerStopsAlthoughAThreadHangs(Work bad) throws Exception {
        upload(evil("1.0.2").jar()).expect(201);
        post(bad);
        setMode("loop");
        assertThat(preview(bad).body()).contains("PLUGIN_HANGS");

        server.stop();

        setMode("good");
        server.start();
        assertThat(books.run(MARCH_31, bad.root()).get("state").asText()).isEqualTo("DONE");
        assertThat(books.audit().get("ok").asBoolean()).isTrue();
    }

    private static SourcePlugin evil(String version) {
        return SourcePlugin.named("evil", version)
                .propose(misbehaviour()
                        + "for (OpenSource source : item.openSources()) out.propose(DynamicItem.of(source));");
    }

    /** As the name of the file says that there is, as long as it is there; deaf to interrupts. */
    private static String misbehaviour() {
        return """
                String mode = System.getProperty("karaf.data") + "/mode-";
                if (new java.io.File(mode + "error").exists()) throw new Error("boom");
                if (new java.io.File(mode + "memory").exists()) throw new OutOfMemoryError("Java heap space");
                if (new java.io.File(mode + "stack").exists()) throw new StackOverflowError();
                while (new java.io.File(mode + "loop").exists()) { }
                while (new java.io.File(mode + "block").exists()) {
                    try { Thread.sleep(200); } catch (InterruptedException e) { }
                }
                """;
    }

    private void setMode(String next) throws IOException {
        Path data = server.home().resolve("data");
        Files.deleteIfExists(data.resolve("mode-" + mode));
        mode = next;
        Files.createFile(data.resolve("mode-" + mode));
    }

    /** An hour on each. */
    private void post(Work... works) {
        for (Work work : works) {
            books.post(List.of(work.time(work.key() + "-" + ++posted, "2026-02-03", "EVIL", "1")));
        }
    }

    private Answer preview(Work work) {
        return api.post("/previews", Map.of("keyDate", MARCH_31.toString(), "roots", List.of(work.root())));
    }

    private void resume(JsonNode run) {
        long id = run.get("id").asLong();
        api.post("/runs/%d/resume".formatted(id), Map.of()).expect(200, 202);
        assertThat(books.await(id).get("state").asText()).isEqualTo("DONE");
    }

    private String roots(JsonNode run) {
        return books.all("/runs/%d/roots".formatted(run.get("id").asLong())).toString();
    }

    private Answer upload(byte[] jar) {
        return api.send(
                "POST",
                "/plugins",
                BodyPublishers.ofByteArray(jar),
                Map.of("Content-Type", "application/java-archive"));
    }

    private List<String> versions(String id) {
        List<String> versions = new ArrayList<>();
        for (JsonNode plugin : api.get("/plugins").expect(200).json().get("items")) {
            if (plugin.get("id").asText().equals(id)) {
                versions.add(plugin.get("version").asText() + " "
                        + plugin.get("state").asText());
            }
        }
        return versions;
    }

    private List<String> problems(String code) {
        List<String> problems = new ArrayList<>();
        for (JsonNode problem : api.get("/health").json().get("problems")) {
            if (problem.get("code").asText().equals(code)) {
                problems.add(problem.get("message").asText());
            }
        }
        return problems;
    }
}
