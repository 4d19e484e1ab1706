package org.billhook.store.internal.billing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.billhook.store.internal.Fixture.euros;
import static org.billhook.store.internal.billing.Server.CLERK;
import static org.billhook.store.internal.billing.Server.KEY_DATE;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.billhook.core.api.BillingRuns.Order;
import org.billhook.core.api.BillingRuns.Preview;
import org.billhook.core.api.BillingRuns.Run;
import org.billhook.core.api.BillingRuns.State;
import org.billhook.core.api.ImportJournal;
import org.billhook.core.api.LedgerCommands.Command;
import org.billhook.core.api.Page;
import org.billhook.core.api.Requests;
import org.billhook.core.api.Sources;
import org.billhook.core.api.Sources.Result;
import org.billhook.core.ledger.ActKind;
import org.billhook.core.ledger.Term;
import org.billhook.core.spi.source.SourceDraft;
import org.billhook.engine.internal.sources.JournalledImports;
import org.billhook.engine.port.ObjectRow;
import org.billhook.store.internal.Database;
import org.billhook.store.internal.Fixture;
import org.billhook.store.internal.billing.Faults.Kind;
import org.billhook.store.internal.billing.FaultyServer.Attempt;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * A database error injected at each statement and commit in turn: nothing is half done, the law holds, and when the database
 * is well again the work ends at the exact total. Both databases are real; the injector is the only fake.
 */
@Tag("I-1")
@Tag("I-2")
class InjectedFaultsTest {

    /** Each database with each fault. */
    static Stream<Arguments> faults() {
        return Stream.of(Database.values())
                .flatMap(database -> Stream.of(Kind.values()).map(kind -> Arguments.of(database, kind)));
    }

    @ParameterizedTest(name = "{0} {1}")
    @MethodSource("faults")
    void runIsResumedAndEndsAtTheExactTotal(Database database, Kind kind) {
        FaultyServer servers = FaultyServer.on(database);
        servers.atEachStatement(kind, 20, () -> {
            ObjectRow root = servers.sane.project();
            List<Long> sources = servers.sane.post(root, "8", 3);
            // released by the run itself, as its day has come
            done(servers.sane, hold(sources.get(0)));
            long number = servers.lastNumber();
            return new Attempt() {
                @Override
                public void act() {
                    servers.faulty.runs.start(only(root), CLERK);
                }

                @Override
                public void mend() {
                    billedWhollyOrNotAtAll(servers, root);
                    resume(servers, root);
                    billedOnce(servers, root);
                    assertThat(servers.lastNumber()).as("gapless").isEqualTo(number + 1);
                    assertThat(run(servers.sane, root).lines()).isZero();
                }
            };
        });
    }

    @ParameterizedTest(name = "{0} {1}")
    @MethodSource("faults")
    void previewChangesNothing(Database database, Kind kind) {
        FaultyServer servers = FaultyServer.on(database);
        servers.atEachStatement(kind, 10, () -> {
            ObjectRow root = servers.sane.project();
            servers.sane.post(root, "8", 3);
            return new Attempt() {
                @Override
                public void act() {
                    servers.faulty.runs.preview(only(root), CLERK);
                }

                @Override
                public void mend() {
                    assertThat(servers.sum(root, Term.OPEN)).isEqualTo("24");
                    assertThat(servers.requests(root)).isEmpty();
                    Preview preview = servers.sane.runs.preview(only(root), CLERK);
                    servers.sane.runs.commit(preview.id(), preview.token(), CLERK);
                    billedOnce(servers, root);
                }
            };
        });
    }

    @ParameterizedTest(name = "{0} {1}")
    @MethodSource("faults")
    void commitIsThePreviewOrNothing(Database database, Kind kind) {
        FaultyServer servers = FaultyServer.on(database);
        servers.atEachStatement(kind, 20, () -> {
            ObjectRow root = servers.sane.project();
            List<Long> sources = servers.sane.post(root, "8", 3);
            done(servers.sane, hold(sources.get(0)));
            Preview preview = servers.sane.runs.preview(only(root), CLERK);
            long number = servers.lastNumber();
            return new Attempt() {
                @Override
                public void act() {
                    servers.faulty.runs.commit(preview.id(), preview.token(), CLERK);
                }

                @Override
                public void mend() {
                    billedWhollyOrNotAtAll(servers, root);
                    servers.sane.runs.commit(preview.id(), preview.token(), CLERK);
                    billedOnce(servers, root);
                    assertThat(servers.lastNumber()).as("gapless").isEqualTo(number + 1);
                    assertThat(run(servers.sane, root).lines()).isZero();
                }
            };
        });
    }

    @ParameterizedTest(name = "{0} {1}")
    @MethodSource("faults")
    void rowsArePostedOnce(Database database, Kind kind) {
        FaultyServer servers = FaultyServer.on(database);
        servers.atEachStatement(kind, 5, () -> {
            ObjectRow root = servers.sane.project();
            List<SourceDraft> drafts = Server.drafts(root, "8", 0, 3);
            return new Attempt() {
                @Override
                public void act() {
                    servers.faulty.sources.post("test", drafts, CLERK);
                }

                @Override
                public void mend() {
                    assertThat(servers.sources(root).size()).as("all or none").isIn(0, 3);
                    assertThat(servers.sane.sources.post("test", drafts, CLERK))
                            .extracting(Result::outcome)
                            .isSubsetOf(Sources.Outcome.POSTED, Sources.Outcome.UNCHANGED);
                    assertThat(servers.sum(root, Term.OPEN)).isEqualTo("24");
                }
            };
        });
    }

    @ParameterizedTest(name = "{0} {1}")
    @MethodSource("faults")
    void importSentAgainEndsWithEveryRowOnce(Database database, Kind kind) {
        FaultyServer servers = FaultyServer.on(database);
        JournalledImports sane = new JournalledImports(servers.sane.transactions, servers.sane.plugins, () -> {});
        JournalledImports faulty = new JournalledImports(servers.faulty.transactions, servers.faulty.plugins, () -> {});
        servers.atEachStatement(kind, 8, () -> {
            ObjectRow root = servers.sane.project();
            List<SourceDraft> drafts = Server.drafts(root, "8", 0, 3);
            List<ImportJournal.Row> rows = rows(drafts);
            long id = sane.open("mapping", 1, "file.csv", "checksum", CLERK).id();
            return new Attempt() {
                @Override
                public void act() {
                    faulty.post(id, "test", rows, ImportJournal.Changed.REFUSE, ImportJournal.Turn.NOW);
                    faulty.end(id, ImportJournal.State.DONE);
                }

                @Override
                public void mend() {
                    long posted = sane.find(id).orElseThrow().posted();
                    assertThat(posted)
                            .as("journal and postings")
                            .isEqualTo(servers.sources(root).size());
                    if (sane.find(id).orElseThrow().state() == ImportJournal.State.RUNNING) {
                        sane.post(id, "test", rows, ImportJournal.Changed.REFUSE, ImportJournal.Turn.NOW);
                    }
                    ImportJournal.Import ended = sane.end(id, ImportJournal.State.DONE);
                    assertThat(List.of(ended.rows(), ended.posted(), ended.refused()))
                            .containsExactly(3L, 3L, 0L);
                    assertThat(servers.sum(root, Term.OPEN)).isEqualTo("24");
                }
            };
        });
    }

    @ParameterizedTest(name = "{0} {1}")
    @MethodSource("faults")
    @Tag("I-2")
    void correctedRowsAreReversedAndPostedAnewTogether(Database database, Kind kind) {
        FaultyServer servers = FaultyServer.on(database);
        JournalledImports sane = new JournalledImports(servers.sane.transactions, servers.sane.plugins, () -> {});
        JournalledImports faulty = new JournalledImports(servers.faulty.transactions, servers.faulty.plugins, () -> {});
        servers.atEachStatement(kind, 8, () -> {
            ObjectRow root = servers.sane.project();
            long id = sane.open("mapping", 1, "file.csv", "checksum", CLERK).id();
            List<SourceDraft> drafts = Server.drafts(root, "8", 0, 3);
            sane.post(id, "test", rows(drafts), ImportJournal.Changed.CORRECT, ImportJournal.Turn.NOW);
            List<ImportJournal.Row> changed = rows(drafts.stream()
                    .map(draft -> draft.toBuilder().posted(Fixture.hours("9")).build())
                    .toList());
            return new Attempt() {
                @Override
                public void act() {
                    faulty.post(id, "test", changed, ImportJournal.Changed.CORRECT, ImportJournal.Turn.NOW);
                }

                @Override
                public void mend() {
                    assertThat(servers.sum(root, Term.OPEN)).isIn("24", "27");
                    sane.post(id, "test", changed, ImportJournal.Changed.CORRECT, ImportJournal.Turn.NOW);
                    assertThat(servers.sum(root, Term.OPEN)).isEqualTo("27");
                    assertThat(servers.sources(root)).hasSize(9);
                }
            };
        });
    }

    private static List<ImportJournal.Row> rows(List<SourceDraft> drafts) {
        return IntStream.range(0, drafts.size())
                .mapToObj(i -> new ImportJournal.Row(i + 1, Optional.of(drafts.get(i)), false, List.of()))
                .toList();
    }

    @ParameterizedTest(name = "{0} {1}")
    @MethodSource("faults")
    @Tag("WE-45")
    void rejectedRequestGivesAllBackOrNothing(Database database, Kind kind) {
        FaultyServer servers = FaultyServer.on(database);
        servers.atEachStatement(kind, 5, () -> {
            ObjectRow root = servers.sane.project();
            servers.sane.post(root, "8", 3);
            run(servers.sane, root);
            Requests.Request request = servers.requests(root).get(0);
            return new Attempt() {
                @Override
                public void act() {
                    servers.faulty.requests.reject(
                            request.id(),
                            request.version(),
                            Requests.Rejection.whole("CANCELLED", "Wrong party"),
                            CLERK);
                }

                @Override
                public void mend() {
                    Requests.Request now =
                            servers.sane.requests.find(request.id()).orElseThrow();
                    boolean rejected = now.state() == Requests.State.REJECTED;
                    assertThat(servers.sum(root, Term.OPEN)).isEqualTo(rejected ? "24" : "0");
                    assertThat(servers.sum(root, Term.BILLED)).isEqualTo(rejected ? "0" : "24");
                    if (!rejected) {
                        servers.sane.requests.reject(
                                request.id(),
                                now.version(),
                                Requests.Rejection.whole("CANCELLED", "Wrong party"),
                                CLERK);
                    }
                    assertThat(run(servers.sane, root).totals()).isEqualTo(Map.of("EUR", euros("2336.40")));
                }
            };
        });
    }

    private static Order only(ObjectRow root) {
        return new Order(KEY_DATE, List.of(root.ref()), Optional.empty(), Optional.empty(), List.of());
    }

    private static Run run(Server server, ObjectRow root) {
        return server.runs.find(server.runs.start(only(root), CLERK).id()).orElseThrow();
    }

    private static Command hold(long source) {
        return new Command(
                ActKind.HOLD, source, Optional.empty(), Optional.of(KEY_DATE), Optional.empty(), "Waits for a sign");
    }

    private static void done(Server server, Command command) {
        assertThat(server.commands.apply(List.of(command), CLERK).get(0).findings())
                .isEmpty();
    }

    /** 3 x 8 hours at 97.35 EUR: 2,336.40 EUR. */
    private static void billedOnce(FaultyServer servers, ObjectRow root) {
        assertThat(servers.requests(root)).extracting(Requests.Request::net).containsExactly(euros("2336.40"));
        assertThat(servers.requests(root)).extracting(Requests.Request::lines).containsExactly(3L);
        assertThat(servers.sum(root, Term.BILLED)).isEqualTo("24");
        assertThat(servers.number(
                        "SELECT COUNT(*) FROM outbox WHERE event_type = 'request.created' AND subject = 'request/"
                                + servers.requests(root).get(0).id() + "'"))
                .as("events of the request")
                .isEqualTo(1);
    }

    private static void billedWhollyOrNotAtAll(FaultyServer servers, ObjectRow root) {
        if (servers.requests(root).isEmpty()) {
            assertThat(servers.sum(root, Term.BILLED)).isEqualTo("0");
            assertThat(servers.sum(root, Term.OPEN)).isEqualTo("16");
            assertThat(servers.sum(root, Term.HELD)).isEqualTo("8");
        } else {
            billedOnce(servers, root);
        }
    }

    /** As an administrator does: the run that did not end is resumed; one that never began is started. */
    private static void resume(FaultyServer servers, ObjectRow root) {
        Optional<Run> left = servers.sane.runs.list(Page.Request.first(10)).items().stream()
                .filter(run -> run.order().roots().equals(List.of(root.ref())))
                .findFirst();
        left.ifPresent(run -> assertThat(run.findings().toString())
                .as("words of the database")
                .doesNotContain("secret", "Exception"));
        left.ifPresent(run -> servers.sane
                .runs
                .roots(run.id(), Optional.empty(), Page.Request.first(10))
                .items()
                .forEach(each -> assertThat(each.findings().toString()).doesNotContain("secret", "Exception")));
        boolean ended = left.map(
                        run -> run.state() == State.DONE && run.rootsByState().getOrDefault(State.DONE, 0L) == 1)
                .orElse(false);
        if (ended) {
            return;
        }
        Run run = left.filter(one -> one.state() != State.CANCELLED).isPresent()
                ? servers.sane.runs.resume(left.get().id(), CLERK)
                : servers.sane.runs.start(only(root), CLERK);
        Run over = servers.sane.runs.find(run.id()).orElseThrow();
        assertThat(over.state()).as(over.toString()).isEqualTo(State.DONE);
        assertThat(over.totals()).isEqualTo(Map.of("EUR", euros("2336.40")));
        assertThat(LongStream.of(over.lines())).containsExactly(3L);
    }
}
