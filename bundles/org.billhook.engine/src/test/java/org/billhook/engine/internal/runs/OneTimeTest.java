package org.billhook.engine.internal.runs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.billhook.engine.inmemory.Installation.CLERK;
import static org.billhook.engine.inmemory.Installation.CLOCK;
import static org.billhook.engine.inmemory.Installation.hours;
import static org.billhook.engine.internal.runs.Billing.decided;
import static org.billhook.engine.internal.runs.Billing.gbp;

import java.time.Clock;
import java.time.Duration;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.billhook.core.api.BillingRuns.Order;
import org.billhook.core.api.BillingRuns.Run;
import org.billhook.core.api.DueList.Query;
import org.billhook.core.api.LedgerCommands.Command;
import org.billhook.core.api.LedgerCommands.Portion;
import org.billhook.core.api.LedgerCommands.Result;
import org.billhook.core.api.Page;
import org.billhook.core.ledger.ActKind;
import org.billhook.core.model.Finding;
import org.billhook.core.model.Phase;
import org.billhook.engine.inmemory.Installation;
import org.billhook.engine.inmemory.Relevances;
import org.billhook.engine.internal.ledger.StoredLedger;
import org.billhook.engine.internal.sources.PostedSources;
import org.billhook.engine.port.ObjectRow;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Billed once: no quantity twice, and no rest lost. */
@Tag("R-17")
@Tag("G-16")
class OneTimeTest {

    /** After every bill of these tests, which are made at the time of the installation. */
    private static final Clock LATER = Clock.offset(CLOCK, Duration.ofHours(1));

    private final Billing billing = new Billing().relevance(Relevances.once());
    private final ObjectRow root = billing.here.root("W");

    OneTimeTest() {
        billing.here.item(root, "4711-10", "itemized", Phase.COMPLETED, Map.of());
    }

    private static Command command(ActKind kind, long source, String hours) {
        Optional<Portion> portion =
                Optional.ofNullable(hours).map(value -> new Portion(Optional.of(hours(value)), Optional.empty()));
        Optional<LocalDate> until = kind == ActKind.HOLD ? Optional.of(LocalDate.of(2026, 6, 1)) : Optional.empty();
        return new Command(kind, source, portion, until, Optional.empty(), "As agreed");
    }

    private long postAfterTheBill(String id, String hours) {
        return new PostedSources(billing.here.store, billing.here.plugins, () -> {}, LATER)
                .post("test", List.of(Installation.hours(root, id, hours).build()), CLERK)
                .get(0)
                .id()
                .orElseThrow();
    }

    private List<String> reasons(Run run) {
        return billing.roots(run).get(0).findings().stream()
                .filter(Finding::isError)
                .map(Finding::message)
                .toList();
    }

    @Test
    void aRestThatTheClerkLeftOpenIsBilledByARequestOfItsOwn() {
        long source = billing.hours(root, "a", "10");
        assertThat(billing.run(decided(command(ActKind.BILL, source, "6"))).totals())
                .isEqualTo(Map.of("GBP", gbp("584.10")));

        Run second = billing.run();

        assertThat(second.totals()).isEqualTo(Map.of("GBP", gbp("389.40")));
        assertThat(billing.here.balance(source).open().isZero()).isTrue();
        assertThat(billing.requests()).hasSize(2);
        assertThat(billing.run().lines()).isZero();
    }

    @Test
    void whatWasHeldIsBilledFromItsDayOn() {
        long source = billing.hours(root, "a", "10");
        billing.run(decided(command(ActKind.HOLD, source, "2")));

        assertThat(billing.run().lines()).isZero();
        assertThat(billing.run(Order.all(LocalDate.of(2026, 6, 1))).totals()).isEqualTo(Map.of("GBP", gbp("194.70")));
    }

    @Test
    void whatWasPostedAfterTheBillWaitsUntilItIsLetInAndThenItsRestIsBilledToo() {
        billing.hours(root, "a", "1");
        billing.run();
        long late = postAfterTheBill("b", "3");

        Run waiting = billing.run();

        assertThat(waiting.lines()).isZero();
        assertThat(billing.codes(waiting)).containsOnly("ALREADY_BILLED");
        assertThat(reasons(waiting)).singleElement().satisfies(message -> assertThat(message)
                .contains("item/4711-10 is billed once", "posted since", "decide in a preview or run"));
        assertThat(billing.dueList
                        .list(Query.all(Billing.KEY_DATE), Page.Request.first(10))
                        .items())
                .singleElement()
                .satisfies(due ->
                        assertThat(due.reasons()).extracting(Finding::code).containsExactly("ALREADY_BILLED"));
        assertThat(billing.here.balance(late).open()).isEqualTo(hours("3"));

        assertThat(billing.run(decided(command(ActKind.BILL, late, "2"))).totals())
                .isEqualTo(Map.of("GBP", gbp("194.70")));
        assertThat(billing.here.balance(late).open()).isEqualTo(hours("1"));
    }

    @Test
    void whatIsSettledInsteadNeverWaitsAgain() {
        billing.hours(root, "a", "1");
        billing.run();
        long late = postAfterTheBill("b", "3");

        assertThat(billing.run(decided(command(ActKind.WRITE_OFF, late, null))).lines())
                .isZero();

        assertThat(billing.here.balance(late).open().isZero()).isTrue();
        assertThat(billing.codes(billing.run())).isEmpty();
    }

    @Test
    void aPartThatIsWrittenOffLetsTheRestInNowhere() {
        billing.hours(root, "a", "1");
        billing.run();
        long late = postAfterTheBill("b", "3");

        assertThat(billing.run(decided(command(ActKind.WRITE_OFF, late, "1"))).lines())
                .isZero();
        assertThat(billing.here.balance(late).open()).isEqualTo(hours("3"));
    }

    @Test
    void whatIsAddedToAPostingAfterTheBillWaitsAsWell() {
        long source = billing.hours(root, "a", "5");
        billing.run();
        StoredLedger ledger = new StoredLedger(
                billing.here.store,
                billing.here.plugins,
                (store, plugins, sources, day) -> Map.of(),
                () -> {},
                Installation.ALONE,
                LATER);
        List<Result> added = ledger.apply(List.of(command(ActKind.REVALUE, source, "8")), CLERK);
        assertThat(added.get(0).findings()).isEmpty();

        assertThat(billing.codes(billing.run())).containsOnly("ALREADY_BILLED");
        assertThat(billing.here.balance(source).open()).isEqualTo(hours("3"));
        assertThat(billing.run(decided(command(ActKind.BILL, source, null))).totals())
                .isEqualTo(Map.of("GBP", gbp("292.05")));
    }
}
