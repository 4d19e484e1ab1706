package org.billhook.engine.internal.runs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.billhook.engine.inmemory.Installation.CLERK;
import static org.billhook.engine.inmemory.Installation.CLOCK;
import static org.billhook.engine.inmemory.Installation.hours;
import static org.billhook.engine.internal.runs.Billing.gbp;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.billhook.core.api.LedgerCommands.Command;
import org.billhook.core.api.LedgerCommands.Entry;
import org.billhook.core.api.LedgerCommands.Portion;
import org.billhook.core.api.LedgerCommands.Result;
import org.billhook.core.ledger.ActKind;
import org.billhook.engine.inmemory.CountedStore;
import org.billhook.engine.inmemory.Installation;
import org.billhook.engine.inmemory.Relevances;
import org.billhook.engine.internal.ledger.StoredLedger;
import org.billhook.engine.port.ObjectRow;
import org.joda.money.Money;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Commands of a clerk, priced by the pipeline. */
class BulkCommandsTest {

    private static final int MANY = 300;

    private final Billing billing = new Billing();
    private final CountedStore store = new CountedStore(billing.here.store);
    private final StoredLedger ledger = new StoredLedger(
            store, billing.here.plugins, new PipelinePrice(billing.settings), () -> {}, Installation.ALONE, CLOCK);
    private final ObjectRow root = billing.project("W");
    private final ObjectRow other = billing.project("V");

    @ParameterizedTest
    @EnumSource(
            value = ActKind.class,
            names = {"HOLD", "WRITE_OFF", "UNDO_WRITE_OFF", "TRANSFER", "REVERSE"})
    void aBulkAsksTheStoreAsOftenAsOneCommand(ActKind kind) {
        apply(List.of(command(kind, source("first"))));
        List<Command> single = List.of(command(kind, source("one")));
        store.take();
        apply(single);
        Map<String, Integer> one = store.take();

        List<Command> many = new ArrayList<>();
        for (int i = 0; i < MANY; i++) {
            many.add(command(kind, source("many-" + i)));
        }
        store.take();
        assertThat(apply(many)).allSatisfy(result -> assertThat(result.act()).isPresent());
        assertThat(store.take()).isEqualTo(one);
    }

    @Test
    void twoReasonsInTurnAreTwoActs() {
        List<Command> commands = new ArrayList<>();
        for (int i = 0; i < MANY; i++) {
            long source = billing.hours(root, "in-turn-" + i, "8");
            commands.add(hold(source, i % 2 == 0 ? "Waits for the order" : "Waits for the customer"));
        }
        store.take();
        apply(commands);
        assertThat(store.take()).containsEntry("LedgerStore.act", 2).containsEntry("LedgerStore.apply", 2);
    }

    @Test
    @Tag("G-14")
    void aPartSeesThePartsBeforeItInTheSameBulk() {
        billing.here.price("Design", "10.00");
        long source = billing.here.post(hours(root, "a", "1").characteristic("activity", "Design"));
        apply(List.of(part(source, "0.333333333"), part(source, "0.333333333"), command(ActKind.WRITE_OFF, source)));
        assertThat(values(source)).containsExactly(gbp("3.33"), gbp("3.34"), gbp("3.33"));
    }

    @Test
    void eachIsWorthWhatItWouldBeAlone() {
        billing.relevance(Relevances.summarized());
        long a = billing.hours(root, "a", "0.1");
        long b = billing.hours(root, "b", "0.1");
        apply(List.of(command(ActKind.WRITE_OFF, a), command(ActKind.WRITE_OFF, b)));
        assertThat(values(a)).containsExactly(gbp("9.74"));
        assertThat(values(b)).containsExactly(gbp("9.74"));
    }

    @Test
    void oneWithoutAPriceDoesNotTakeItFromTheOthers() {
        long priced = billing.hours(root, "a", "1");
        long unpriced = billing.here.post(hours(root, "b", "1").characteristic("activity", "Travel"));
        List<Result> results = apply(List.of(amount(unpriced, "10.00"), amount(priced, "10.00")));
        assertThat(results.get(0).findings())
                .extracting(finding -> finding.message())
                .containsExactly("No price for activity 'Travel'");
        assertThat(results.get(1).findings()).isEmpty();
        assertThat(values(priced)).containsExactly(gbp("10.00"));
    }

    @Test
    void aRuleThatBreaksOverOneSourceLeavesTheOthersTheirPrice() {
        billing.relevance(Relevances.of((item, out) -> item.openSources().forEach(source -> {
            if (source.text().equals("Work b")) {
                throw new IllegalStateException("on purpose");
            }
            out.propose(org.billhook.core.spi.relevance.DynamicItem.of(source));
        })));
        long a = billing.hours(root, "a", "1");
        long b = billing.hours(root, "b", "1");
        long c = billing.hours(root, "c", "1");
        List<Result> results = apply(List.of(amount(a, "1.00"), amount(b, "1.00"), amount(c, "1.00")));
        assertThat(results).extracting(result -> result.act().isPresent()).containsExactly(true, false, true);
        assertThat(results.get(1).findings())
                .extracting(finding -> finding.code())
                .containsExactly("PLUGIN_BROKE");
    }

    @Test
    @Tag("R-23")
    void workThatIsMovedIsAPostingOfItsTarget() {
        ObjectRow leaf = billing.here.under(other, "V.1");
        long source = billing.hours(root, "a", "8");
        assertThat(apply(List.of(transfer(source, leaf))))
                .allSatisfy(result -> assertThat(result.created()).isPresent());
        assertThat(billing.here.store.objects().find(leaf.ref()).orElseThrow().firstActual())
                .contains(LocalDate.of(2026, 3, 10));
    }

    private List<Result> apply(List<Command> commands) {
        return ledger.apply(commands, CLERK);
    }

    private long source(String id) {
        return billing.hours(root, id, "8");
    }

    /** One that is allowed on a source of which nothing was settled; what is undone is written off first. */
    private Command command(ActKind kind, long source) {
        return switch (kind) {
            case HOLD -> hold(source, "Waits for the order");
            case TRANSFER -> transfer(source, other);
            case UNDO_WRITE_OFF -> {
                apply(List.of(new Command(
                        ActKind.WRITE_OFF,
                        source,
                        Optional.empty(),
                        Optional.empty(),
                        Optional.empty(),
                        "By mistake")));
                yield plain(kind, source);
            }
            default -> plain(kind, source);
        };
    }

    private static Command plain(ActKind kind, long source) {
        return new Command(kind, source, Optional.empty(), Optional.empty(), Optional.empty(), "Agreed");
    }

    /** Cuts by amount, so that it needs a price. */
    private static Command hold(long source, String reason) {
        return new Command(
                ActKind.HOLD,
                source,
                Optional.of(new Portion(Optional.empty(), Optional.of(gbp("100.00")))),
                Optional.of(LocalDate.of(2026, 5, 1)),
                Optional.empty(),
                reason);
    }

    private static Command transfer(long source, ObjectRow target) {
        return new Command(
                ActKind.TRANSFER,
                source,
                Optional.empty(),
                Optional.empty(),
                Optional.of(target.ref()),
                "Belongs there");
    }

    private static Command part(long source, String hours) {
        return portion(source, new Portion(Optional.of(hours(hours)), Optional.empty()));
    }

    private static Command amount(long source, String amount) {
        return portion(source, new Portion(Optional.empty(), Optional.of(gbp(amount))));
    }

    private static Command portion(long source, Portion portion) {
        return new Command(
                ActKind.WRITE_OFF, source, Optional.of(portion), Optional.empty(), Optional.empty(), "Agreed");
    }

    private List<Money> values(long source) {
        return ledger.entries(source).stream()
                .map(Entry::value)
                .flatMap(Optional::stream)
                .toList();
    }
}
