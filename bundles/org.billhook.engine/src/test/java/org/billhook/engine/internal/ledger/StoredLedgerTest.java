package org.billhook.engine.internal.ledger;

import static org.assertj.core.api.Assertions.assertThat;
import static org.billhook.engine.inmemory.Installation.CLERK;
import static org.billhook.engine.inmemory.Installation.hours;

import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.billhook.core.api.LedgerCommands.Command;
import org.billhook.core.api.LedgerCommands.Portion;
import org.billhook.core.api.LedgerCommands.Result;
import org.billhook.core.ledger.ActKind;
import org.billhook.core.ledger.Parts;
import org.billhook.core.ledger.Term;
import org.billhook.core.model.Finding;
import org.billhook.core.model.ObjectRef;
import org.billhook.core.model.Share;
import org.billhook.engine.inmemory.Installation;
import org.billhook.engine.inmemory.TimeKind;
import org.billhook.engine.internal.registry.Spi;
import org.billhook.engine.port.LedgerStore.Act;
import org.billhook.engine.port.LedgerStore.Move;
import org.billhook.engine.port.ObjectRow;
import org.billhook.engine.port.SourceRow;
import org.joda.money.BigMoney;
import org.joda.money.Money;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

class StoredLedgerTest {

    private final Installation here = new Installation();
    private final StoredLedger ledger = new StoredLedger(
            here.store,
            here.plugins,
            (store, plugins, sources, day) -> perHour("97.35", sources),
            () -> {},
            Installation.ALONE,
            Installation.CLOCK);
    private ObjectRow root;

    @BeforeEach
    void installation() {
        here.plugins.with(Spi.SOURCE, "time", new TimeKind(false));
        root = here.root("W");
    }

    private static Map<Long, CurrentPrice.Answer> perHour(String price, Collection<SourceRow> sources) {
        Parts.Pricing pricing = new Parts.Pricing() {
            @Override
            public Money at(Share share) {
                return BigMoney.parse("GBP " + price)
                        .multipliedBy(share.value())
                        .toMoney(java.math.RoundingMode.HALF_UP);
            }

            @Override
            public String basis() {
                return price;
            }
        };
        CurrentPrice.Answer answer =
                new CurrentPrice.Answer(Optional.of(new CurrentPrice.Priced(pricing, List.of())), List.of());
        return sources.stream().collect(Collectors.toMap(SourceRow::id, source -> answer));
    }

    private static Command command(ActKind kind, long source) {
        return new Command(
                kind, source, Optional.empty(), Optional.empty(), Optional.empty(), "Agreed with the customer");
    }

    private static Command part(ActKind kind, long source, String hours) {
        Portion portion = new Portion(Optional.of(hours(hours)), Optional.empty());
        return new Command(
                kind, source, Optional.of(portion), Optional.empty(), Optional.empty(), "Agreed with the customer");
    }

    private static Command amount(ActKind kind, long source, String amount) {
        Portion portion = new Portion(Optional.empty(), Optional.of(Money.parse("GBP " + amount)));
        return new Command(
                kind, source, Optional.of(portion), Optional.empty(), Optional.empty(), "Agreed with the customer");
    }

    private Result apply(Command command) {
        return ledger.apply(List.of(command), CLERK).get(0);
    }

    private static List<String> codes(Result result) {
        return result.findings().stream().map(Finding::code).toList();
    }

    private Share term(long source, Term term) {
        return here.balance(source).get(term);
    }

    private void bill(long source, String hours) {
        move(source, ActKind.BILL, hours(hours), "0.00");
    }

    private void move(long source, ActKind kind, Share share, String value) {
        int seq = here.balance(source).seq();
        here.store.call(s -> {
            long act = s.ledger().act(new Act(Optional.empty(), "clerk", "test", Installation.CLOCK.instant()));
            s.ledger()
                    .apply(
                            act,
                            List.of(new Move(
                                    source,
                                    seq,
                                    kind,
                                    share.value(),
                                    false,
                                    Optional.of(Money.parse("GBP " + value)),
                                    1,
                                    1,
                                    Optional.empty())));
            return null;
        });
    }

    @Test
    @Tag("I-1")
    void partsHeldAndWrittenOffLeaveTheRestOpen() {
        long source = here.post(hours(root, "a", "8"));
        Command hold = new Command(
                ActKind.HOLD,
                source,
                Optional.of(new Portion(Optional.of(hours("2")), Optional.empty())),
                Optional.of(LocalDate.of(2026, 5, 1)),
                Optional.empty(),
                "Waits for the order");
        assertThat(ledger.apply(List.of(hold, part(ActKind.WRITE_OFF, source, "1.5")), CLERK))
                .allSatisfy(result -> assertThat(result.findings()).isEmpty());
        assertThat(term(source, Term.HELD)).isEqualTo(hours("2"));
        assertThat(term(source, Term.WRITTEN_OFF)).isEqualTo(hours("1.5"));
        assertThat(term(source, Term.OPEN)).isEqualTo(hours("4.5"));
        assertThat(apply(command(ActKind.RELEASE, source)).findings()).isEmpty();
        assertThat(term(source, Term.OPEN)).isEqualTo(hours("6.5"));
    }

    @Test
    @Tag("D-86")
    void anAmountIsWrittenOffExactlyAndUndoneWithItsValue() {
        long source = here.post(hours(root, "a", "10"));
        assertThat(apply(amount(ActKind.WRITE_OFF, source, "500.00")).findings())
                .isEmpty();
        assertThat(ledger.entries(source).get(1).value()).contains(Money.parse("GBP 500.00"));
        assertThat(apply(command(ActKind.UNDO_WRITE_OFF, source)).findings()).isEmpty();
        assertThat(ledger.entries(source).get(2).value()).contains(Money.parse("GBP 500.00"));
        assertThat(term(source, Term.OPEN)).isEqualTo(hours("10"));
    }

    @Test
    void whatWasCreditedCountsAsWrittenOffWhenItIsUndone() {
        long source = here.post(hours(root, "a", "10"));
        assertThat(apply(amount(ActKind.WRITE_OFF, source, "100.00")).findings())
                .isEmpty();
        Share written = term(source, Term.WRITTEN_OFF);
        Share rest = term(source, Term.OPEN);
        move(source, ActKind.BILL, rest, "873.50");
        move(source, ActKind.CREDIT, rest, "873.50");
        assertThat(term(source, Term.WRITTEN_OFF)).isEqualTo(written.plus(rest));
        assertThat(apply(command(ActKind.UNDO_WRITE_OFF, source)).findings()).isEmpty();
        assertThat(ledger.entries(source).get(4).value()).contains(Money.parse("GBP 973.50"));
    }

    @Test
    void aNewSourceIsPostedOnTheDayOfTheClock() {
        Clock inTokyo = Clock.fixed(Instant.parse("2026-03-31T20:00:00Z"), ZoneId.of("Asia/Tokyo"));
        StoredLedger there = new StoredLedger(
                here.store,
                here.plugins,
                (store, plugins, sources, day) -> Map.of(),
                () -> {},
                Installation.ALONE,
                inTokyo);
        long source = here.post(hours(root, "a", "8"));
        long reversal = there.apply(List.of(command(ActKind.REVERSE, source)), CLERK)
                .get(0)
                .created()
                .orElseThrow();
        assertThat(here.store.sources().byId(List.of(reversal)).get(reversal).postingDate())
                .isEqualTo(LocalDate.of(2026, 4, 1));
    }

    /** As when an object is given another root between the look at its sources and the lock. */
    @Test
    @Tag("I-2")
    void aSourceThatMovesToAnotherRootBeforeTheLockIsReadAgain() {
        ObjectRow child = here.under(root, "W.1");
        ObjectRow other = here.root("V");
        long source = here.post(hours(child, "a", "8"));
        Moving moving = new Moving(here.store, () -> here.store
                .objects()
                .move(child.path(), other.path() + child.id() + "/", root.root(), other.root()));
        StoredLedger racing = new StoredLedger(
                moving,
                here.plugins,
                (store, plugins, sources, day) -> Map.of(),
                () -> {},
                Installation.ALONE,
                Installation.CLOCK);
        long reversal = racing.apply(List.of(command(ActKind.REVERSE, source)), CLERK)
                .get(0)
                .created()
                .orElseThrow();
        assertThat(here.sources.find(reversal).orElseThrow().root()).contains(other.ref());
        assertThat(moving.locked()).containsExactly(List.of(root.id()), List.of(other.id()));
    }

    @Test
    @Tag("I-7")
    void moreThanIsThereIsRefusedAndTheOthersGoOn() {
        long source = here.post(hours(root, "a", "8"));
        List<Result> results = ledger.apply(
                List.of(
                        part(ActKind.WRITE_OFF, source, "8.001"),
                        amount(ActKind.WRITE_OFF, source, "778.81"),
                        part(ActKind.WRITE_OFF, source, "8")),
                CLERK);
        assertThat(codes(results.get(0))).containsExactly("EXCEEDS_OPEN");
        assertThat(codes(results.get(1))).containsExactly("EXCEEDS_OPEN");
        assertThat(results.get(2).findings()).isEmpty();
        assertThat(term(source, Term.WRITTEN_OFF)).isEqualTo(hours("8"));
    }

    @Test
    @Tag("G-12")
    void portionsArePositiveEvenForANegativePosting() {
        long source = here.post(hours(root, "a", "-8"));
        assertThat(codes(apply(part(ActKind.WRITE_OFF, source, "-3")))).containsExactly("NOT_POSITIVE");
        assertThat(apply(part(ActKind.WRITE_OFF, source, "3")).findings()).isEmpty();
        assertThat(term(source, Term.WRITTEN_OFF)).isEqualTo(hours("-3"));
    }

    @Test
    void aTransferPostsItsShareUnderTheTarget() {
        ObjectRow other = here.root("V");
        long source = here.post(hours(root, "a", "8"));
        Command transfer = new Command(
                ActKind.TRANSFER,
                source,
                Optional.of(new Portion(Optional.of(hours("3")), Optional.empty())),
                Optional.empty(),
                Optional.of(other.ref()),
                "Belongs there");
        Result result = apply(transfer);
        assertThat(term(source, Term.TRANSFERRED)).isEqualTo(hours("3"));
        long created = result.created().orElseThrow();
        assertThat(here.sources.find(created).orElseThrow().root()).contains(other.ref());
        assertThat(term(created, Term.OPEN)).isEqualTo(hours("3"));
        Command nowhere = new Command(
                ActKind.TRANSFER,
                source,
                Optional.empty(),
                Optional.empty(),
                Optional.of(new ObjectRef("element", "X")),
                "Belongs there");
        assertThat(codes(apply(nowhere))).containsExactly("UNKNOWN_OBJECT");
    }

    @Test
    void aTransferIntoARootWithoutRoomIsRefused() {
        ObjectRow other = here.root("V");
        here.post(hours(other, "full", "899000000000"));
        long source = here.post(hours(root, "a", "2000000000"));
        Command transfer = new Command(
                ActKind.TRANSFER,
                source,
                Optional.empty(),
                Optional.empty(),
                Optional.of(other.ref()),
                "Belongs there");

        Result result = apply(transfer);

        assertThat(codes(result)).containsExactly("TOO_LARGE");
        assertThat(result.findings().get(0).message())
                .isEqualTo("2000000000 HUR can't be added up with the 899000000000 HUR that are posted on its root:"
                        + " 899999999999.999 HUR have room");
        assertThat(term(source, Term.TRANSFERRED)).isEqualTo(hours("0"));
        Command part = new Command(
                ActKind.TRANSFER,
                source,
                Optional.of(new Portion(Optional.of(hours("900000000")), Optional.empty())),
                Optional.empty(),
                Optional.of(other.ref()),
                "Belongs there");
        assertThat(apply(part).findings()).isEmpty();
        assertThat(codes(apply(part))).containsExactly("TOO_LARGE");
    }

    @Test
    void aRevaluationThatHasNoRoomOnItsRootIsRefused() {
        here.plugins.with(Spi.SOURCE, "time", new TimeKind(true));
        here.post(hours(root, "full", "899000000000"));
        long small = here.post(hours(root, "a", "8"));
        long large = here.post(hours(root, "b", "900000000"));

        assertThat(codes(apply(part(ActKind.REVALUE, small, "200000000")))).containsExactly("TOO_LARGE");
        assertThat(codes(apply(part(ActKind.REVALUE, large, "1100000000")))).containsExactly("TOO_LARGE");
        assertThat(apply(part(ActKind.REVALUE, large, "950000000")).findings()).isEmpty();
        assertThat(apply(part(ActKind.REVALUE, large, "1000")).findings()).isEmpty();
        assertThat(apply(part(ActKind.REVALUE, small, "200000000")).findings()).isEmpty();
    }

    @Test
    @Tag("G-14")
    void theCostOfWhatIsTransferredInPartsAddsUp() {
        ObjectRow other = here.root("V");
        long source = here.post(hours(root, "a", "3").cost(Money.parse("GBP 100.00")));
        List<Money> costs = new ArrayList<>();
        for (int i = 0; i < 3; i++) {
            Command hour = new Command(
                    ActKind.TRANSFER,
                    source,
                    Optional.of(new Portion(Optional.of(hours("1")), Optional.empty())),
                    Optional.empty(),
                    Optional.of(other.ref()),
                    "Belongs there");
            long created = apply(hour).created().orElseThrow();
            costs.add(here.sources.find(created).orElseThrow().cost().orElseThrow());
        }
        assertThat(costs).containsExactly(Money.parse("GBP 33.33"), Money.parse("GBP 33.34"), Money.parse("GBP 33.33"));
    }

    @Test
    @Tag("I-1")
    void anOpenPostingIsReversedOnBothSides() {
        long source = here.post(hours(root, "a", "8"));
        long reversal = apply(command(ActKind.REVERSE, source)).created().orElseThrow();
        assertThat(term(source, Term.REVERSED)).isEqualTo(hours("8"));
        assertThat(term(reversal, Term.POSTED)).isEqualTo(hours("-8"));
        assertThat(term(reversal, Term.REVERSED)).isEqualTo(hours("-8"));
        assertThat(codes(apply(command(ActKind.REVERSE, source)))).containsExactly("SETTLED_OTHERWISE");
        assertThat(codes(apply(command(ActKind.REVERSE, reversal)))).containsExactly("SETTLED_OTHERWISE");
    }

    @Test
    @Tag("I-1")
    void whatStandsAgainstAReversalSaysTheWayBack() {
        ObjectRow other = here.root("V");
        long held = here.post(hours(root, "held", "8"));
        apply(new Command(
                ActKind.HOLD,
                held,
                Optional.empty(),
                Optional.of(Installation.DAY.plusDays(90)),
                Optional.empty(),
                "Wait"));
        long given = here.post(hours(root, "given", "8"));
        apply(command(ActKind.WRITE_OFF, given));
        long moved = here.post(hours(root, "moved", "8"));
        long created = apply(new Command(
                        ActKind.TRANSFER,
                        moved,
                        Optional.of(new Portion(Optional.of(hours("3")), Optional.empty())),
                        Optional.empty(),
                        Optional.of(other.ref()),
                        "Belongs there"))
                .created()
                .orElseThrow();

        assertThat(whyNot(held)).endsWith("is on hold: release it, then reverse");
        assertThat(whyNot(given)).endsWith("is written off: undo-write-off, then reverse");
        assertThat(whyNot(moved))
                .isEqualTo(
                        "3 HUR of source %d was moved to source %d: reverse it there; what is left here is transferred too,"
                                        .formatted(moved, created)
                                + " or written off");
        assertThat(apply(command(ActKind.REVERSE, created)).created())
                .as("as it says")
                .isPresent();
    }

    private String whyNot(long source) {
        return apply(command(ActKind.REVERSE, source)).findings().get(0).message();
    }

    @Test
    @Tag("D-100")
    void whatIsBilledOfAReversedPostingComesBackAsANegativeSource() {
        long source = here.post(hours(root, "a", "8"));
        bill(source, "5");
        long reversal = apply(command(ActKind.REVERSE, source)).created().orElseThrow();
        assertThat(term(source, Term.BILLED)).isEqualTo(hours("5"));
        assertThat(term(source, Term.REVERSED)).isEqualTo(hours("3"));
        assertThat(term(reversal, Term.OPEN)).isEqualTo(hours("-5"));
        assertThat(codes(apply(command(ActKind.REVERSE, source)))).containsExactly("SETTLED_OTHERWISE");
    }

    @Test
    void aFullyBilledPostingIsReversedOnce() {
        long source = here.post(hours(root, "a", "8"));
        bill(source, "8");
        assertThat(apply(command(ActKind.REVERSE, source)).created()).isPresent();
        assertThat(codes(apply(command(ActKind.REVERSE, source)))).containsExactly("ALREADY_REVERSED");
    }

    @Test
    void revaluationNeedsAKindThatAllowsItAndNeverGoesBelowWhatIsSettled() {
        long source = here.post(hours(root, "a", "8"));
        assertThat(codes(apply(part(ActKind.REVALUE, source, "9")))).containsExactly("NOT_REVALUABLE");
        here.plugins.remove(Spi.SOURCE, "time");
        here.plugins.with(Spi.SOURCE, "time", new TimeKind(true));
        bill(source, "5");
        assertThat(codes(apply(part(ActKind.REVALUE, source, "4")))).containsExactly("BELOW_SETTLED");
        assertThat(apply(part(ActKind.REVALUE, source, "6")).findings()).isEmpty();
        assertThat(term(source, Term.POSTED)).isEqualTo(hours("6"));
        assertThat(term(source, Term.OPEN)).isEqualTo(hours("1"));
    }

    @Test
    @Tag("I-7")
    void everyCommandSaysWhatItNeeds() {
        long source = here.post(hours(root, "a", "8"));
        Command silent = new Command(ActKind.HOLD, source, Optional.empty(), Optional.empty(), Optional.empty(), " ");
        assertThat(codes(apply(silent))).containsExactly("NO_REASON", "MISSING");
        assertThat(codes(apply(command(ActKind.TRANSFER, source)))).containsExactly("MISSING");
        assertThat(codes(apply(command(ActKind.BILL, source)))).containsExactly("NOT_A_COMMAND");
        assertThat(codes(apply(command(ActKind.WRITE_OFF, 4711)))).containsExactly("UNKNOWN");
        assertThat(here.balance(source).seq()).isEqualTo(1);
    }
}
