package org.billhook.engine.internal.runs;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicLong;
import org.billhook.core.api.JobRunner.Progress;
import org.billhook.engine.internal.calls.CallName;
import org.billhook.engine.internal.registry.PluginBroke;
import org.billhook.engine.internal.registry.Work;

/**
 * A few threads that work off the roots of a run, watched by the thread of its job. One that hangs in a plugin is given up: its root
 * has failed, and a fresh one takes its place.
 */
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
    private final Optional<String> call = CallName.current();
    private final Deque<Worker> workers = new ArrayDeque<>();
    private volatile PluginBroke gone;
    private boolean hangs;

    Workers(RootQueue queue, RootWork work, AtomicLong done) {
        this.queue = queue;
        this.work = work;
        this.done = done;
    }

    /** One thread, and what it is at. */
    private final class Worker {
        private final Work<Void> working;
        private volatile Optional<RootWork.Unit> unit = Optional.empty();

        /** @param first what it takes before it asks for more */
        Worker(ExecutorService pool, List<Long> first) {
            working = Work.on(pool, () -> {
                CallName.during(call, () -> workOff(first));
                return null;
            });
        }

        /** Lets it end the roots that it is at. */
        void awaitUnit() throws InterruptedException {
            long end = System.nanoTime() + TimeUnit.MINUTES.toNanos(1);
            while (unit.isPresent() && !working.result().isDone() && System.nanoTime() < end) {
                TimeUnit.MILLISECONDS.sleep(LOOK_MILLIS);
            }
        }

        private void workOff(List<Long> first) {
            try {
                for (List<Long> roots = first.isEmpty() ? queue.next() : first;
                        !roots.isEmpty();
                        roots = queue.next()) {
                    work.bill(roots, begun -> unit = Optional.of(begun));
                    unit = Optional.empty();
                    done.addAndGet(roots.size());
                }
            } catch (PluginBroke e) {
                gone = e;
                queue.stop();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            } catch (Work.GivenUp e) {
                throw e; // others go on
            } catch (RuntimeException | Error e) {
                queue.stop();
                throw e;
            }
        }
    }

    End run(int threads, Progress progress) throws InterruptedException {
        ExecutorService pool = Executors.newCachedThreadPool(task -> {
            Thread thread = new Thread(task, "billhook-run-" + progress.job().subject());
            thread.setDaemon(true);
            return thread;
        });
        try {
            for (int i = 0; i < threads; i++) {
                workers.add(new Worker(pool, List.of()));
            }
            boolean stop = false;
            while (!workers.isEmpty()) {
                if (await(workers.peek(), pool)) {
                    workers.remove();
                }
                progress.done(done.get());
                if (!stop && (progress.cancelled() || progress.suspended())) {
                    stop = true;
                    queue.stop();
                }
            }
            return gone != null ? End.PLUGIN_GONE : stop ? End.STOPPED : End.ALL_TAKEN;
        } finally {
            queue.stop();
            pool.shutdown();
            if (hangs) {
                for (Worker worker : workers) {
                    worker.awaitUnit();
                }
                pool.shutdownNow(); // some may wait for the one that hangs
            } else {
                pool.awaitTermination(1, TimeUnit.MINUTES);
            }
        }
    }

    private boolean await(Worker worker, ExecutorService pool) throws InterruptedException {
        try {
            worker.working.result().get(LOOK_MILLIS, TimeUnit.MILLISECONDS);
            return true;
        } catch (TimeoutException e) {
            return false;
        } catch (ExecutionException e) {
            if (e.getCause() instanceof PluginBroke hanging) {
                replace(worker, hanging, pool);
                return true;
            }
            if (e.getCause() instanceof RuntimeException cause) {
                throw cause;
            }
            throw new IllegalStateException(e.getCause());
        }
    }

    private void replace(Worker worker, PluginBroke hanging, ExecutorService pool) {
        hangs = true;
        // one that was to find out what comes next keeps the others from it
        RootWork.Unit unit = worker.unit.orElseThrow(() -> hanging);
        List<Long> others = work.failed(unit, hanging.finding());
        done.addAndGet(unit.size() - others.size());
        workers.add(new Worker(pool, others));
    }
}
