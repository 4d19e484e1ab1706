package org.billhook.engine.internal.settings;

import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.billhook.core.api.Actor;
import org.billhook.core.api.BillhookException;
import org.billhook.core.api.IdempotentCalls;
import org.billhook.core.model.Finding;
import org.billhook.engine.internal.retry.Retry;
import org.billhook.engine.port.JobStore.Call;
import org.billhook.engine.port.Transactions;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.metatype.annotations.AttributeDefinition;
import org.osgi.service.metatype.annotations.Designate;
import org.osgi.service.metatype.annotations.ObjectClassDefinition;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * First answers by idempotency key. At the start, calls without an answer are forgotten: the server died under them, and
 * what they did was one transaction or nothing.
 */
@Component(configurationPid = "org.billhook.idempotency")
@Designate(ocd = RememberedCalls.Config.class)
public final class RememberedCalls implements IdempotentCalls {

    /** Settings of idempotency keys. */
    @ObjectClassDefinition(name = "Billhook: idempotency keys")
    public @interface Config {
        @AttributeDefinition(
                name = "Retention",
                description = "How long first answers are kept, in hours; at least 24",
                min = "24",
                max = "8760")
        int retentionHours() default 48;
    }

    private static final Logger LOG = LoggerFactory.getLogger(RememberedCalls.class);
    private static final int LONGEST_KEY = 200;
    private static final int LEAST_HOURS = 24;
    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final long LOOK_MILLIS = 50;

    private final Transactions transactions;
    private final Clock clock;
    private final Duration retention;
    private final Duration patience;
    private final ScheduledExecutorService cleaner = Executors.newSingleThreadScheduledExecutor(work -> {
        Thread thread = new Thread(work, "billhook-idempotency");
        thread.setDaemon(true);
        return thread;
    });

    @Activate
    public RememberedCalls(@Reference Transactions transactions, Config config) {
        this(transactions, config.retentionHours(), PATIENCE, Clock.systemUTC());
        cleaner.scheduleWithFixedDelay(this::forgetOld, 1, 60, TimeUnit.MINUTES);
    }

    /** @param patience how long a repeat waits for the first answer */
    RememberedCalls(Transactions transactions, int retentionHours, Duration patience, Clock clock) {
        this.transactions = transactions;
        this.clock = clock;
        this.patience = patience;
        retention = Duration.ofHours(Math.max(LEAST_HOURS, retentionHours));
        Retry.call(transactions, store -> store.jobs().deleteCallsBefore(clock.instant(), true));
    }

    @Deactivate
    void close() {
        cleaner.shutdownNow();
    }

    @Override
    public Optional<Answer> claim(Actor actor, String key, String requestHash) {
        if (key.isBlank() || key.length() > LONGEST_KEY) {
            throw new BillhookException(
                    BillhookException.Type.UNREADABLE,
                    Finding.error("BAD_KEY", "An idempotency key has 1 to 200 characters, this one " + key.length()));
        }
        long begin = System.nanoTime();
        while (true) {
            Optional<Call> first = find(actor, key);
            if (first.isEmpty()) {
                // none was there, or it was refused while this one waited for its answer
                if (inserted(new Call(actor.name(), key, requestHash, clock.instant(), Optional.empty()))) {
                    return Optional.empty();
                }
            } else if (!first.get().requestHash().equals(requestHash)) {
                throw new BillhookException(
                        BillhookException.Type.CONFLICT,
                        Finding.error(
                                "KEY_REUSED", "Idempotency key '%s' was used for another request".formatted(key)));
            } else if (first.get().answer().isPresent()) {
                return first.get().answer();
            }
            if (System.nanoTime() - begin >= patience.toNanos()) {
                throw running(key);
            }
            look(key);
        }
    }

    private static void look(String key) {
        try {
            Thread.sleep(LOOK_MILLIS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw running(key);
        }
    }

    @Override
    public void keep(Actor actor, String key, Answer answer) {
        Retry.call(transactions, store -> {
            store.jobs().keepAnswer(actor.name(), key, answer);
            return true;
        });
    }

    @Override
    public void release(Actor actor, String key) {
        Retry.call(transactions, store -> {
            store.jobs().deleteCall(actor.name(), key);
            return true;
        });
    }

    private Optional<Call> find(Actor actor, String key) {
        return Retry.call(transactions, store -> store.jobs().findCall(actor.name(), key));
    }

    private boolean inserted(Call call) {
        // another call with the key may win in between: then this is done again, and finds it
        return Retry.call(transactions, store -> {
            if (store.jobs().findCall(call.actor(), call.key()).isPresent()) {
                return false;
            }
            store.jobs().insertCall(call);
            return true;
        });
    }

    void forgetOld() {
        try {
            int forgotten = Retry.call(transactions, store -> store.jobs()
                    .deleteCallsBefore(clock.instant().minus(retention), false));
            LOG.debug("Forgot answers to idempotency keys count='{}'", forgotten);
        } catch (BillhookException e) {
            LOG.warn("Could not forget old answers to idempotency keys, will try again", e);
        }
    }

    private static BillhookException running(String key) {
        return new BillhookException(
                BillhookException.Type.CONFLICT,
                Finding.error(
                        "STILL_RUNNING",
                        "The first call with idempotency key '%s' is still running: send it again later"
                                .formatted(key)));
    }
}
