package org.billhook.engine.internal.log;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.billhook.core.api.BillingObjects;
import org.billhook.core.api.Events.Event;
import org.billhook.engine.inmemory.MemoryStore;
import org.billhook.engine.port.LogStore.Unnumbered;
import org.junit.jupiter.api.Test;

class EventChainTest {

    /** The chain is checked without them. */
    private static final BillingObjects NO_OBJECTS = null;

    private static final Instant NOW = Instant.parse("2026-03-31T10:00:00Z");
    private final MemoryStore store = new MemoryStore();

    private void put(String... subjects) {
        store.call(s -> {
            for (String subject : subjects) {
                s.log().putEvents(List.of(new Unnumbered(0, "request.created", subject, "{}", NOW)));
            }
            return null;
        });
    }

    @Test
    void eventsAreNumberedWithoutGapsAndChained() {
        put("a", "b");
        store.call(s -> EventChain.numberPage(s.log(), 1));
        put("c");
        store.call(s -> EventChain.numberPage(s.log(), 10));
        assertThat(store.log().events(0, 10)).extracting(Event::number).containsExactly(1L, 2L, 3L);
        assertThat(store.log().events(0, 10)).extracting(Event::subject).containsExactly("a", "b", "c");
        // sha256("1\nrequest.created\na\n{}\n" + 64 zeros), by sha256sum
        assertThat(store.log().events(0, 1).get(0).hash())
                .isEqualTo("be460ab3e766e20902250e5ed3482ebd8c471730f43067eb8eeb438f136de185");
        assertThat(new ChainedEvents(store, NO_OBJECTS).firstBroken()).isEmpty();
    }

    @Test
    void aChangedEventBreaksTheChainWhereItStands() {
        put("a", "b", "c");
        store.call(s -> EventChain.numberPage(s.log(), 10));
        Event second = store.log().events(1, 1).get(0);
        store.call(s -> {
            s.log().number(List.of(), List.of(new Event(2, "x", second.subject(), "{}", NOW, second.hash())));
            return null;
        });
        assertThat(new ChainedEvents(store, NO_OBJECTS).firstBroken()).isEqualTo(Optional.of(2L));
    }
}
