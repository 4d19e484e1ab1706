package org.billhook.itests;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.awaitility.Awaitility;
import org.billhook.harness.Answer;
import org.billhook.harness.Api;
import org.billhook.harness.Books;
import org.billhook.harness.Ports;
import org.billhook.harness.Server;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;

/** Nobody gives money away alone, as delivered: the ways around a write-off, and those around a release. */
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class SeparationOfDutiesIT {

    private static LaunchedServer server;
    private static Api admin;
    private static Books books;
    private static Api clerk;
    private static Api approver;
    private static Api both;
    private static Api auditor;

    @BeforeAll
    static void start() throws Exception {
        Server unpacked = Server.unpack(TestFiles.archive(), TestFiles.folder("duties"), Ports.free(), Map.of());
        unpacked.start();
        server = new LaunchedServer(unpacked) {};
        admin = server.api();
        books = new Books(admin);
    }

    @AfterAll
    static void stop() throws Exception {
        if (server != null) {
            server.close();
        }
    }

    /** Four postings of 7.5 h at 125.00, 3,750.00 in all. */
    private static Work work(String key) {
        Work work = Work.project(books, key);
        books.price(Map.of("activity", key), "125.00", "EUR", "2026-01-01");
        books.post(List.of(
                work.time(key + "-1", "2026-02-02", key, "7.5"),
                work.time(key + "-2", "2026-02-03", key, "7.5"),
                work.time(key + "-3", "2026-02-04", key, "7.5"),
                work.time(key + "-4", "2026-02-05", key, "7.5")));
        return work;
    }

    private static List<String> sources(Work work) {
        return books.all("/sources?object=wbs-element/" + work.element()).stream()
                .map(source -> source.get("id").asText())
                .toList();
    }

    private static String term(String source, String term) {
        return admin.get("/sources/" + source)
                .expect(200)
                .json()
                .at("/balance/%s/value".formatted(term))
                .asText();
    }

    private static Map<String, Object> order(Work work, Object priceChange) {
        return Map.of("keyDate", "2026-02-28", "roots", List.of(work.root()), "priceChanges", List.of(priceChange));
    }

    private static Map<String, Object> percent(String percent) {
        return Map.of("percent", percent, "reason", "friend");
    }

    private static Answer commit(Api api, Answer preview) {
        return api.post("/previews/%s/commit".formatted(preview.text("id")), Map.of("token", preview.text("token")));
    }

    private static Answer propose(Api api, Answer preview) {
        return api.post("/proposals", Map.of("preview", preview.number("id"), "token", preview.text("token")));
    }

    private static Answer propose(Api api, Object... commands) {
        return api.post("/proposals", Map.of("commands", List.of(commands)));
    }

    private static Map<String, Object> command(String kind, String source) {
        return Map.of("kind", kind, "source", Long.valueOf(source), "reason", "friend");
    }

    private static Answer release(Api api, Answer proposal) {
        return api.post("/proposals/%s/release".formatted(proposal.text("id")), Map.of());
    }

    private static void assertNeedsAnother(Answer answer, String than) {
        assertThat(answer.expect(403).body()).contains("NEEDS_RELEASE", "billing-approver other than " + than);
    }

    private static String givingUp() {
        return admin.get("/health").expect(200).json().at("/givingUp/release").asText();
    }

    private static List<String> notes() {
        JsonNode audit = books.audit();
        assertThat(audit.get("ok").asBoolean()).isTrue();
        return audit.get("findings").findValuesAsText("code");
    }

    @Test
    @Order(1)
    void theOnlyOneWhoMayReleaseGivesUpAloneAndThatIsSaid() {
        assertThat(givingUp()).isEqualTo("ALONE");
        String source = sources(work("ONE")).get(0);
        admin.post("/sources/%s/reverse".formatted(source), Map.of("reason", "twice"))
                .expect(200);
        JsonNode entries =
                admin.get("/sources/%s/entries".formatted(source)).expect(200).json();
        assertThat(entries.findValuesAsText("releasedBy")).containsExactly("admin");
        assertThat(notes()).containsExactly("RELEASES_ALONE", "RELEASED_ALONE");
    }

    @Test
    @Order(2)
    void aClerkGivesNothingAwayInAnyOfTheWays() throws IOException {
        clerk = LoginIT.user(server, "u-clerk", "billing-clerk");
        approver = LoginIT.user(server, "u-approver", "billing-approver");
        both = LoginIT.user(server, "u-both", "billing-clerk", "billing-approver");
        auditor = LoginIT.user(server, "u-auditor", "auditor");
        assertThat(givingUp()).isEqualTo("ANOTHER_PERSON");
        Work work = work("WAYS");
        List<String> sources = sources(work);

        Answer free = clerk.post("/previews", order(work, percent("-100"))).expect(201);
        assertThat(free.json().at("/givesUp/amounts/0/amount").asText()).isEqualTo("3750.00");
        assertNeedsAnother(commit(clerk, free), "u-clerk");
        Answer paidOut = clerk.post(
                        "/previews",
                        order(
                                work,
                                Map.of("amount", Map.of("amount", "-5000.00", "currency", "EUR"), "reason", "friend")))
                .expect(201);
        assertThat(paidOut.body()).contains("CREDIT_MEMO_REQUEST");
        assertNeedsAnother(commit(clerk, paidOut), "u-clerk");
        assertNeedsAnother(clerk.post("/runs", order(work, percent("-100"))), "u-clerk");
        String path = "/sources/" + sources.get(0);
        assertNeedsAnother(clerk.post(path + "/write-off", Map.of("reason", "friend")), "u-clerk");
        assertNeedsAnother(clerk.post(path + "/reverse", Map.of("reason", "friend")), "u-clerk");
        assertNeedsAnother(clerk.post(path + "/hold", Map.of("until", "9999-12-31", "reason", "friend")), "u-clerk");
        assertNeedsAnother(
                clerk.post(path + "/transfer", Map.of("target", "project/WAYS", "reason", "friend")), "u-clerk");
        Answer bulk = clerk.post("/sources/commands", Map.of("commands", List.of(command("REVERSE", sources.get(0)))));
        assertThat(bulk.expect(200).body()).contains("NEEDS_RELEASE");

        Answer profile = clerk.get("/dip-profiles/STANDARD").expect(200);
        Answer cheaper = clerk.send(
                "PUT",
                "/dip-profiles/STANDARD",
                BodyPublishers.ofString(profile.body()),
                Map.of("If-Match", profile.etag(), "Content-Type", "application/json"));
        assertThat(cheaper.expect(403).body()).contains("billing-approver or integrator");

        assertThat(books.all("/requests?root=" + work.root())).isEmpty();
        assertThat(sources)
                .allSatisfy(source -> assertThat(term(source, "open")).isEqualTo("7.5"));
        assertNeedsAnother(admin.post(path + "/write-off", Map.of("reason", "friend")), "admin");
        assertNeedsAnother(both.post(path + "/reverse", Map.of("reason", "friend")), "u-both");
    }

    @Test
    @Order(3)
    void whatIsReleasedIsDoneWithBothNames() {
        List<String> sources = sources(work("TWO"));
        Answer proposal = propose(clerk, command("WRITE_OFF", sources.get(0)), command("REVERSE", sources.get(1)))
                .expect(201);
        assertThat(proposal.json().at("/stake/amounts/0/amount").asText()).isEqualTo("1875.00");
        assertThat(term(sources.get(0), "open")).isEqualTo("7.5");
        assertThat(books.all("/proposals?state=OPEN")).hasSize(1);
        assertThat(release(clerk, proposal).status()).isEqualTo(403);

        release(approver, proposal).expect(200);

        assertThat(term(sources.get(0), "writtenOff")).isEqualTo("7.5");
        assertThat(term(sources.get(1), "reversed")).isEqualTo("7.5");
        String entries = admin.get("/sources/%s/entries".formatted(sources.get(0)))
                .expect(200)
                .body();
        assertThat(entries).contains("\"actor\":\"u-clerk\"", "\"releasedBy\":\"u-approver\"");
        assertThat(auditor.get("/changes?subject=proposal/" + proposal.text("id"))
                        .expect(200)
                        .body())
                .contains("u-clerk", "u-approver", "RELEASED");
        assertThat(release(approver, proposal).expect(409).body()).contains("was released by u-approver");
        assertThat(term(sources.get(0), "writtenOff")).isEqualTo("7.5");
    }

    @Test
    @Order(4)
    void aReleaseIsOfWhatWasSeenByAnotherOneWhoStillMay() throws Exception {
        Work work = work("RACE");
        List<String> sources = sources(work);
        Answer own = propose(both, command("WRITE_OFF", sources.get(0))).expect(201);
        assertNeedsAnother(release(both, own), "u-both");
        Answer stale = propose(clerk, command("WRITE_OFF", sources.get(0))).expect(201);
        release(approver, own).expect(200);
        assertThat(release(approver, stale).expect(409).body()).contains("EXCEEDS_OPEN");
        Answer billed = propose(clerk, command("WRITE_OFF", sources.get(1))).expect(201);

        Answer less = clerk.post("/previews", order(work, percent("-10"))).expect(201);
        Answer proposed = propose(clerk, less).expect(201);
        release(approver, proposed).expect(200);
        Answer more = clerk.post("/previews", order(work, percent("-90"))).expect(201);
        assertNeedsAnother(commit(clerk, more), "u-clerk");
        Api gone = approver;
        approver = null;
        disable("u-approver");
        assertThat(gone.get("/proposals").status()).isEqualTo(401);
        assertNeedsAnother(commit(clerk, less), "u-clerk");
        approver = LoginIT.user(server, "u-second", "billing-approver");
        Answer again = clerk.post("/previews", order(work, percent("-10"))).expect(201);
        release(approver, propose(clerk, again).expect(201)).expect(200);
        server.killAndRestart();
        commit(clerk, again).expect(201);
        assertThat(commit(clerk, again).expect(201).text("state")).isEqualTo("DONE");

        assertThat(books.all("/requests?root=" + work.root())).hasSize(1);
        assertThat(release(approver, billed).expect(409).body()).contains("EXCEEDS_OPEN");
    }

    private static void disable(String user) {
        admin.post("/users/%s/disable".formatted(user), Map.of()).expect(200);
    }

    @Test
    @Order(5)
    void decidedWriteOffIsCommittedByTheClerkOnceReleased() {
        Work work = work("DECIDED");
        String source = sources(work).get(0);
        Answer preview = clerk.post(
                        "/previews",
                        Map.of(
                                "keyDate",
                                "2026-02-28",
                                "roots",
                                List.of(work.root()),
                                "decisions",
                                List.of(command("WRITE_OFF", source))))
                .expect(201);
        assertNeedsAnother(commit(clerk, preview), "u-clerk");
        assertThat(commit(approver, preview).expect(403).body()).contains("billing-clerk");
        release(approver, propose(clerk, preview).expect(201)).expect(200);
        assertThat(commit(clerk, preview).expect(201).text("state")).isEqualTo("DONE");
        assertThat(term(source, "writtenOff")).isEqualTo("7.5");
    }

    @Test
    @Order(6)
    void whoBilledDoesNotGiveItUpByARejection() {
        Work work = work("REJECT");
        Answer preview = both.post("/previews", Map.of("keyDate", "2026-02-28", "roots", List.of(work.root())))
                .expect(201);
        commit(both, preview).expect(201);
        String request = "/requests/"
                + books.all("/requests?root=" + work.root()).get(0).get("id").asText();
        Map<String, String> given = Map.of("code", "GOODWILL", "note", "friend");
        Map<String, String> etag = Map.of("If-Match", both.get(request).etag());
        assertThat(both.post(request + "/reject", given, etag).expect(403).body())
                .contains("NEEDS_RELEASE", "billing-approver other than u-both");
        approver.post(request + "/reject", given, etag).expect(200);
    }

    @Test
    @Order(7)
    void jobIsCancelledByTheRoleThatStartsItsKind() {
        Answer audit = auditor.post("/audits", Map.of()).expect(202);
        Answer refused = clerk.post("/jobs/%s/cancel".formatted(audit.text("id")), Map.of());
        assertThat(refused.expect(403).body()).contains("needs the role auditor");
        assertThat(auditor.post("/jobs/%s/cancel".formatted(audit.text("id")), Map.of())
                        .status())
                .isIn(200, 409);
    }

    @Test
    @Order(8)
    void theShellKeepsTheSameRule() throws Exception {
        String source = sources(work("SHELL")).get(0);
        try (Ssh sheila = RemoteShellIT.user(server, "sh-clerk", true, "billing-clerk");
                Ssh boris = RemoteShellIT.user(server, "sh-approver", true, "billing-approver")) {
            Ssh.Result alone = sheila.call("billhook:write-off --reason friend " + source);
            assertThat(alone.code()).isEqualTo(1);
            assertThat(alone.printed()).contains("billing-approver", "1 of 1 refused");
            Ssh.Result proposed = sheila.call("billhook:write-off --propose --reason friend " + source);
            assertThat(proposed.code()).as(proposed.printed()).isZero();
            String id = books.all("/proposals?state=OPEN").stream()
                    .filter(proposal -> proposal.get("proposedBy").asText().equals("sh-clerk"))
                    .map(proposal -> proposal.get("id").asText())
                    .findFirst()
                    .orElseThrow();
            assertThat(boris.call("billhook:proposals --open").printed()).contains("sh-clerk", "937.50 EUR");
            assertThat(sheila.call("billhook:proposal-release " + id).printed()).contains("role billing-approver");
            Ssh.Result released = boris.call("billhook:proposal-release " + id);
            assertThat(released.code()).as(released.printed()).isZero();
        }
        assertThat(term(source, "writtenOff")).isEqualTo("7.5");
    }

    @Test
    @Order(9)
    void anInstallationSetsWhatIsLittleAndWhetherThereIsAnotherPerson() throws Exception {
        Path file = server.home().resolve("etc/org.billhook.duties.cfg");
        List<String> sources = sources(work("LITTLE"));
        Files.writeString(file, "belowAmount = 100\n");
        await("/givingUp/belowAmount", "100");
        Map<String, Object> little =
                Map.of("portion", Map.of("amount", Map.of("amount", "99.99", "currency", "EUR")), "reason", "goodwill");
        clerk.post("/sources/%s/write-off".formatted(sources.get(0)), little).expect(200);
        assertNeedsAnother(
                clerk.post("/sources/%s/write-off".formatted(sources.get(1)), Map.of("reason", "goodwill")), "u-clerk");

        Files.writeString(file, "belowAmount = much\nanotherPerson = perhaps\n");
        Awaitility.await("refused").atMost(Duration.ofSeconds(30)).untilAsserted(() -> assertThat(
                        DeployFolderIT.problems(admin))
                .anySatisfy(problem -> assertThat(problem)
                        .startsWith("belowAmount = much in etc/org.billhook.duties.cfg is refused")
                        .contains("100"))
                .anySatisfy(problem -> assertThat(problem)
                        .startsWith("anotherPerson = perhaps in etc/org.billhook.duties.cfg is refused")));
        assertThat(admin.get("/health").json().at("/givingUp/belowAmount").asText())
                .isEqualTo("100");
        assertThat(givingUp()).isEqualTo("ANOTHER_PERSON");

        Files.writeString(file, "anotherPerson = false\n");
        await("/givingUp/release", "ANOTHER_PERSON_OFF");
        both.post("/sources/%s/write-off".formatted(sources.get(1)), Map.of("reason", "goodwill"))
                .expect(200);
        assertThat(clerk.post("/sources/%s/write-off".formatted(sources.get(2)), Map.of("reason", "goodwill"))
                        .expect(403)
                        .body())
                .contains("a billing-approver")
                .doesNotContain("other than");
        assertThat(notes()).contains("ANOTHER_PERSON_OFF", "RELEASED_ALONE");
    }

    private static void await(String field, String value) {
        Awaitility.await(field)
                .atMost(Duration.ofSeconds(30))
                .ignoreExceptions()
                .untilAsserted(
                        () -> assertThat(admin.get("/health").json().at(field).asText())
                                .isEqualTo(value));
    }
}
