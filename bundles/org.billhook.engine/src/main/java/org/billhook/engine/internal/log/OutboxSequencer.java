package org.billhook.engine.internal.log;

import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.billhook.engine.port.Transactions;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Numbers events on one thread, when it is woken and every second, since another node may have written some. Two servers on
 * one database take turns: reading the outbox locks the chain.
 */
@Component
public final class OutboxSequencer implements Sequencer {

    private static final Logger log = LoggerFactory.getLogger(OutboxSequencer.class);
    private static final int PAGE = 500;

    private final Transactions transactions;
    private final ScheduledExecutorService thread;
    private final AtomicBoolean woken = new AtomicBoolean();
    private boolean failing;

    @Activate
    public OutboxSequencer(@Reference Transactions transactions) {
        this.transactions = transactions;
        thread = Executors.newSingleThreadScheduledExecutor(work -> {
            Thread made = new Thread(work, "billhook-sequencer");
            made.setDaemon(true);
            return made;
        });
        thread.scheduleWithFixedDelay(this::numberAll, 1, 1, TimeUnit.SECONDS);
    }

    @Override
    public void wake() {
        if (!thread.isShutdown() && woken.compareAndSet(false, true)) {
            thread.execute(this::numberAll);
        }
    }

    private void numberAll() {
        woken.set(false);
        try {
            while (transactions.call(store -> EventChain.numberPage(store.log(), PAGE)) == PAGE) {
                // as long as pages are full there is more
            }
            failing = false;
        } catch (RuntimeException e) {
            // told once and tried again every second: events stay in the outbox until then
            if (!failing) {
                log.error("Events can't be numbered now; they wait in the outbox", e);
            }
            failing = true;
        }
    }

    @Deactivate
    void stop() throws InterruptedException {
        thread.shutdown();
        thread.awaitTermination(5, TimeUnit.SECONDS);
    }
}
