package org.billhook.engine.internal.log;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.billhook.core.api.BillingObjects;
import org.billhook.core.api.Events.Event;
import org.billhook.core.api.Events.Head;
import org.billhook.core.model.Finding;
import org.billhook.engine.inmemory.MemoryStore;
import org.billhook.engine.port.LogStore.Unnumbered;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EventChainTest {

    /** The chain is checked without them. */
    private static final BillingObjects NO_OBJECTS = null;

    private static final Instant NOW = Instant.parse("2026-03-31T10:00:00Z");

    @TempDir
    private Path folder;

    private final MemoryStore store = new MemoryStore();
    private Path file;
    private ChainKeys keys;

    @BeforeEach
    void open() {
        file = folder.resolve("chain.key");
        keys = new ChainKeys(file);
    }

    private void put(String... subjects) {
        store.call(s -> {
            for (String subject : subjects) {
                s.log().putEvents(List.of(new Unnumbered(0, "request.created", subject, "{}", NOW)));
            }
            return null;
        });
    }

    private void number() {
        store.call(s -> EventChain.numberPage(s.log(), keys, 100));
    }

    private List<Event> events() {
        return store.log().events(0, 100);
    }

    private List<String> audit(List<Event> events, long highest) {
        ChainAudit audit = new ChainAudit(new ChainKeys(file));
        audit.next(events);
        return audit.end(highest).stream().map(Finding::message).toList();
    }

    private List<Event> with(int number, UnaryOperator<Event> change) {
        List<Event> events = new ArrayList<>(events());
        events.set(number - 1, change.apply(events.get(number - 1)));
        return events;
    }

    private static Event copy(Event event, String json, Instant at, String covers, String hash) {
        return new Event(
                event.number(),
                event.type(),
                event.subject(),
                json,
                at,
                Optional.ofNullable(covers),
                event.key(),
                hash);
    }

    @Test
    void eventsAreNumberedWithoutGapsAndChained() {
        put("a", "b");
        store.call(s -> EventChain.numberPage(s.log(), keys, 1));
        put("c");
        number();

        assertThat(events()).extracting(Event::number).containsExactly(1L, 2L, 3L);
        assertThat(events()).extracting(Event::subject).containsExactly("a", "b", "c");
        assertThat(events()).allMatch(event -> event.key().isPresent());
        assertThat(audit(events(), 3)).isEmpty();
    }

    @Test
    void keyIsReadByTheServersOwnUserAlone() throws IOException {
        put("a");
        number();

        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                .isEqualTo("rw-------");
        assertThat(folder.resolve("chain.key.next")).doesNotExist();
    }

    @Test
    void whateverIsChangedOfAnEventIsNamed() {
        put("a", "b", "c");
        number();

        String broken = "Event 2: what is stored is not what was chained after the event before";
        assertThat(audit(with(2, e -> copy(e, "{\"x\":1}", e.at(), null, e.hash())), 3))
                .containsExactly(broken);
        assertThat(audit(with(2, e -> copy(e, e.json(), e.at().minusSeconds(1), null, e.hash())), 3))
                .containsExactly(broken);
        assertThat(audit(with(2, e -> copy(e, e.json(), e.at(), "act 0 1-1 " + "0".repeat(64), e.hash())), 3))
                .containsExactly(broken);
    }

    @Test
    void hashesMadeAnewWithoutTheKeyAreNamed() {
        put("a", "b", "c");
        number();
        List<Event> forged = new ArrayList<>(events().subList(0, 1));
        for (Event event : events().subList(1, 3)) {
            Event changed = new Event(
                    event.number(),
                    event.type(),
                    "forged",
                    event.json(),
                    event.at(),
                    Optional.empty(),
                    event.key(),
                    "");
            String hash = EventChain.hashWithoutKey(
                    changed, forged.get(forged.size() - 1).hash());
            forged.add(new Event(
                    event.number(),
                    event.type(),
                    "forged",
                    event.json(),
                    event.at(),
                    Optional.empty(),
                    event.key(),
                    hash));
        }
        assertThat(audit(forged, 3))
                .containsExactly("Events 2 to 3: what is stored is not what was chained after the event before");

        List<Event> without = new ArrayList<>();
        String before = EventChain.START;
        for (Event event : events()) {
            Event plain = new Event(event.number(), event.type(), "forged", event.json(), event.at(), "");
            before = EventChain.hashWithoutKey(plain, before);
            without.add(new Event(event.number(), event.type(), "forged", event.json(), event.at(), before));
        }
        assertThat(audit(without, 3))
                .containsExactly("Events 1 to 3: not under the key, though the chain is keyed from event 1 on");
    }

    @Test
    void eventsThatWereCutOffAreMissedEvenWhenOthersFollow() {
        put("a", "b", "c");
        number();

        assertThat(audit(events().subList(0, 1), 3)).containsExactly("Events 2 to 3 were numbered and are not there");
        assertThat(audit(List.of(events().get(0), events().get(2)), 3))
                .contains("Event 2 was numbered and is not there");
    }

    @Test
    void eventsOfBeforeTheKeyStayChecked() {
        String first = EventChain.hashWithoutKey(new Event(1, "x", "old", "{}", NOW, ""), EventChain.START);
        store.call(s -> {
            s.log().number(List.of(), List.of(new Event(1, "x", "old", "{}", NOW, first)));
            return null;
        });
        put("a");
        number();

        assertThat(audit(events(), 2)).isEmpty();
        assertThat(keys.known().from()).isEqualTo(2);
        assertThat(audit(with(1, e -> copy(e, "{\"x\":1}", e.at(), null, e.hash())), 2))
                .containsExactly("Event 1: what is stored is not what was chained after the event before");
    }

    @Test
    void chainWaitsForItsKeyAndMakesNoOther() throws IOException {
        put("a");
        number();
        Files.move(file, folder.resolve("kept"));
        put("b");
        ChainKeys others = new ChainKeys(file);

        assertThatThrownBy(() -> store.call(s -> EventChain.numberPage(s.log(), others, 10)))
                .isInstanceOf(ChainStopped.class)
                .hasMessageContaining("is not there")
                .hasMessageContaining("bring it back from the backup");
        assertThat(file).doesNotExist();

        KeyFile.create(file, 1);
        assertThatThrownBy(() -> store.call(s -> EventChain.numberPage(s.log(), others, 10)))
                .isInstanceOf(ChainStopped.class)
                .hasMessageContaining("under the key " + events().get(0).key().get());
        assertThat(audit(events(), 1)).hasSize(1).allMatch(text -> text.contains("which the key file does not have"));

        Files.writeString(file, "lost " + events().get(0).key().get() + "\n");
        int numbered = store.call(s -> EventChain.numberPage(s.log(), others, 10));
        assertThat(numbered).isEqualTo(1);
        assertThat(audit(events(), 2)).hasSize(1).allMatch(text -> text.contains("under the lost key"));
    }

    @Test
    void eventUnderAKeyThatWasReplacedIsNamed() throws IOException {
        put("a");
        number();
        String lost = events().get(0).key().get();
        Files.writeString(file, "lost " + lost + "\n");
        keys = new ChainKeys(file);
        put("b", "c");
        number();
        assertThat(audit(events(), 3)).containsExactly("Event 1 can't be checked: they are under the lost key " + lost);

        List<Event> forged = with(3, e -> under(lost, e, "forged"));
        assertThat(audit(forged, 3))
                .containsExactly(
                        "Event 1 can't be checked: they are under the lost key " + lost,
                        "Event 3: chained with the key %s, though the chain is under the key %s from event 2 on"
                                .formatted(lost, events().get(1).key().get()));
    }

    private static Event under(String key, Event event, String subject) {
        return new Event(
                event.number(),
                event.type(),
                subject,
                event.json(),
                event.at(),
                event.covers(),
                Optional.of(key),
                event.hash());
    }

    @Test
    void noKeyIsMadeForAFileThatIsEmptyOrNamesAnotherKeyAsLost() throws IOException {
        put("a");
        number();
        put("b");
        for (String text : List.of("", "# being copied\n", "lost 00000000\n")) {
            Files.writeString(file, text);
            ChainKeys others = new ChainKeys(file);

            assertThatThrownBy(() -> store.call(s -> EventChain.numberPage(s.log(), others, 10)))
                    .isInstanceOf(ChainStopped.class)
                    .hasMessageContaining(
                            "under the key " + events().get(0).key().get());
            assertThat(file).hasContent(text);
        }
    }

    @Test
    void changedKeyFileIsNoKey() throws IOException {
        put("a");
        number();
        String text = Files.readString(file);
        Files.writeString(file, text.replaceAll("from 1 [0-9a-f]{2}", "from 1 00"));

        assertThatThrownBy(() -> new ChainKeys(file).known())
                .isInstanceOf(ChainStopped.class)
                .hasMessageContaining("Line 4")
                .hasMessageContaining("not as it was written");
    }

    @Test
    void headIsOnTheChainUntilItIsCutOrWrittenAnew() {
        ChainedEvents events = new ChainedEvents(store, NO_OBJECTS, keys);
        put("a", "b");
        number();
        Head head = events.head();
        put("c");
        number();

        assertThat(head.number()).isEqualTo(2);
        assertThat(events.check(head)).isEmpty();
        assertThat(events.check(new Head(3, head.at(), head.hash(), head.signature())))
                .extracting(Finding::code)
                .containsExactly("WRONG_SIGNATURE");
        MemoryStore shorter = new MemoryStore();
        assertThat(new ChainedEvents(shorter, NO_OBJECTS, keys).check(head))
                .extracting(Finding::code)
                .containsExactly("EVENTS_MISSING");
        shorter.call(s -> {
            s.log().putEvents(List.of(new Unnumbered(0, "x", "y", "{}", NOW), new Unnumbered(0, "x", "y", "{}", NOW)));
            return EventChain.numberPage(s.log(), keys, 10);
        });
        assertThat(new ChainedEvents(shorter, NO_OBJECTS, keys).check(head))
                .extracting(Finding::code)
                .containsExactly("EVENTS_BROKEN");
    }
}
