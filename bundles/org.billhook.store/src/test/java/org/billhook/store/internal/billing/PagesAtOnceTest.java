package org.billhook.store.internal.billing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.billhook.store.internal.billing.Server.CLERK;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.billhook.core.api.BillhookException;
import org.billhook.core.api.ImportJournal.Changed;
import org.billhook.core.api.ImportJournal.Row;
import org.billhook.core.api.ImportJournal.RowResult;
import org.billhook.core.api.ImportJournal.RowResult.Outcome;
import org.billhook.core.api.ImportJournal.Turn;
import org.billhook.core.api.Page;
import org.billhook.core.api.Sources;
import org.billhook.core.model.Finding;
import org.billhook.core.spi.source.SourceDraft;
import org.billhook.engine.internal.sources.JournalledImports;
import org.billhook.engine.port.ObjectRow;
import org.billhook.store.internal.Database;
import org.billhook.store.internal.OnEachDatabase;

/** Two pages of an import at the same time, of which the second is always as far as it gets before the first one begins. */
class PagesAtOnceTest {

    /** A page that locks at once, so that it has its locks before the first one, and what became of that. */
    private static final class Second implements Turn {
        private final CompletableFuture<Void> first = new CompletableFuture<>();
        private final CountDownLatch posted = new CountDownLatch(1);
        private final AtomicInteger waits = new AtomicInteger();

        @Override
        public boolean comes(Duration patience) {
            waits.incrementAndGet();
            posted.countDown();
            try {
                first.get(TimeUnit.NANOSECONDS.convert(patience), TimeUnit.NANOSECONDS);
                return true;
            } catch (TimeoutException e) {
                return false;
            } catch (InterruptedException | ExecutionException e) {
                throw new BillhookException(
                        BillhookException.Type.UNAVAILABLE, Finding.error("PAGE_NOT_POSTED", e.toString()));
            }
        }

        /** Its thread has all its locks and waits for its turn. */
        void awaitPosted() throws InterruptedException {
            assertThat(posted.await(30, TimeUnit.SECONDS)).isTrue();
        }
    }

    private static List<Row> rows(int first, List<SourceDraft> drafts) {
        return IntStream.range(0, drafts.size())
                .mapToObj(i -> new Row(first + i, Optional.of(drafts.get(i)), false, List.of()))
                .toList();
    }

    private static List<Outcome> journal(JournalledImports imports, long id) {
        return imports.results(id, Optional.empty(), Page.Request.first(100)).items().stream()
                .map(RowResult::outcome)
                .toList();
    }

    private static CompletableFuture<List<RowResult>> start(
            JournalledImports imports, long id, List<Row> rows, Turn turn) {
        return CompletableFuture.supplyAsync(() -> imports.post(id, "test", rows, Changed.REFUSE, turn));
    }

    @OnEachDatabase
    void theSecondIsJournalledAfterTheFirst(Database database) throws Exception {
        Server server = new Server(database.stores());
        JournalledImports imports = new JournalledImports(server.transactions, server.plugins, () -> {});
        List<Row> first = rows(1, Server.drafts(server.project(), "8", 0, 2));
        List<Row> second = rows(3, Server.drafts(server.project(), "7", 0, 3));
        long id = imports.open("mapping", 1, "file.csv", "checksum", CLERK).id();

        Second turn = new Second();
        CompletableFuture<List<RowResult>> later = start(imports, id, second, turn);
        turn.awaitPosted();
        assertThat(imports.find(id).orElseThrow().rows()).isZero();
        imports.post(id, "test", first, Changed.REFUSE, Turn.NOW);
        assertThat(imports.find(id).orElseThrow().rows()).isEqualTo(2);
        turn.first.complete(null);

        assertThat(later.get(30, TimeUnit.SECONDS)).hasSize(3);
        assertThat(imports.find(id).orElseThrow().rows()).isEqualTo(5);
        assertThat(imports.find(id).orElseThrow().posted()).isEqualTo(5);
        assertThat(journal(imports, id))
                .containsExactly(Outcome.POSTED, Outcome.POSTED, Outcome.POSTED, Outcome.POSTED, Outcome.POSTED);
    }

    @OnEachDatabase
    void nothingOfTheSecondStaysIfTheFirstFails(Database database) throws Exception {
        Server server = new Server(database.stores());
        JournalledImports imports = new JournalledImports(server.transactions, server.plugins, () -> {});
        ObjectRow root = server.project();
        long id = imports.open("mapping", 1, "file.csv", "checksum", CLERK).id();

        Second turn = new Second();
        CompletableFuture<List<RowResult>> later = start(imports, id, rows(3, Server.drafts(root, "7", 0, 3)), turn);
        turn.awaitPosted();
        turn.first.completeExceptionally(new IllegalStateException("The database is away"));

        assertThatThrownBy(later::join)
                .isInstanceOf(CompletionException.class)
                .hasRootCauseInstanceOf(BillhookException.class);
        assertThat(imports.find(id).orElseThrow().rows()).isZero();
        assertThat(sources(server, root)).isZero();
    }

    @OnEachDatabase
    void theSecondGivesWayWhereBothNeedOneRoot(Database database) throws Exception {
        Server server = new Server(database.stores());
        ObjectRow root = server.project();
        givesWay(server, Server.drafts(root, "8", 0, 2), Server.drafts(root, "7", 0, 3), Outcome.POSTED);
        assertThat(sources(server, root)).isEqualTo(5);
    }

    @OnEachDatabase
    void theSecondGivesWayWhereBothHaveOneExternalId(Database database) throws Exception {
        Server server = new Server(database.stores());
        ObjectRow root = server.project();
        List<SourceDraft> same = Server.drafts(root, "8", 0, 1);
        givesWay(server, same, same, Outcome.UNCHANGED);
        assertThat(sources(server, root)).isEqualTo(1);
    }

    /** As on a disk that is slow: else each page would be written twice. */
    @OnEachDatabase
    void thePageBeforeHasAsLongAsThisOneTook(Database database) {
        Server server = new Server(database.stores());
        JournalledImports imports = new JournalledImports(server.transactions, server.plugins, () -> {});
        long id = imports.open("mapping", 1, "file.csv", "checksum", CLERK).id();
        List<Duration> patience = new ArrayList<>();
        Turn slow = new Turn() {
            @Override
            public void awaitLocks() {
                try {
                    Thread.sleep(1500);
                } catch (InterruptedException e) {
                    throw new IllegalStateException(e);
                }
            }

            @Override
            public boolean comes(Duration longest) {
                patience.add(longest);
                return true;
            }
        };
        imports.post(id, "test", rows(1, Server.drafts(server.project(), "8", 0, 1)), Changed.REFUSE, slow);

        assertThat(patience).hasSize(1);
        assertThat(patience.get(0)).isGreaterThanOrEqualTo(Duration.ofMillis(1500));
    }

    private static void givesWay(Server server, List<SourceDraft> drafts, List<SourceDraft> later, Outcome outcome)
            throws Exception {
        JournalledImports imports = new JournalledImports(server.transactions, server.plugins, () -> {});
        long id = imports.open("mapping", 1, "file.csv", "checksum", CLERK).id();
        Second turn = new Second();
        CompletableFuture<List<RowResult>> second = start(imports, id, rows(1 + drafts.size(), later), turn);
        turn.awaitPosted();

        // waits for what the second one holds, which gives it back
        imports.post(id, "test", rows(1, drafts), Changed.REFUSE, Turn.NOW);
        turn.first.complete(null);

        assertThat(second.get(30, TimeUnit.SECONDS))
                .extracting(RowResult::outcome)
                .containsOnly(outcome);
        assertThat(turn.waits).hasValueGreaterThan(1);
        assertThat(imports.find(id).orElseThrow().rows()).isEqualTo(drafts.size() + later.size());
        assertThat(imports.find(id).orElseThrow().refused()).isZero();
    }

    private static int sources(Server server, ObjectRow root) {
        Sources.Query query = new Sources.Query(
                Optional.empty(), Optional.of(root.ref()), Optional.empty(), Optional.empty(), Optional.empty(), false);
        return server.sources.list(query, Page.Request.first(100)).items().size();
    }
}
