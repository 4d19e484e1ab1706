package org.billhook.engine.internal.log;

import java.util.List;
import java.util.Optional;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.billhook.core.api.HealthCheck;
import org.billhook.core.model.Finding;
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
@Component(service = {Sequencer.class, HealthCheck.class})
public final class OutboxSequencer implements Sequencer, HealthCheck {

    private static final Logger log = LoggerFactory.getLogger(OutboxSequencer.class);
    private static final int PAGE = 500;

    private final Transactions transactions;
    private final ScheduledExecutorService thread;
    private final AtomicBoolean woken = new AtomicBoolean();
    private final ChainKeys keys;
    private final HeadLog heads;
    private volatile Optional<String> failure = Optional.empty();

    @Activate
    public OutboxSequencer(@Reference Transactions transactions, @Reference ChainKeys keys) {
        this.transactions = transactions;
        this.keys = keys;
        this.heads = new HeadLog();
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
            while (transactions.call(store -> EventChain.numberPage(store.log(), keys, PAGE)) == PAGE) {
                // as long as pages are full there is more
            }
            heads.tell(() -> transactions.call(store -> store.log().last()));
            failure = Optional.empty();
        } catch (RuntimeException e) {
            // told once and tried again every second: events stay in the outbox until then
            if (failure.isEmpty()) {
                log.error("Events can't be numbered now; they wait in the outbox", e);
            }
            failure = Optional.of(e instanceof ChainStopped ? e.getMessage() : "The database does not take them now");
        }
    }

    @Override
    public List<Finding> problems() {
        return failure.map(reason -> List.of(Finding.error("EVENTS_WAIT", "Events can't be numbered: " + reason)))
                .orElse(List.of());
    }

    @Deactivate
    void stop() throws InterruptedException {
        thread.shutdown();
        thread.awaitTermination(5, TimeUnit.SECONDS);
    }
}
