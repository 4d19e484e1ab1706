package org.billhook.engine.internal.sources;

import static org.assertj.core.api.Assertions.assertThat;
import static org.billhook.engine.inmemory.Installation.CLERK;
import static org.billhook.engine.inmemory.Installation.CLOCK;
import static org.billhook.engine.inmemory.Installation.hours;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.billhook.core.api.ImportJournal.Changed;
import org.billhook.core.api.ImportJournal.Row;
import org.billhook.core.api.ImportJournal.RowResult;
import org.billhook.core.api.ImportJournal.RowResult.Outcome;
import org.billhook.core.api.ImportJournal.Turn;
import org.billhook.core.api.LedgerCommands.Command;
import org.billhook.core.api.Sources;
import org.billhook.core.ledger.ActKind;
import org.billhook.core.ledger.Term;
import org.billhook.core.model.Finding;
import org.billhook.core.model.ObjectRef;
import org.billhook.core.model.Phase;
import org.billhook.core.spi.source.SourceDraft;
import org.billhook.engine.inmemory.Installation;
import org.billhook.engine.inmemory.TimeKind;
import org.billhook.engine.internal.ledger.CurrentPrice;
import org.billhook.engine.internal.ledger.StoredLedger;
import org.billhook.engine.internal.registry.Spi;
import org.billhook.engine.port.LedgerStore.Act;
import org.billhook.engine.port.LedgerStore.Move;
import org.billhook.engine.port.ObjectRow;
import org.billhook.engine.port.SourceRow;
import org.joda.money.Money;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** A row that comes again with other content. */
@Tag("I-2")
class CorrectedRowsTest {

    private static final String ORIGIN = "import/times";
    private static final CurrentPrice NO_PRICE = (store, plugins, sources, day) -> Map.of();

    private final Installation here = new Installation();
    private final JournalledImports imports = new JournalledImports(here.store, here.plugins, () -> {}, CLOCK);
    private final StoredLedger ledger =
            new StoredLedger(here.store, here.plugins, NO_PRICE, () -> {}, Installation.ALONE, CLOCK);
    private ObjectRow root;
    private long open;

    @BeforeEach
    void installation() {
        here.plugins.with(Spi.SOURCE, "time", new TimeKind(false));
        root = here.root("W");
        open = imports.open("times", 1, "times.csv", "00", CLERK).id();
    }

    private static Row row(SourceDraft.Builder draft) {
        return new Row(1, Optional.of(draft.build()), false, List.of());
    }

    private RowResult send(String hours, Changed changed) {
        return send(hours(root, "77", hours), changed);
    }

    private RowResult send(SourceDraft.Builder draft, Changed changed) {
        return imports.post(open, ORIGIN, List.of(row(draft)), changed, Turn.NOW)
                .get(0);
    }

    private RowResult check(String hours, Changed changed) {
        return imports.check(ORIGIN, List.of(row(hours(root, "77", hours))), changed, Set.of())
                .get(0);
    }

    private static List<String> codes(RowResult result) {
        return result.findings().stream().map(Finding::code).toList();
    }

    private long current() {
        return here.sources.find(ORIGIN, "77").orElseThrow().id();
    }

    private void reverse(long source) {
        Command command =
                new Command(ActKind.REVERSE, source, Optional.empty(), Optional.empty(), Optional.empty(), "corrected");
        assertThat(ledger.apply(List.of(command), CLERK).get(0).findings()).isEmpty();
    }

    private String open() {
        return here
                .sources
                .list(
                        new Sources.Query(
                                Optional.of(root.ref()),
                                Optional.empty(),
                                Optional.empty(),
                                Optional.empty(),
                                Optional.empty(),
                                true),
                        org.billhook.core.api.Page.Request.first(100))
                .items()
                .stream()
                .map(source -> source.balance().open().toString())
                .sorted()
                .toList()
                .toString();
    }

    @Test
    void afterAReversalTheChangedRowTakesThePlace() {
        long first = send("1", Changed.REFUSE).source().orElseThrow();
        RowResult refused = send("1.5", Changed.REFUSE);
        assertThat(refused.outcome()).isEqualTo(Outcome.REFUSED);
        assertThat(refused.findings().get(0).message()).contains("source " + first, "reverse it");

        reverse(first);
        assertThat(check("1.5", Changed.REFUSE).outcome()).isEqualTo(Outcome.POSTED);
        RowResult taken = send("1.5", Changed.REFUSE);
        assertThat(taken.outcome()).isEqualTo(Outcome.POSTED);
        assertThat(codes(taken)).containsExactly("CORRECTS");
        assertThat(current()).isEqualTo(taken.source().orElseThrow());
        assertThat(open()).isEqualTo("[1.5 HUR]");
        assertThat(send("1.5", Changed.REFUSE).outcome()).isEqualTo(Outcome.UNCHANGED);
        assertThat(codes(send("2", Changed.REFUSE))).containsExactly("CONTRADICTS");
    }

    @Test
    void whatWasReversedDoesNotComeBackByTheSameRowAndThatIsSaid() {
        long first = send("1", Changed.CORRECT).source().orElseThrow();
        reverse(first);
        for (Changed changed : Changed.values()) {
            RowResult again = send("1", changed);
            assertThat(again.outcome()).isEqualTo(Outcome.UNCHANGED);
            assertThat(codes(again)).containsExactly("WAS_REVERSED");
            assertThat(check("1", changed)).isEqualTo(again);
        }
        assertThat(open()).isEqualTo("[]");
    }

    @Test
    void aChangedRowIsCorrectedBackAndForth() {
        send("1", Changed.CORRECT);
        RowResult second = send("1.5", Changed.CORRECT);
        assertThat(second.outcome()).isEqualTo(Outcome.POSTED);
        assertThat(codes(second)).containsExactly("CORRECTS");
        assertThat(open()).isEqualTo("[1.5 HUR]");
        assertThat(send("1.5", Changed.CORRECT).outcome()).isEqualTo(Outcome.UNCHANGED);

        assertThat(send("1", Changed.CORRECT).outcome()).isEqualTo(Outcome.POSTED);
        assertThat(open()).isEqualTo("[1 HUR]");
        // what was posted is never deleted: three postings, two reversals
        Map<Long, SourceRow> all = here.store.call(s -> s.sources().byId(List.of(1L, 2L, 3L, 4L, 5L, 6L)));
        assertThat(all).hasSize(5);
    }

    @Test
    void whatWasBilledComesBackAsANegativeSource() {
        long first = send("1", Changed.CORRECT).source().orElseThrow();
        here.store.call(s -> {
            long act = s.ledger().act(new Act(Optional.empty(), "run", "billed", CLOCK.instant()));
            s.ledger()
                    .apply(
                            act,
                            List.of(new Move(
                                    first,
                                    1,
                                    ActKind.BILL,
                                    hours("1").value(),
                                    true,
                                    Optional.of(Money.parse("GBP 100")),
                                    1,
                                    1,
                                    Optional.empty())));
            return act;
        });
        send("1.5", Changed.CORRECT);
        assertThat(open()).isEqualTo("[-1 HUR, 1.5 HUR]");
        assertThat(here.balance(first).get(Term.BILLED)).isEqualTo(hours("1"));
    }

    @Test
    void aRowMovesToAnotherRoot() {
        send("1", Changed.CORRECT);
        ObjectRow other = here.root("V");
        assertThat(send(hours(other, "77", "1"), Changed.CORRECT).outcome()).isEqualTo(Outcome.POSTED);
        assertThat(open()).isEqualTo("[]");
        assertThat(here.sources.find(ORIGIN, "77").orElseThrow().object()).isEqualTo(other.ref());
    }

    @Test
    void whatIsSettledInAnotherWayIsRefusedAndNothingChanges() {
        long first = send("1", Changed.CORRECT).source().orElseThrow();
        Command hold = new Command(
                ActKind.HOLD,
                first,
                Optional.empty(),
                Optional.of(Installation.DAY.plusYears(1)),
                Optional.empty(),
                "disputed");
        assertThat(ledger.apply(List.of(hold), CLERK).get(0).findings()).isEmpty();
        RowResult refused = send("1.5", Changed.CORRECT);
        assertThat(refused.outcome()).isEqualTo(Outcome.REFUSED);
        assertThat(codes(refused)).containsExactly("CONTRADICTS", "SETTLED_OTHERWISE");
        assertThat(check("1.5", Changed.CORRECT)).isEqualTo(refused);
        assertThat(here.balance(first).get(Term.HELD)).isEqualTo(hours("1"));
    }

    @Test
    void aWrongCorrectionLeavesWhatWasThere() {
        long first = send("1", Changed.CORRECT).source().orElseThrow();
        assertThat(codes(send(hours(root, "77", "2").text("bad"), Changed.CORRECT)))
                .containsExactly("BAD");
        assertThat(codes(send("0", Changed.CORRECT))).containsExactly("ZERO");
        assertThat(here.balance(first).open()).isEqualTo(hours("1"));
        assertThat(current()).isEqualTo(first);
    }

    @Test
    void aCheckSaysWhatTheImportSaysAndChangesNothing() {
        long first = send("1", Changed.CORRECT).source().orElseThrow();
        RowResult checked = check("1.5", Changed.CORRECT);
        assertThat(checked.outcome()).isEqualTo(Outcome.POSTED);
        assertThat(checked.source()).isEmpty();
        assertThat(codes(checked)).containsExactly("CORRECTS");
        assertThat(check("1", Changed.CORRECT).outcome()).isEqualTo(Outcome.UNCHANGED);
        assertThat(here.balance(first).open()).isEqualTo(hours("1"));

        here.change(root, Phase.CLOSED);
        assertThat(codes(check("1.5", Changed.CORRECT))).containsExactly("OBJECT_CLOSED");
    }

    @Test
    void anObjectThatWillBeCreatedIsNotMissing() {
        ObjectRef later = new ObjectRef("element", "later");
        Row row = row(SourceDraft.of("time", later)
                .externalId("78")
                .posted(hours("1"))
                .serviceDate(Installation.DAY)
                .characteristic("activity", "Development"));
        assertThat(codes(imports.check(ORIGIN, List.of(row), Changed.REFUSE, Set.of())
                        .get(0)))
                .containsExactly("UNKNOWN_OBJECT");
        assertThat(imports.check(ORIGIN, List.of(row), Changed.REFUSE, Set.of(later))
                        .get(0)
                        .outcome())
                .isEqualTo(Outcome.POSTED);
    }
}
