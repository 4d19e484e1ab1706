package org.billhook.store.internal.billing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.billhook.store.internal.Fixture.euros;
import static org.billhook.store.internal.Fixture.hours;
import static org.billhook.store.internal.billing.Server.CLERK;
import static org.billhook.store.internal.billing.Server.KEY_DATE;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.billhook.core.api.BillingRuns.Order;
import org.billhook.core.api.BillingRuns.Preview;
import org.billhook.core.api.BillingRuns.Run;
import org.billhook.core.api.BillingRuns.State;
import org.billhook.core.api.LedgerCommands.Command;
import org.billhook.core.api.LedgerCommands.Portion;
import org.billhook.core.api.Page;
import org.billhook.core.api.Requests;
import org.billhook.core.ledger.ActKind;
import org.billhook.core.ledger.Term;
import org.billhook.core.model.Finding;
import org.billhook.core.model.ObjectRef;
import org.billhook.core.spi.source.SourceDraft;
import org.billhook.engine.port.ObjectRow;
import org.billhook.store.internal.Database;
import org.billhook.store.internal.Fixture;
import org.billhook.store.internal.OnEachDatabase;
import org.joda.money.Money;
import org.junit.jupiter.api.Tag;

/** The engine bills on the real store: what its unit tests show in memory holds on both databases. */
class BillingOnDatabaseTest {

    private static Order only(ObjectRow... roots) {
        List<ObjectRef> refs = new ArrayList<>();
        for (ObjectRow root : roots) {
            refs.add(root.ref());
        }
        return new Order(KEY_DATE, refs, Optional.empty(), Optional.empty(), List.of());
    }

    private static Run run(Server server, Order order) {
        return server.runs.find(server.runs.start(order, CLERK).id()).orElseThrow();
    }

    private static Requests.Request requestOf(Server server, Run run) {
        return server.requests
                .list(
                        new Requests.Query(
                                Optional.empty(),
                                Optional.empty(),
                                Optional.empty(),
                                Optional.empty(),
                                Optional.of(run.id())),
                        Page.Request.first(10))
                .items()
                .get(0);
    }

    @OnEachDatabase
    @Tag("I-1")
    void theAuditSeesWhatALookForWhatIsDueWouldPassOver(Database database) throws SQLException {
        Server server = new Server(database.stores());
        ObjectRow project = server.project();
        server.post(project, "8", 1);
        assertThat(server.commands.audit()).isEmpty();
        update(database, "DELETE FROM opened WHERE root_id = " + project.id());

        List<Finding> findings = server.commands.audit();

        update(database, "INSERT INTO opened (root_id, id) VALUES (" + project.id() + ", 0)");
        assertThat(findings)
                .extracting(Finding::message)
                .containsExactly(project.ref() + " has open sources that no look for what is due would find");
        assertThat(server.commands.audit()).isEmpty();
    }

    private static void update(Database database, String statement) throws SQLException {
        try (Connection connection = database.pool().getConnection();
                Statement update = connection.createStatement()) {
            assertThat(update.executeUpdate(statement)).isEqualTo(1);
            connection.commit();
        }
    }

    @OnEachDatabase
    @Tag("I-1")
    @Tag("I-2")
    void severalPagesOfSeveralRootsAreBilledOnceAndTheTotalsAgree(Database database) {
        Server server = new Server(database.stores());
        ObjectRow big = server.project();
        ObjectRow small = server.project();
        server.post(big, "0.333", 2300);
        server.post(small, "8", 3);
        Run run = run(server, only(big, small));
        assertThat(run.state()).isEqualTo(State.DONE);
        assertThat(run.findings()).isEmpty();
        assertThat(run.lines()).isEqualTo(2303);
        // 2,300 x 32.42 + 3 x 778.80
        assertThat(run.totals()).isEqualTo(Map.of("EUR", euros("76902.40")));
        assertThat(run(server, only(big, small)).lines()).isZero();
        assertThat(server.commands.audit()).isEmpty();
    }

    @OnEachDatabase
    @Tag("I-2")
    void aCommitIsExactlyThePreview(Database database) {
        Server server = new Server(database.stores());
        ObjectRow project = server.project();
        server.post(project, "0.333", 1100);
        Preview preview = server.runs.preview(only(project), CLERK);
        assertThat(preview.requests()).extracting(draft -> draft.net()).containsExactly(euros("35662.00"));
        Requests.Line shown = server.runs
                .previewLines(preview.id(), 1, Page.Request.first(1))
                .items()
                .get(0);
        Run run = server.runs.commit(preview.id(), preview.token(), CLERK);
        assertThat(run.findings()).isEmpty();
        assertThat(run.totals()).isEqualTo(Map.of("EUR", euros("35662.00")));
        Requests.Request request = requestOf(server, run);
        assertThat(server.requests.lines(request.id(), Page.Request.first(1)).items())
                .containsExactly(shown);
        assertThat(server.requests.why(request.id(), 1).claims()).hasSize(1);
        assertThat(server.runs.commit(preview.id(), preview.token(), CLERK).id())
                .isEqualTo(run.id());
    }

    @OnEachDatabase
    @Tag("D-86")
    @Tag("G-14")
    void partsByAmountEndAtTheWholeToTheCent(Database database) {
        Server server = new Server(database.stores());
        ObjectRow project = server.project();
        // 3.333 x 97.35 = 324.46755
        long source = server.post(project, "3.333", 1).get(0);
        Portion part = new Portion(Optional.empty(), Optional.of(euros("100.01")));
        Command bill =
                new Command(ActKind.BILL, source, Optional.of(part), Optional.empty(), Optional.empty(), "First part");
        Order first = new Order(KEY_DATE, List.of(project.ref()), Optional.empty(), Optional.empty(), List.of(bill));
        assertThat(run(server, first).totals()).isEqualTo(Map.of("EUR", euros("100.01")));
        Command writeOff = new Command(
                ActKind.WRITE_OFF,
                source,
                Optional.of(new Portion(Optional.empty(), Optional.of(euros("50.00")))),
                Optional.empty(),
                Optional.empty(),
                "Goodwill");
        assertThat(server.commands.apply(List.of(writeOff), CLERK).get(0).findings())
                .isEmpty();
        assertThat(run(server, only(project)).totals()).isEqualTo(Map.of("EUR", euros("174.46")));
        assertThat(server.commands.audit()).isEmpty();
    }

    @OnEachDatabase
    @Tag("WE-45")
    void aRejectedRequestIsBilledAgainTheSame(Database database) {
        Server server = new Server(database.stores());
        ObjectRow project = server.project();
        List<Long> sources = server.post(project, "0.333", 1200);
        Run run = run(server, only(project));
        Requests.Request request = requestOf(server, run);
        server.requests.reject(
                request.id(), request.version(), Requests.Rejection.whole("CANCELLED", "Wrong party"), CLERK);
        assertThat(server.sources.find(sources.get(7)).orElseThrow().balance().open())
                .isEqualTo(hours("0.333"));
        assertThat(run(server, only(project)).totals()).isEqualTo(run.totals());
        assertThat(server.commands.audit()).isEmpty();
    }

    @OnEachDatabase
    void aHoldIsReleasedWhenItsDayHasCome(Database database) {
        Server server = new Server(database.stores());
        ObjectRow project = server.project();
        long source = server.post(project, "8", 1).get(0);
        Command hold =
                new Command(ActKind.HOLD, source, Optional.empty(), Optional.of(KEY_DATE), Optional.empty(), "Wait");
        assertThat(server.commands.apply(List.of(hold), CLERK).get(0).findings())
                .isEmpty();
        assertThat(server.requests.whyNot(source, KEY_DATE.minusDays(1)).reasons())
                .extracting(finding -> finding.code())
                .containsExactly("HELD");
        Preview preview = server.runs.preview(only(project), CLERK);
        Run run = server.runs.commit(preview.id(), preview.token(), CLERK);
        assertThat(run.totals()).isEqualTo(Map.of("EUR", euros("778.80")));
        assertThat(server.sources.find(source).orElseThrow().balance().get(Term.BILLED))
                .isEqualTo(hours("8"));
    }

    @OnEachDatabase
    void whatHasNoPriceStaysOpenAndSaysWhy(Database database) {
        Server server = new Server(database.stores());
        ObjectRow project = server.project();
        server.post(project, "8", 1);
        SourceDraft unpriced = SourceDraft.of(Fixture.COST_LINE, project.ref())
                .externalId(Fixture.unique("H"))
                .posted(hours("1"))
                .serviceDate(Fixture.DAY)
                .text("unpriced")
                .build();
        long source = server.sources
                .post("test", List.of(unpriced), CLERK)
                .get(0)
                .id()
                .orElseThrow();
        assertThat(run(server, only(project)).lines()).isEqualTo(1);
        assertThat(server.requests.whyNot(source, KEY_DATE).reasons())
                .extracting(finding -> finding.code() + ": " + finding.message())
                .containsExactly("NO_PRICE: There is no price for this");
    }

    @OnEachDatabase
    @Tag("I-2")
    void sixParallelRunsOfOneProjectBillItOnce(Database database) throws Exception {
        Server first = new Server(database.stores());
        ObjectRow project = first.project();
        first.post(project, "8", 50);
        ExecutorService threads = Executors.newFixedThreadPool(6);
        try {
            List<Callable<Run>> calls = new ArrayList<>();
            for (int i = 0; i < 6; i++) {
                calls.add(() -> run(new Server(database.stores()), only(project)));
            }
            Money billed = euros("0");
            for (Future<Run> done : threads.invokeAll(calls)) {
                for (Money total : done.get().totals().values()) {
                    billed = billed.plus(total);
                }
            }
            assertThat(billed).isEqualTo(euros("38940.00"));
        } finally {
            threads.shutdown();
        }
        assertThat(first.commands.audit()).isEmpty();
    }

    @OnEachDatabase
    @Tag("I-2")
    void sixParallelCommitsOfOnePreviewGetTheSameRun(Database database) throws Exception {
        Server first = new Server(database.stores());
        ObjectRow project = first.project();
        first.post(project, "8", 50);
        Preview preview = first.runs.preview(only(project), CLERK);
        CyclicBarrier together = new CyclicBarrier(6);
        ExecutorService threads = Executors.newFixedThreadPool(6);
        try {
            List<Callable<Run>> calls = new ArrayList<>();
            for (int i = 0; i < 6; i++) {
                Server server = new Server(database.stores());
                calls.add(() -> {
                    together.await();
                    return server.runs.commit(preview.id(), preview.token(), CLERK);
                });
            }
            Set<Run> runs = new HashSet<>();
            for (Future<Run> done : threads.invokeAll(calls)) {
                runs.add(done.get());
            }
            assertThat(runs).singleElement().satisfies(run -> assertThat(run.totals())
                    .isEqualTo(Map.of("EUR", euros("38940.00"))));
        } finally {
            threads.shutdown();
        }
        assertThat(first.commands.audit()).isEmpty();
    }
}
