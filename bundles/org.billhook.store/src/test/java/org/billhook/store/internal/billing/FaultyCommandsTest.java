package org.billhook.store.internal.billing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.billhook.store.internal.billing.Server.CLERK;
import static org.billhook.store.internal.billing.Server.KEY_DATE;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.billhook.core.api.LedgerCommands.Command;
import org.billhook.core.api.LedgerCommands.Portion;
import org.billhook.core.ledger.ActKind;
import org.billhook.core.ledger.Term;
import org.billhook.core.model.ObjectRef;
import org.billhook.engine.port.ObjectRow;
import org.billhook.store.internal.Database;
import org.billhook.store.internal.Fixture;
import org.billhook.store.internal.billing.Faults.Kind;
import org.billhook.store.internal.billing.FaultyServer.Attempt;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Each command of a clerk, with a database error injected at each of its statements: done wholly or not at all. */
@Tag("I-1")
class FaultyCommandsTest {

    /**
     * A command on a posting of eight hours.
     *
     * @param first done before, without a fault
     * @param before posted, open, held, written off, transferred, reversed before the command, of all sources of the root
     * @param after the same after it
     */
    private record Case(ActKind kind, String hours, ActKind first, String before, String after) {}

    private static final List<Case> CASES = List.of(
            new Case(ActKind.HOLD, "3", null, "8 8 0 0 0 0", "8 5 3 0 0 0"),
            new Case(ActKind.RELEASE, "8", ActKind.HOLD, "8 0 8 0 0 0", "8 8 0 0 0 0"),
            new Case(ActKind.WRITE_OFF, "1.5", null, "8 8 0 0 0 0", "8 6.5 0 1.5 0 0"),
            new Case(ActKind.UNDO_WRITE_OFF, "8", ActKind.WRITE_OFF, "8 0 0 8 0 0", "8 8 0 0 0 0"),
            new Case(ActKind.TRANSFER, "2", null, "8 8 0 0 0 0", "8 6 0 0 2 0"),
            new Case(ActKind.REVERSE, null, null, "8 8 0 0 0 0", "0 0 0 0 0 0"),
            new Case(ActKind.REVALUE, "10", null, "8 8 0 0 0 0", "10 10 0 0 0 0"));

    static Stream<Arguments> faults() {
        return Stream.of(Database.values()).flatMap(database -> Stream.of(Kind.values())
                .flatMap(kind -> CASES.stream().map(each -> Arguments.of(database, kind, each))));
    }

    @ParameterizedTest(name = "{0} {1} {2}")
    @MethodSource("faults")
    void commandIsDoneWhollyOrNotAtAll(Database database, Kind kind, Case each) {
        FaultyServer servers = FaultyServer.on(database);
        servers.atEachStatement(kind, 5, () -> {
            ObjectRow root = servers.sane.project();
            ObjectRow other = servers.sane.project();
            long source = servers.sane.post(root, "8", 1).get(0);
            if (each.first != null) {
                apply(servers.sane, command(each.first, source, Optional.empty(), other));
            }
            Command command = command(each.kind, source, Optional.ofNullable(each.hours), other);
            assertThat(terms(servers, root)).isEqualTo(each.before);
            return new Attempt() {
                @Override
                public void act() {
                    apply(servers.faulty, command);
                }

                @Override
                public void mend() {
                    boolean done = !terms(servers, root).equals(each.before);
                    if (!done) {
                        assertThat(servers.sources(root)).as("nothing posted").hasSize(1);
                        assertThat(servers.sources(other)).as("nothing posted").isEmpty();
                        apply(servers.sane, command);
                    }
                    assertThat(terms(servers, root)).isEqualTo(each.after);
                    assertThat(servers.sum(other, Term.OPEN)).isEqualTo(each.kind == ActKind.TRANSFER ? "2" : "0");
                    assertThat(events(servers, source)).as("events").isEqualTo(each.first == null ? 1 : 2);
                }
            };
        });
    }

    private static void apply(Server server, Command command) {
        assertThat(server.commands.apply(List.of(command), CLERK).get(0).findings())
                .isEmpty();
    }

    private static Command command(ActKind kind, long source, Optional<String> hours, ObjectRow target) {
        Optional<Portion> portion =
                hours.map(value -> new Portion(Optional.of(Fixture.hours(value)), Optional.empty()));
        Optional<ObjectRef> to = kind == ActKind.TRANSFER ? Optional.of(target.ref()) : Optional.empty();
        return new Command(
                kind,
                source,
                portion,
                kind == ActKind.HOLD ? Optional.of(KEY_DATE) : Optional.empty(),
                to,
                "Of a test");
    }

    private static String terms(FaultyServer servers, ObjectRow root) {
        return Stream.of(Term.POSTED, Term.OPEN, Term.HELD, Term.WRITTEN_OFF, Term.TRANSFERRED, Term.REVERSED)
                .map(term -> servers.sum(root, term))
                .reduce((a, b) -> a + " " + b)
                .orElseThrow();
    }

    private static long events(FaultyServer servers, long source) {
        return servers.number("SELECT COUNT(*) FROM outbox WHERE event_type = 'source.settled' AND subject = 'source/"
                + source + "'");
    }
}
