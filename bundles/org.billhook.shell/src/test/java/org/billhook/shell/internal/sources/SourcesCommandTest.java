package org.billhook.shell.internal.sources;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.lang.reflect.Field;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.apache.karaf.shell.api.action.lifecycle.Reference;
import org.apache.karaf.shell.impl.action.command.DefaultActionPreparator;
import org.billhook.core.api.Actor;
import org.billhook.core.api.LedgerCommands;
import org.billhook.core.api.LedgerCommands.Portion;
import org.billhook.core.ledger.ActKind;
import org.billhook.core.model.Finding;
import org.billhook.core.model.ObjectRef;
import org.billhook.core.model.Quantity;
import org.billhook.core.model.Share;
import org.billhook.core.model.Unit;
import org.billhook.shell.internal.Operator;
import org.joda.money.Money;
import org.junit.jupiter.api.Test;

/** Commands as the shell fills them: arguments, options and services of the class that they extend, too. */
class SourcesCommandTest {

    private static final Operator CLERK = new Operator(new Actor("clerk"), Set.of());

    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    private final List<LedgerCommands.Command> given = new ArrayList<>();
    private final LedgerCommands ledger = new LedgerCommands() {
        @Override
        public List<Result> apply(List<Command> commands, Actor actor) {
            given.addAll(commands);
            return commands.stream().map(SourcesCommandTest::result).toList();
        }

        @Override
        public List<Entry> entries(long source) {
            throw new UnsupportedOperationException();
        }

        @Override
        public List<Finding> audit() {
            throw new UnsupportedOperationException();
        }
    };

    private static LedgerCommands.Result result(LedgerCommands.Command command) {
        return command.source() == 99
                ? new LedgerCommands.Result(
                        99, Optional.empty(), Optional.empty(), List.of(Finding.error("EXCEEDS_OPEN", "Nothing open")))
                : new LedgerCommands.Result(command.source(), Optional.of(7L), Optional.empty(), List.of());
    }

    @Test
    void holdTakesSourcesReasonAndDay() throws Exception {
        run(new Hold(), "--reason", "Waits", "--until", "2026-05-01", "17", "18");
        assertThat(given)
                .containsExactly(
                        command(ActKind.HOLD, 17, Optional.of(LocalDate.of(2026, 5, 1)), "Waits"),
                        command(ActKind.HOLD, 18, Optional.of(LocalDate.of(2026, 5, 1)), "Waits"));
        assertThat(printed()).contains("17", "18");
    }

    @Test
    void releaseAndWriteOffTakeSourcesAndReason() throws Exception {
        run(new Release(), "--reason", "Came", "17");
        run(new WriteOff(), "--reason", "Goodwill", "18");
        assertThat(given)
                .containsExactly(
                        command(ActKind.RELEASE, 17, Optional.empty(), "Came"),
                        command(ActKind.WRITE_OFF, 18, Optional.empty(), "Goodwill"));
    }

    @Test
    void partsAreQuantitiesOrAmounts() throws Exception {
        run(new WriteOff(), "--reason", "Goodwill", "--quantity", "1.5 HUR", "17");
        run(new Transfer(), "--reason", "Misposted", "--amount", "100.00 EUR", "--to", "wbs-element/P.2", "18");
        run(new Revalue(), "--reason", "Agreed", "--amount", "250 EUR", "19");
        run(new Reverse(), "--reason", "Twice", "20");
        run(new UndoWriteOff(), "--reason", "Paid", "21");
        Share hours = Share.of(Quantity.of("1.5", Unit.HOUR));
        assertThat(given)
                .containsExactly(
                        command(ActKind.WRITE_OFF, 17, Optional.of(hours), Optional.empty(), "Goodwill"),
                        new LedgerCommands.Command(
                                ActKind.TRANSFER,
                                18,
                                Optional.of(new Portion(Optional.empty(), Optional.of(Money.parse("EUR 100.00")))),
                                Optional.empty(),
                                Optional.of(new ObjectRef("wbs-element", "P.2")),
                                "Misposted"),
                        command(
                                ActKind.REVALUE,
                                19,
                                Optional.of(Share.of(Money.parse("EUR 250.00"))),
                                Optional.empty(),
                                "Agreed"),
                        command(ActKind.REVERSE, 20, Optional.empty(), "Twice"),
                        command(ActKind.UNDO_WRITE_OFF, 21, Optional.empty(), "Paid"));
    }

    @Test
    void whatIsNoQuantityOrAmountIsTold() {
        assertThatThrownBy(() -> run(new WriteOff(), "--reason", "x", "--quantity", "1.5", "17"))
                .hasMessage("'1.5' is not of the form 1.5 HUR");
        assertThatThrownBy(() -> run(new WriteOff(), "--reason", "x", "--amount", "1.005 EUR", "17"))
                .hasMessage("'1.005 EUR' is not an amount like 100.00 EUR");
        assertThatThrownBy(() -> run(new WriteOff(), "--reason", "x", "--amount", "1 XYZ", "17"))
                .hasMessage("'1 XYZ' is not an amount like 100.00 EUR");
    }

    @Test
    void whatIsRefusedIsToldAndCounted() {
        assertThatThrownBy(() -> run(new WriteOff(), "--reason", "Goodwill", "17", "99"))
                .hasMessage("1 of 2 refused");
        assertThat(printed()).contains("Nothing open");
    }

    private static LedgerCommands.Command command(ActKind kind, long source, Optional<LocalDate> until, String reason) {
        return command(kind, source, Optional.empty(), until, reason);
    }

    private static LedgerCommands.Command command(
            ActKind kind, long source, Optional<Share> share, Optional<LocalDate> until, String reason) {
        return new LedgerCommands.Command(
                kind,
                source,
                share.map(part -> new Portion(Optional.of(part), Optional.empty())),
                until,
                Optional.empty(),
                reason);
    }

    private void run(SourcesCommand command, Object... words) throws Exception {
        for (Field field : SourcesCommand.class.getDeclaredFields()) {
            if (field.isAnnotationPresent(Reference.class) && field.getType() == LedgerCommands.class) {
                field.setAccessible(true);
                field.set(command, ledger);
            }
        }
        assertThat(new DefaultActionPreparator().prepare(command, null, List.of(words)))
                .isTrue();
        command.run(CLERK, new PrintStream(bytes, true, StandardCharsets.UTF_8));
    }

    private String printed() {
        return bytes.toString(StandardCharsets.UTF_8);
    }
}
