package org.billhook.imports.internal.run;

import java.io.Closeable;
import java.io.IOException;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Future;
import org.billhook.imports.internal.files.BrokenFile;
import org.billhook.imports.internal.rows.ReadRow;

/** Pages of a file, each made ready on a thread of its own while the one before it is worked on. */
final class PagesAhead implements Closeable {

    /** Makes pages ready, one after the other; an empty one is the end. */
    interface Pages {
        List<ReadRow> next() throws IOException, BrokenFile;
    }

    private final Pages pages;
    private final ExecutorService thread;
    private Future<List<ReadRow>> ahead;

    PagesAhead(Pages pages) {
        this.pages = pages;
        thread = CallThreads.start(1, "ahead");
        ahead = thread.submit(pages::next);
    }

    /** Empty at the end; what its making threw is thrown here. */
    List<ReadRow> next() throws IOException, BrokenFile {
        List<ReadRow> page = made();
        if (!page.isEmpty()) {
            ahead = thread.submit(pages::next);
        }
        return page;
    }

    private List<ReadRow> made() throws IOException, BrokenFile {
        try {
            return ahead.get();
        } catch (InterruptedException e) {
            throw CallThreads.interrupted();
        } catch (ExecutionException e) {
            Throwable why = e.getCause();
            if (why instanceof IOException unreadable) {
                throw unreadable;
            }
            if (why instanceof BrokenFile broken) {
                throw broken;
            }
            if (why instanceof Error error) {
                throw error;
            }
            throw (RuntimeException) why;
        }
    }

    /** Ends the making, and waits for the page that is under way. */
    @Override
    public void close() throws IOException {
        CallThreads.end(thread);
    }
}
