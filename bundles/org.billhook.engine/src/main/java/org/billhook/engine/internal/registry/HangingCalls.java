package org.billhook.engine.internal.registry;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
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
 * Looks for calls of plugins that do not come back. Java can't end a thread, so it is left where it is and named in {@code /health};
 * all others go on without it: the transaction is rolled back and its locks are free, the leases are given back, whoever waits for the
 * work is told, and the plugin is not called any more until it is exchanged or the call ends.
 */
@Component(service = HealthCheck.class, immediate = true, configurationPid = WhiteboardRegistry.PID)
public final class HangingCalls implements HealthCheck {

    private static final Logger LOG = LoggerFactory.getLogger(HangingCalls.class);
    private static final long LOOK_MILLIS = 250;

    private final Transactions transactions;
    private final Duration longest;
    private final Map<CallUnderWay, Finding> hanging = new ConcurrentHashMap<>();
    private final ScheduledExecutorService looking = Executors.newSingleThreadScheduledExecutor(work -> {
        Thread thread = new Thread(work, "billhook-hanging-calls");
        thread.setDaemon(true);
        return thread;
    });

    @Activate
    public HangingCalls(@Reference Transactions transactions, WhiteboardRegistry.Config config) {
        this(transactions, Duration.ofSeconds(config.callSeconds()));
    }

    HangingCalls(Transactions transactions, Duration longest) {
        this.transactions = transactions;
        this.longest = longest;
        looking.scheduleWithFixedDelay(this::look, LOOK_MILLIS, LOOK_MILLIS, TimeUnit.MILLISECONDS);
    }

    @Deactivate
    void close() {
        looking.shutdownNow();
    }

    @Override
    public List<Finding> problems() {
        return List.copyOf(hanging.values());
    }

    private void look() {
        try {
            hanging.keySet().removeIf(call -> {
                if (call.hasEnded()) {
                    LOG.warn(
                            "A call of a plugin has come back at last plugin='{}' at='{}'", call.plugin(), call.what());
                }
                return call.hasEnded();
            });
            CallUnderWay.innermost().stream()
                    .filter(call -> call.silentNanos() > longest.toNanos())
                    .forEach(this::giveUp);
        } catch (RuntimeException | Error e) { // or nobody would look again
            LOG.error("Calls of plugins can't be looked at", e);
        }
    }

    private void giveUp(CallUnderWay call) {
        Finding finding = finding(call);
        PluginBroke why = PluginBroke.hanging(finding);
        LoggedThrowable where = LoggedThrowable.at(call.thread());
        if (!call.hang(why)) {
            return;
        }
        hanging.put(call, finding);
        LOG.error(
                "A plugin does not come back, others go on without it plugin='{}' at='{}' thread='{}'",
                call.plugin(),
                call.what(),
                call.thread().getName(),
                where);
        call.work().ifPresent(work -> {
            try {
                transactions.abandon(call.thread());
            } finally {
                work.end(why);
            }
        });
    }

    private Finding finding(CallUnderWay call) {
        return Finding.error(
                "PLUGIN_HANGS",
                ("%s has not come back from '%s' for %d s, in thread '%s'. It is not called any more until it does: exchange it or take it"
                                + " away. A restart ends the thread")
                        .formatted(
                                call.plugin(),
                                call.what(),
                                longest.toSeconds(),
                                call.thread().getName()));
    }
}
