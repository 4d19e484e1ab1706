package org.billhook.engine.internal.log;

import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import org.billhook.core.api.BillhookException;
import org.billhook.core.api.Events.Event;
import org.billhook.core.api.Events.Head;
import org.billhook.core.model.Finding;
import org.billhook.engine.internal.retry.Retry;
import org.billhook.engine.port.Transactions;

/** Signs the head of the chain, and says later whether it is still on it. */
final class ChainHeads {

    private final Transactions transactions;
    private final ChainKeys keys;
    private final Clock clock;

    ChainHeads(Transactions transactions, ChainKeys keys, Clock clock) {
        this.transactions = transactions;
        this.keys = keys;
        this.clock = clock;
    }

    Head head() {
        Optional<Event> last = Retry.call(transactions, store -> store.log().last());
        long number = last.map(Event::number).orElse(0L);
        String hash = last.map(Event::hash).orElse(EventChain.START);
        Instant at = clock.instant().truncatedTo(ChronoUnit.SECONDS);
        return new Head(number, at, hash, keys().signed(text(number, at, hash)));
    }

    /** What is signed: four lines, the last one without an end. */
    private static String text(long number, Instant at, String hash) {
        return "billhook chain head\n%d\n%s\n%s".formatted(number, at, hash);
    }

    List<Finding> check(Head head) {
        if (!keys().isSigned(text(head.number(), head.at(), head.hash()), head.signature())) {
            return List.of(Finding.error(
                    "WRONG_SIGNATURE",
                    "signature",
                    "The head of event %d was not signed with the key of this server".formatted(head.number())));
        }
        if (head.number() == 0) {
            return List.of();
        }
        Optional<Event> there = Retry.call(transactions, store -> store.log().events(head.number() - 1, 1)).stream()
                .filter(event -> event.number() == head.number())
                .findFirst();
        if (there.isEmpty()) {
            long last = Retry.call(transactions, store -> store.log().last())
                    .map(Event::number)
                    .orElse(0L);
            return List.of(Finding.error(
                    "EVENTS_MISSING",
                    "number",
                    "Event %d was the head of the chain at %s and is not there; the chain ends at %d"
                            .formatted(head.number(), head.at(), last)));
        }
        return there.get().hash().equals(head.hash())
                ? List.of()
                : List.of(Finding.error(
                        "EVENTS_BROKEN",
                        "hash",
                        "Event %d has another hash than at %s: the chain was written anew"
                                .formatted(head.number(), head.at())));
    }

    private KeyFile keys() {
        try {
            return keys.known();
        } catch (ChainStopped e) {
            throw new BillhookException(BillhookException.Type.UNAVAILABLE, Finding.error("CHAIN_KEY", e.getMessage()));
        }
    }
}
