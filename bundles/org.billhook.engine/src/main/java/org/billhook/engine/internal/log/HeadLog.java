package org.billhook.engine.internal.log;

import java.time.Duration;
import java.util.Optional;
import java.util.function.Supplier;
import org.billhook.core.api.Events.Event;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Writes the head of the chain to the log of security once an hour: what is cut off later is missed there. For one thread. */
final class HeadLog {

    private static final Logger SECURITY = LoggerFactory.getLogger("org.billhook.security");
    private static final long HOUR = Duration.ofHours(1).toNanos();

    private long told = System.nanoTime() - HOUR;
    private long number;

    /** @param last asked once an hour only */
    void tell(Supplier<Optional<Event>> last) {
        if (System.nanoTime() - told < HOUR) {
            return;
        }
        told = System.nanoTime();
        last.get().filter(event -> event.number() != number).ifPresent(event -> {
            number = event.number();
            SECURITY.info("Head of the chain of events number='{}' hash='{}'", event.number(), event.hash());
        });
    }
}
