package org.billhook.engine.internal.runs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.billhook.engine.inmemory.Installation.CLERK;
import static org.billhook.engine.internal.runs.Billing.gbp;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.billhook.core.api.BillhookException;
import org.billhook.core.api.BillingRuns.Order;
import org.billhook.core.api.BillingRuns.Preview;
import org.billhook.core.api.BillingRuns.RootResult;
import org.billhook.core.api.BillingRuns.Run;
import org.billhook.core.api.BillingRuns.State;
import org.billhook.core.api.DueList.DueRoot;
import org.billhook.core.api.DueList.Query;
import org.billhook.core.api.Page;
import org.billhook.core.dip.Criteria;
import org.billhook.core.dip.DipProfile;
import org.billhook.core.model.Finding;
import org.billhook.core.model.Phase;
import org.billhook.core.spi.adjustment.AdjustmentPage;
import org.billhook.core.spi.adjustment.AdjustmentSink;
import org.billhook.core.spi.adjustment.BillingAdjustment;
import org.billhook.core.spi.decision.BillingDecision;
import org.billhook.core.spi.fact.FactSource;
import org.billhook.core.spi.source.SourceDraft;
import org.billhook.core.spi.source.SourceSink;
import org.billhook.core.spi.source.SourceTerms;
import org.billhook.core.spi.source.SourceType;
import org.billhook.engine.inmemory.Installation;
import org.billhook.engine.internal.dip.StoredDipProfiles;
import org.billhook.engine.internal.registry.Spi;
import org.billhook.engine.internal.settings.StoredConfigurations;
import org.billhook.engine.port.ObjectRow;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** While a fact source, a decision or an adjustment is away nothing is billed without it (law 4). */
class ChainAwayTest {

    private static final String MESSAGE =
            "%s 'chained' of bundle test.chained 1.0.0 is away since 2026-03-31T09:30:00Z: start, mend or install it,"
                    + " or retire the id if it is to decide no more";

    private final Billing billing = new Billing();

    private static Stream<Spi<?>> chains() {
        return Stream.of(Spi.FACT, Spi.DECISION, Spi.ADJUSTMENT);
    }

    private static final class Silent implements BillingAdjustment {
        @Override
        public void adjust(AdjustmentPage page, AdjustmentSink out) {
            // lets all lines be
        }
    }

    private void start() {
        billing.here.plugins.with(Spi.FACT, "chained", (FactSource) items -> List.of());
        billing.here.plugins.with(Spi.DECISION, "chained", (BillingDecision) (page, out) -> {});
        billing.here.plugins.with(Spi.ADJUSTMENT, "chained", new Silent());
    }

    /** Eight hours at 97.35, on an installation of which one plugin is away. */
    private ObjectRow workWithout(Spi<?> spi) {
        start();
        ObjectRow project = billing.project("W");
        billing.hours(project, "a", "8");
        billing.here.plugins.away(spi, "chained");
        return project;
    }

    private static void waits(List<RootResult> roots, Spi<?> spi) {
        assertThat(roots).singleElement().satisfies(root -> {
            assertThat(root.state()).isEqualTo(State.WAITING);
            assertThat(root.lines()).isZero();
            tells(root.findings(), spi);
        });
    }

    private static void tells(List<Finding> findings, Spi<?> spi) {
        assertThat(findings).singleElement().satisfies(finding -> {
            assertThat(finding.code()).isEqualTo("PLUGIN_AWAY");
            assertThat(finding.isError()).isTrue();
            assertThat(finding.message()).isEqualTo(MESSAGE.formatted(spi.name()));
        });
    }

    private Preview preview() {
        return billing.runs.preview(Order.all(Billing.KEY_DATE), CLERK);
    }

    @ParameterizedTest
    @MethodSource("chains")
    void aRunWaitsAndGoesOnWhenItIsBack(Spi<?> spi) {
        workWithout(spi);
        Run run = billing.run();
        waits(billing.roots(run), spi);
        assertThat(billing.requests()).isEmpty();

        start();
        Run resumed = billing.runs.resume(run.id(), CLERK);
        assertThat(billing.runs.find(resumed.id()).orElseThrow().totals()).isEqualTo(Map.of("GBP", gbp("778.80")));
    }

    @ParameterizedTest
    @MethodSource("chains")
    void oneThatIsRetiredIsNotWaitedFor(Spi<?> spi) {
        workWithout(spi);
        billing.here.plugins.retire(spi, "chained");
        assertThat(billing.run().totals()).isEqualTo(Map.of("GBP", gbp("778.80")));
    }

    @ParameterizedTest
    @MethodSource("chains")
    void aPreviewShowsWhyItIsEmpty(Spi<?> spi) {
        workWithout(spi);
        Preview preview = preview();
        waits(preview.roots(), spi);
        assertThat(preview.requests()).isEmpty();
    }

    @ParameterizedTest
    @MethodSource("chains")
    void aPreviewThatWasMadeWithItIsNotCommittedWithoutIt(Spi<?> spi) {
        start();
        billing.hours(billing.project("W"), "a", "8");
        Preview preview = preview();
        billing.here.plugins.away(spi, "chained");
        BillhookException refusal = catchThrowableOfType(
                BillhookException.class, () -> billing.runs.commit(preview.id(), preview.token(), CLERK));
        assertThat(refusal.type()).isEqualTo(BillhookException.Type.CONFLICT);
        assertThat(refusal.findings()).extracting(Finding::message).contains(MESSAGE.formatted(spi.name()));
        assertThat(billing.requests()).isEmpty();
    }

    @ParameterizedTest
    @MethodSource("chains")
    void aPreviewThatWasMadeWithoutItIsNotCommittedWhenItIsBack(Spi<?> spi) {
        workWithout(spi);
        Preview preview = preview();
        start();
        BillhookException refusal = catchThrowableOfType(
                BillhookException.class, () -> billing.runs.commit(preview.id(), preview.token(), CLERK));
        assertThat(refusal.type()).isEqualTo(BillhookException.Type.CONFLICT);
        assertThat(billing.requests()).isEmpty();
    }

    @ParameterizedTest
    @MethodSource("chains")
    void aDryRunOfAProfileIsEmptyAndSaysWhy(Spi<?> spi) {
        start();
        ObjectRow root = billing.here.root("W");
        billing.here.item(root, "W-10", "itemized", Phase.RELEASED, Map.of("profile", "P"));
        billing.hours(root, "a", "8");
        billing.here.plugins.away(spi, "chained");
        DipProfile profile = new DipProfile("P", 0, "one", List.of(), List.of(), List.of(), List.of());
        Preview dry = billing.runs.dryRun(Order.all(Billing.KEY_DATE), profile, CLERK);
        waits(dry.roots(), spi);
        assertThat(dry.requests()).isEmpty();
    }

    @ParameterizedTest
    @MethodSource("chains")
    void theDueListSaysWhyItCannotBeBilled(Spi<?> spi) {
        workWithout(spi);
        List<DueRoot> due = billing.dueList
                .list(Query.all(Billing.KEY_DATE), Page.Request.first(10))
                .items();
        assertThat(due).singleElement().satisfies(root -> tells(root.reasons(), spi));
    }

    @ParameterizedTest
    @MethodSource("chains")
    void aRunThatHasBegunWithItBillsNothingWithoutIt(Spi<?> spi) {
        start();
        billing.hours(billing.project("W"), "a", "8");
        billing.jobs.paused = true;
        Run run = billing.run();
        billing.here.plugins.away(spi, "chained");
        billing.jobs.again(run.id());
        waits(billing.roots(run), spi);
        assertThat(Optional.of(billing.requests())).contains(List.of());
    }

    /** Nobody knows whether its sources are planned, so they are not taken for work that was done. */
    @Test
    @Tag("D-15")
    void aKindOfSourcesThatIsAwayIsNotTakenForActual() {
        billing.here.plugins.with(Spi.SOURCE, "plan", new Planned());
        ObjectRow root = billing.here.root("W");
        billing.here.item(root, "W-10", "itemized", Phase.RELEASED, Map.of("profile", "P"));
        billing.hours(root, "a", "8");
        billing.here.post(SourceDraft.of("plan", root.ref())
                .externalId("p")
                .posted(Installation.hours("100"))
                .serviceDate(Installation.DAY)
                .characteristic("activity", "Development"));
        DipProfile profile =
                new DipProfile("P", 0, "one", List.of(), List.of(row("time"), row("plan")), List.of(), List.of());
        new StoredDipProfiles(new StoredConfigurations(billing.here.store, Installation.CLOCK), billing.here.store)
                .put(profile, 0, CLERK);
        billing.here.plugins.away(Spi.SOURCE, "plan");
        Run run = billing.run();
        assertThat(billing.codes(run)).containsExactly("PLUGIN_AWAY");
        assertThat(billing.requests()).isEmpty();

        billing.here.plugins.retire(Spi.SOURCE, "plan");
        assertThat(billing.run().totals()).as("8 hours").isEqualTo(Map.of("GBP", gbp("778.80")));
        billing.here.plugins.with(Spi.SOURCE, "plan", new Planned());
        assertThat(billing.run().totals()).isEmpty();
    }

    private static DipProfile.SourceRow row(String kind) {
        return new DipProfile.SourceRow(kind, 100, DipProfile.Reaction.NONE, Criteria.ALL);
    }

    private static final class Planned implements SourceType {
        @Override
        public SourceTerms terms() {
            return new SourceTerms(SourceTerms.Nature.PLAN, false);
        }

        @Override
        public void check(List<SourceDraft> page, SourceSink out) {
            for (int i = 0; i < page.size(); i++) {
                out.accept(i, page.get(i));
            }
        }
    }
}
