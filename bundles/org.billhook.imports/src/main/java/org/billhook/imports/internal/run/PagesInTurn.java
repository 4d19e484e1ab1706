package org.billhook.imports.internal.run;

import java.io.Closeable;
import java.io.IOException;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;
import java.util.function.LongConsumer;
import org.billhook.core.api.BillhookException;
import org.billhook.core.api.ImportJournal.Turn;
import org.billhook.core.model.Finding;

/** Pages that are worked on at the same time, a few at once, each of which can wait for the one before it. For one thread that adds them. */
final class PagesInTurn implements Closeable {

    /** A page: how far it is, and the one before it. */
    private static final class Page implements Turn {
        private final long lastRow;
        private final CompletableFuture<Void> beforeLocked;
        private final CompletableFuture<Void> beforeDone;
        private final CompletableFuture<Void> locked = new CompletableFuture<>();
        private final CompletableFuture<Void> done = new CompletableFuture<>();

        Page(long lastRow, CompletableFuture<Void> beforeLocked, CompletableFuture<Void> beforeDone) {
            this.lastRow = lastRow;
            this.beforeLocked = beforeLocked;
            this.beforeDone = beforeDone;
        }

        void run(Consumer<Turn> work) {
            try {
                work.accept(this);
                done.complete(null);
            } catch (Throwable e) { // for whoever waits for it
                done.completeExceptionally(e);
            } finally {
                locked.complete(null);
            }
        }

        @Override
        public void awaitLocks() {
            comes(beforeLocked, ChronoUnit.FOREVER.getDuration());
        }

        @Override
        public void locked() {
            locked.complete(null);
        }

        @Override
        public boolean comes(Duration patience) {
            return comes(beforeDone, patience);
        }

        private static boolean comes(CompletableFuture<Void> before, Duration patience) {
            try {
                before.get(TimeUnit.NANOSECONDS.convert(patience), TimeUnit.NANOSECONDS);
                return true;
            } catch (TimeoutException e) {
                return false;
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw notPosted("The import was interrupted");
            } catch (ExecutionException e) {
                throw notPosted("The page before it failed");
            }
        }
    }

    private static final CompletableFuture<Void> NOTHING = CompletableFuture.completedFuture(null);

    private final int atOnce;
    private final LongConsumer progress;
    private final ExecutorService threads;
    private final Deque<Page> underWay = new ArrayDeque<>();
    private CompletableFuture<Void> lastLocked = NOTHING;
    private CompletableFuture<Void> lastDone = NOTHING;

    /** @param progress is told the last row of each page that is done, in their order */
    PagesInTurn(int atOnce, LongConsumer progress) {
        this.atOnce = atOnce;
        this.progress = progress;
        threads = CallThreads.start(atOnce, "page");
    }

    /** Waits until another page can be worked on; what one before it threw is thrown here. */
    void awaitRoom() {
        if (underWay.size() == atOnce) {
            endOne();
        }
    }

    /** Begins with the work on a page, for which there must be room. */
    void add(long lastRow, Consumer<Turn> work) {
        Page page = new Page(lastRow, lastLocked, lastDone);
        threads.execute(() -> page.run(work));
        underWay.add(page);
        lastLocked = page.locked;
        lastDone = page.done;
    }

    /** Waits for all pages; what one threw is thrown here. */
    void end() {
        while (!underWay.isEmpty()) {
            endOne();
        }
    }

    private void endOne() {
        Page page = underWay.remove();
        try {
            page.done.join();
        } catch (CompletionException e) {
            if (e.getCause() instanceof Error error) {
                throw error;
            }
            throw (RuntimeException) e.getCause();
        }
        progress.accept(page.lastRow);
    }

    private static BillhookException notPosted(String why) {
        return new BillhookException(
                BillhookException.Type.UNAVAILABLE,
                Finding.error("PAGE_NOT_POSTED", "The page was not posted. " + why));
    }

    /** Waits for the pages that are under way. */
    @Override
    public void close() throws IOException {
        CallThreads.end(threads);
    }
}
