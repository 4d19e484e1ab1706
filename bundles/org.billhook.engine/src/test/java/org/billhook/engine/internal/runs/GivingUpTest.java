package org.billhook.engine.internal.runs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.billhook.engine.inmemory.Installation.CLOCK;
import static org.billhook.engine.inmemory.Installation.hours;
import static org.billhook.engine.internal.runs.Billing.gbp;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.billhook.core.api.Actor;
import org.billhook.core.api.BillhookException;
import org.billhook.core.api.BillingRuns.Order;
import org.billhook.core.api.BillingRuns.Preview;
import org.billhook.core.api.BillingRuns.PriceChange;
import org.billhook.core.api.LedgerCommands.Command;
import org.billhook.core.api.LedgerCommands.Portion;
import org.billhook.core.api.LedgerCommands.Result;
import org.billhook.core.api.Proposals;
import org.billhook.core.api.Proposals.Proposal;
import org.billhook.core.api.Proposals.Rules;
import org.billhook.core.api.Roles;
import org.billhook.core.ledger.ActKind;
import org.billhook.core.model.Finding;
import org.billhook.core.model.ObjectRef;
import org.billhook.core.spi.price.Condition;
import org.billhook.core.spi.price.PriceSource;
import org.billhook.engine.inmemory.ActivityPrices;
import org.billhook.engine.internal.duties.Duties;
import org.billhook.engine.internal.ledger.StoredLedger;
import org.billhook.engine.internal.proposals.StoredProposals;
import org.billhook.engine.internal.registry.Spi;
import org.billhook.engine.port.ObjectRow;
import org.joda.money.BigMoney;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What gives money up takes two; ten hours at 97.35 each. */
class GivingUpTest {

    private static final Actor CLARA = user("clara", Roles.BILLING_CLERK);
    private static final Actor ANNA = user("anna", Roles.BILLING_APPROVER);
    private static final Actor BOTH = user("both", Roles.BILLING_CLERK, Roles.BILLING_APPROVER);
    private static final LocalDate NEVER = LocalDate.of(9999, 12, 31);

    private final Billing billing = new Billing();
    private StoredLedger ledger = ledger(billing.duties);
    private StoredProposals proposals;
    private ObjectRow root;
    private long source;

    private static Actor user(String name, String... roles) {
        return new Actor(name, Roles.effective(Set.of(roles)));
    }

    @BeforeEach
    void oneClerkAndTwoApprovers() {
        billing.approvers.remove("clerk");
        billing.approvers.add("anna");
        billing.approvers.add("both");
        root = billing.project("W");
        source = billing.hours(root, "a", "10");
        billing.here.root("NOBODYS");
        proposals = new StoredProposals(
                billing.here.store,
                billing.here.plugins,
                new PipelinePrice(billing.settings),
                billing.runs,
                () -> {},
                billing.duties,
                CLOCK);
    }

    private StoredLedger ledger(Duties duties) {
        return new StoredLedger(
                billing.here.store, billing.here.plugins, new PipelinePrice(billing.settings), () -> {}, duties, CLOCK);
    }

    private Command command(ActKind kind) {
        return command(kind, source, kind == ActKind.REVALUE ? "4" : null);
    }

    private static Command command(ActKind kind, long of, String share) {
        return new Command(
                kind,
                of,
                Optional.ofNullable(share).map(value -> new Portion(Optional.of(hours(value)), Optional.empty())),
                kind == ActKind.HOLD ? Optional.of(NEVER) : Optional.empty(),
                kind == ActKind.TRANSFER ? Optional.of(new ObjectRef("element", "NOBODYS")) : Optional.empty(),
                "For a friend");
    }

    private Result apply(Command command, Actor actor) {
        return ledger.apply(List.of(command), actor).get(0);
    }

    private static void assertForbidden(ThrowingCallable call, String... words) {
        assertThatThrownBy(call)
                .isInstanceOfSatisfying(BillhookException.class, refusal -> assertThat(refusal.type())
                        .isEqualTo(BillhookException.Type.FORBIDDEN))
                .message()
                .contains(words);
    }

    private static void assertConflict(ThrowingCallable call, String code) {
        assertThatThrownBy(call).isInstanceOfSatisfying(BillhookException.class, refusal -> {
            assertThat(refusal.type()).isEqualTo(BillhookException.Type.CONFLICT);
            assertThat(refusal.findings()).extracting(Finding::code).contains(code);
        });
    }

    @ParameterizedTest
    @EnumSource(
            value = ActKind.class,
            names = {"WRITE_OFF", "REVERSE", "REVALUE", "TRANSFER", "HOLD"})
    void nobodyGivesUpAlone(ActKind kind) {
        for (Actor actor : List.of(CLARA, BOTH)) {
            Result refused = apply(command(kind), actor);
            assertThat(refused.act()).isEmpty();
            assertThat(refused.findings()).singleElement().satisfies(finding -> {
                assertThat(finding.code()).isEqualTo(Proposals.NEEDS_RELEASE);
                assertThat(finding.message()).contains("billing-approver other than " + actor.name());
            });
        }
        assertThat(billing.here.balance(source).open()).isEqualTo(hours("10"));
    }

    @ParameterizedTest
    @EnumSource(
            value = ActKind.class,
            names = {"WRITE_OFF", "REVERSE", "REVALUE", "TRANSFER", "HOLD"})
    void whatIsReleasedIsDoneWithBothNames(ActKind kind) {
        Proposal proposal = proposals.propose(List.of(command(kind)), CLARA);
        assertThat(billing.here.balance(source).open()).as("not done yet").isEqualTo(hours("10"));
        assertThat(proposal.stake().amounts()).containsExactly(kind == ActKind.REVALUE ? gbp("584.10") : gbp("973.50"));

        Proposal released = proposals.release(proposal.id(), ANNA);

        assertThat(released.state()).isEqualTo(Proposals.State.RELEASED);
        assertThat(billing.here.balance(source).open()).isEqualTo(kind == ActKind.REVALUE ? hours("4") : hours("0"));
        assertThat(ledger.entries(source)).last().satisfies(entry -> {
            assertThat(entry.kind()).isEqualTo(kind);
            assertThat(entry.actor()).isEqualTo("clara");
            assertThat(entry.releasedBy()).contains("anna");
        });
        assertThat(billing.here.store.changes())
                .filteredOn(change -> change.subject().equals("proposal/" + proposal.id()))
                .extracting(change -> change.actor() + " " + change.after().orElseThrow())
                .containsExactly("clara OPEN", "anna RELEASED");
    }

    @Test
    void whatTakesNothingAwayNeedsNoRelease() {
        billing.here.item(billing.here.root("OTHER"), "OTHER-10", "itemized");
        Command toOther = new Command(
                ActKind.TRANSFER,
                source,
                Optional.of(new Portion(Optional.of(hours("1")), Optional.empty())),
                Optional.empty(),
                Optional.of(new ObjectRef("element", "OTHER")),
                "Theirs");
        assertThat(apply(toOther, CLARA).act()).isPresent();
        Command soon = new Command(
                ActKind.HOLD,
                source,
                Optional.of(new Portion(Optional.of(hours("1")), Optional.empty())),
                Optional.of(LocalDate.now(CLOCK).plusDays(366)),
                Optional.empty(),
                "Waits");
        assertThat(apply(soon, CLARA).act()).isPresent();
        assertThat(apply(command(ActKind.REVALUE, source, "12"), CLARA).act()).isPresent();
        assertThatThrownBy(() -> proposals.propose(List.of(command(ActKind.REVALUE, source, "13")), CLARA))
                .hasMessageContaining("Nothing is given up");
    }

    @Test
    void holdIsWithoutEndOneDayLater() {
        Command late = new Command(
                ActKind.HOLD,
                source,
                Optional.empty(),
                Optional.of(LocalDate.now(CLOCK).plusDays(367)),
                Optional.empty(),
                "Waits");
        assertThat(apply(late, CLARA).act()).isEmpty();
    }

    @Test
    void whoeverHadAPartInItReleasesNothing() {
        long proposal =
                proposals.propose(List.of(command(ActKind.WRITE_OFF)), BOTH).id();
        assertForbidden(() -> proposals.release(proposal, BOTH), "billing-approver other than both");
        assertForbidden(() -> proposals.release(proposal, CLARA), "billing-approver other than both");
        proposals.release(proposal, ANNA);
        assertThat(billing.here.balance(source).open()).isEqualTo(hours("0"));
    }

    @Test
    void nameInAnotherCaseIsNoOtherPerson() {
        Actor same = user("Both", Roles.BILLING_CLERK, Roles.BILLING_APPROVER);
        billing.approvers.add("Both");
        long proposal =
                proposals.propose(List.of(command(ActKind.WRITE_OFF)), BOTH).id();
        assertForbidden(() -> proposals.release(proposal, same), "billing-approver other than both");
        Preview preview = billing.runs.preview(changed(percent("-100")), BOTH);
        assertForbidden(() -> commit(preview, same), "billing-approver other than both");
    }

    @Test
    void pluginIsAskedOnAThreadOfItsOwn() {
        Set<String> threads = new TreeSet<>();
        PriceSource list = new ActivityPrices();
        billing.here.plugins.with(Spi.PRICE, "list", (page, out) -> {
            threads.add(Thread.currentThread().getName());
            list.price(page, out);
        });
        Proposal proposal = proposals.propose(List.of(command(ActKind.WRITE_OFF)), CLARA);
        proposals.release(proposal.id(), ANNA);
        assertThat(threads).isNotEmpty().allMatch(name -> name.startsWith("billhook-work-"));
    }

    @Test
    void whatWasDecidedIsDecidedOnce() {
        long first = proposals
                .propose(List.of(command(ActKind.WRITE_OFF, source, "1")), CLARA)
                .id();
        proposals.release(first, ANNA);
        assertConflict(() -> proposals.release(first, BOTH), "DECIDED");
        assertConflict(() -> proposals.decline(first, "Too late", BOTH), "DECIDED");
        long second = proposals
                .propose(List.of(command(ActKind.WRITE_OFF, source, "1")), CLARA)
                .id();
        assertForbidden(
                () -> proposals.decline(second, "No", user("other", Roles.BILLING_CLERK)),
                "billing-approver, or withdrawn by clara");
        assertThat(proposals.decline(second, "No", CLARA).state()).isEqualTo(Proposals.State.DECLINED);
        assertConflict(() -> proposals.release(second, ANNA), "DECIDED");
        assertThat(billing.here.balance(source).open()).isEqualTo(hours("9"));
    }

    @Test
    void proposalIsOfWhatStoodThen() {
        long proposal = proposals
                .propose(List.of(command(ActKind.WRITE_OFF, source, "1")), CLARA)
                .id();
        billing.run();
        assertConflict(() -> proposals.release(proposal, ANNA), "EXCEEDS_OPEN");
        long other = billing.hours(root, "b", "10");
        long changed = proposals
                .propose(List.of(command(ActKind.WRITE_OFF, other, "1")), CLARA)
                .id();
        proposals.release(
                proposals
                        .propose(List.of(command(ActKind.WRITE_OFF, other, "2")), CLARA)
                        .id(),
                ANNA);
        assertConflict(() -> proposals.release(changed, ANNA), "CHANGED_SINCE");
        assertThat(billing.here.balance(other).open()).isEqualTo(hours("8"));
        assertThat(proposals.find(changed).orElseThrow().state()).isEqualTo(Proposals.State.OPEN);
    }

    @Test
    void approverWhoIsNoneAnyMoreReleasesNothing() {
        long proposal =
                proposals.propose(List.of(command(ActKind.WRITE_OFF)), CLARA).id();
        billing.approvers.remove("anna");
        assertForbidden(() -> proposals.release(proposal, ANNA), "billing-approver other than clara");
    }

    @Test
    void whoIsAloneOrNeedsNoOtherGivesUpAndItIsNoted() {
        billing.approvers.remove("anna");
        assertThat(apply(command(ActKind.WRITE_OFF, source, "1"), BOTH).act()).isPresent();
        assertThat(ledger.entries(source)).last().satisfies(entry -> assertThat(entry.releasedBy())
                .contains("both"));
        assertThat(apply(command(ActKind.WRITE_OFF, source, "1"), CLARA).act())
                .as("no approver")
                .isEmpty();
        assertThat(proposals.notes()).extracting(Finding::code).containsExactly("RELEASES_ALONE", "RELEASED_ALONE");

        billing.approvers.add("anna");
        ledger = ledger(new Duties(billing.approvers, new Rules(false, 0, 0, 366)));
        assertThat(apply(command(ActKind.WRITE_OFF, source, "1"), BOTH).act()).isPresent();
    }

    @Test
    void littleNeedsNoReleaseAndManyLittlesDo() {
        ledger = ledger(new Duties(billing.approvers, new Rules(true, 100, 0, 366)));
        List<Result> results = ledger.apply(
                List.of(command(ActKind.WRITE_OFF, source, "1"), command(ActKind.WRITE_OFF, source, "0.1")), CLARA);
        assertThat(results.get(0).act()).isPresent();
        assertThat(results.get(1).act()).as("97.35 and 9.73 together").isEmpty();
        assertThat(apply(command(ActKind.REVALUE, source, "8.999"), CLARA).act())
                .isPresent();
    }

    private static Order changed(Condition condition) {
        return Order.all(Billing.KEY_DATE)
                .pricing(List.of(new PriceChange(Optional.empty(), Optional.empty(), condition, "For a friend")));
    }

    private static Condition percent(String percent) {
        return new Condition.Percent("discount", new BigDecimal(percent), Condition.Percent.Base.NET, "clerk");
    }

    private static Condition price(String price) {
        return Condition.PerUnit.price(BigMoney.parse("GBP " + price), "clerk");
    }

    private void commit(Preview preview, Actor actor) {
        billing.runs.commit(preview.id(), preview.token(), actor);
    }

    @Test
    void previewThatLowersANetIsCommittedOnceReleased() {
        Preview preview = billing.runs.preview(changed(percent("-100")), CLARA);
        assertThat(preview.stake().amounts()).containsExactly(gbp("973.50"));
        assertForbidden(() -> commit(preview, CLARA), "gives up GBP 973.50", "billing-approver other than clara");

        Proposal proposal = proposals.propose(preview.id(), preview.token(), CLARA);
        assertThat(proposals.propose(preview.id(), preview.token(), CLARA)).isEqualTo(proposal);
        assertForbidden(() -> commit(preview, CLARA), "billing-approver");
        proposals.release(proposal.id(), ANNA);
        commit(preview, CLARA);

        assertThat(ledger.entries(source)).last().satisfies(entry -> {
            assertThat(entry.kind()).isEqualTo(ActKind.BILL);
            assertThat(entry.actor()).isEqualTo("clara");
            assertThat(entry.releasedBy()).contains("anna");
        });
    }

    @Test
    void creditForWhatWasNeverBilledIsGivingUp() {
        Preview preview =
                billing.runs.preview(changed(new Condition.Fixed("off", gbp("-5000.00"), false, "clerk")), CLARA);
        assertThat(preview.stake().amounts()).containsExactly(gbp("5000.00"));
        assertForbidden(() -> commit(preview, CLARA), "billing-approver other than clara");
    }

    @Test
    void decidedWriteOffIsCommittedByTheClerkOnceReleased() {
        Preview preview = billing.runs.preview(Billing.decided(command(ActKind.WRITE_OFF, source, "2")), CLARA);
        assertThat(preview.stake().amounts()).containsExactly(gbp("194.70"));
        assertForbidden(() -> commit(preview, CLARA), "billing-approver");
        assertForbidden(() -> commit(billing.runs.preview(preview.order(), BOTH), BOTH), "other than both");

        proposals.release(
                proposals.propose(preview.id(), preview.token(), CLARA).id(), ANNA);
        commit(preview, CLARA);
        assertThat(billing.here.balance(source).open()).isEqualTo(hours("0"));
    }

    @Test
    void holdWithoutEndInAPreviewIsGivingUp() {
        Preview preview = billing.runs.preview(Billing.decided(command(ActKind.HOLD, source, "2")), CLARA);
        assertThat(preview.stake().unpriced()).isTrue();
        assertForbidden(() -> commit(preview, CLARA), "billing-approver");
    }

    @Test
    void approverWithBothRolesCommitsWhatSomebodyElseDecided() {
        Preview preview = billing.runs.preview(changed(percent("-10")), CLARA);
        commit(preview, BOTH);
        assertThat(ledger.entries(source)).last().satisfies(entry -> assertThat(entry.releasedBy())
                .contains("both"));
    }

    @Test
    void higherPriceNeedsNoRelease() {
        Preview preview = billing.runs.preview(changed(price("100")), CLARA);
        assertThat(preview.stake().isNone()).isTrue();
        commit(preview, CLARA);
    }

    @Test
    void priceForWhatHasNoneOfItsOwnIsOfUnknownStake() {
        billing.here.post(hours(root, "t", "1").characteristic("activity", "Travel"));
        Preview preview = billing.runs.preview(changed(price("100")), CLARA);
        assertThat(preview.stake().unpriced()).isTrue();
        assertForbidden(() -> commit(preview, CLARA), "no known price", "billing-approver");
    }

    @Test
    void releaseEndsWithTheRoleOfWhoGaveIt() {
        Preview preview = billing.runs.preview(changed(percent("-10")), CLARA);
        proposals.release(
                proposals.propose(preview.id(), preview.token(), CLARA).id(), ANNA);
        billing.approvers.remove("anna");
        assertForbidden(() -> commit(preview, CLARA), "billing-approver");
    }

    @Test
    void changedPreviewNeedsAReleaseOfItsOwn() {
        Preview first = billing.runs.preview(changed(percent("-10")), CLARA);
        proposals.release(proposals.propose(first.id(), first.token(), CLARA).id(), ANNA);
        Preview second = billing.runs.preview(changed(percent("-90")), CLARA);
        assertConflict(() -> billing.runs.commit(first.id(), second.token(), CLARA), "OTHER_TOKEN");
        assertForbidden(() -> commit(second, CLARA), "billing-approver");
    }

    @Test
    void previewThatGivesUpMoreThanItShowedIsNotCommitted() {
        Preview preview = billing.runs.preview(changed(price("50")), CLARA);
        proposals.release(
                proposals.propose(preview.id(), preview.token(), CLARA).id(), ANNA);
        billing.here.price("Development", "200.00", LocalDate.of(2026, 2, 1));
        assertConflict(() -> commit(preview, CLARA), "GIVES_UP_MORE");
    }

    @Test
    void runThatMayGiveUpGoesByAPreview() {
        for (Order order : List.of(
                changed(percent("-100")),
                Billing.decided(command(ActKind.WRITE_OFF)),
                Billing.decided(command(ActKind.HOLD)))) {
            assertForbidden(
                    () -> billing.runs.start(order, CLARA), "make a preview", "billing-approver other than clara");
            assertForbidden(() -> billing.runs.start(order, BOTH), "billing-approver other than both");
        }
        assertThat(billing.runs.start(Order.all(Billing.KEY_DATE), CLARA).id()).isPositive();
    }

    @ParameterizedTest
    @EnumSource(
            value = ActKind.class,
            names = {"WRITE_OFF", "HOLD"})
    void runOfWhoIsAloneSaysThatHeReleasedIt(ActKind kind) {
        billing.approvers.remove("anna");
        billing.runs.start(Billing.decided(command(kind, source, "2")), BOTH);
        assertThat(ledger.entries(source))
                .filteredOn(entry -> entry.kind() == kind)
                .singleElement()
                .satisfies(entry -> assertThat(entry.releasedBy()).contains("both"));
    }
}
