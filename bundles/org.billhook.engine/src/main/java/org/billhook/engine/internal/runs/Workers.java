package org.billhook.engine.internal.runs;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicLong;
import org.billhook.core.api.JobRunner.Progress;
import org.billhook.engine.internal.jobs.CallName;
import org.billhook.engine.internal.registry.PluginBroke;

/** A few threads that work off the roots of a run, watched by the thread of its job. */
final class Workers {

    private static final long LOOK_MILLIS = 100;

    /** How it ended. */
    enum End {
        ALL_TAKEN,
        /** The job is to stop. */
        STOPPED,
        /** A plugin was stopped by force: the roots that are left need it back. */
        PLUGIN_GONE
    }

    private final RootQueue queue;
    private final RootWork work;
    private final AtomicLong done;
    private volatile PluginBroke gone;

    Workers(RootQueue queue, RootWork work, AtomicLong done) {
        this.queue = queue;
        this.work = work;
        this.done = done;
    }

    End run(int threads, Progress progress) throws InterruptedException {
        ExecutorService pool = Executors.newFixedThreadPool(threads, task -> {
            Thread thread = new Thread(task, "billhook-run-" + progress.job().subject());
            thread.setDaemon(true);
            return thread;
        });
        Optional<String> call = CallName.current();
        try {
            List<Future<?>> futures = new ArrayList<>(threads);
            for (int i = 0; i < threads; i++) {
                futures.add(pool.submit(() -> CallName.during(call, this::workOff)));
            }
            boolean stop = false;
            for (Future<?> future : futures) {
                while (!await(future)) {
                    progress.done(done.get());
                    if (!stop && (progress.cancelled() || progress.suspended())) {
                        stop = true;
                        queue.stop();
                    }
                }
            }
            progress.done(done.get());
            return gone != null ? End.PLUGIN_GONE : stop ? End.STOPPED : End.ALL_TAKEN;
        } finally {
            queue.stop();
            pool.shutdown();
            pool.awaitTermination(1, TimeUnit.MINUTES);
        }
    }

    private static boolean await(Future<?> future) throws InterruptedException {
        try {
            future.get(LOOK_MILLIS, TimeUnit.MILLISECONDS);
            return true;
        } catch (TimeoutException e) {
            return false;
        } catch (ExecutionException e) {
            if (e.getCause() instanceof RuntimeException cause) {
                throw cause;
            }
            throw new IllegalStateException(e.getCause());
        }
    }

    private void workOff() {
        try {
            for (List<Long> roots = queue.next(); !roots.isEmpty(); roots = queue.next()) {
                work.bill(roots);
                done.addAndGet(roots.size());
            }
        } catch (PluginBroke e) {
            gone = e;
            queue.stop();
        } catch (RuntimeException e) {
            queue.stop();
            throw e;
        }
    }
}
