package org.billhook.engine.internal.sources;

import static org.assertj.core.api.Assertions.assertThat;
import static org.billhook.engine.inmemory.Installation.CLERK;
import static org.billhook.engine.inmemory.Installation.DAY;
import static org.billhook.engine.inmemory.Installation.hours;

import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import org.billhook.core.api.Sources.Outcome;
import org.billhook.core.api.Sources.Result;
import org.billhook.core.api.StoredSource;
import org.billhook.core.ledger.Term;
import org.billhook.core.model.Phase;
import org.billhook.core.spi.source.SourceDraft;
import org.billhook.core.spi.source.SourceSink;
import org.billhook.core.spi.source.SourceTerms;
import org.billhook.core.spi.source.SourceType;
import org.billhook.engine.inmemory.Installation;
import org.billhook.engine.inmemory.TimeKind;
import org.billhook.engine.internal.registry.Spi;
import org.billhook.engine.port.ObjectRow;
import org.billhook.engine.port.StoreException;
import org.joda.money.Money;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PostedSourcesTest {

    private final Installation here = new Installation();
    private ObjectRow root;

    @BeforeEach
    void installation() {
        here.plugins.with(Spi.SOURCE, "time", new TimeKind(false));
        root = here.root("W");
    }

    private List<Result> post(SourceDraft.Builder... drafts) {
        return here.sources.post(
                "test",
                java.util.Arrays.stream(drafts).map(SourceDraft.Builder::build).toList(),
                CLERK);
    }

    private static List<String> codes(Result result) {
        return result.findings().stream().map(finding -> finding.code()).toList();
    }

    @Test
    @Tag("I-2")
    void theSameRowTwiceIsOnePosting() {
        Result first = post(hours(root, "a", "8")).get(0);
        Result again = post(hours(root, "a", "8.000")).get(0);
        assertThat(first.outcome()).isEqualTo(Outcome.POSTED);
        assertThat(again).isEqualTo(new Result(Outcome.UNCHANGED, first.id(), List.of()));
    }

    @Test
    void whatCouldNotBeAddedUpOnARootIsRefusedWhenItIsPosted() {
        var under = here.under(root, "W.1");
        List<Result> results = post(
                hours(root, "a", "999999999998"),
                hours(under, "b", "-1000000"),
                hours(under, "c", "8"),
                hours(under, "d", "999999999999"));

        assertThat(results.stream().map(Result::outcome))
                .containsExactly(Outcome.POSTED, Outcome.REFUSED, Outcome.POSTED, Outcome.REFUSED);
        assertThat(results.get(1).findings().get(0).message())
                .isEqualTo("-1000000 HUR can't be added up with the 999999999998 HUR that are posted on its root:"
                        + " 899999999999.999 HUR have room");
        assertThat(post(hours(under, "e", "1000000")).get(0).outcome()).isEqualTo(Outcome.REFUSED);
        assertThat(post(hours(under, "f", "999999")).get(0).outcome()).isEqualTo(Outcome.POSTED);
    }

    @Test
    void theSameExternalIdWithOtherContentIsRefused() {
        post(hours(root, "a", "8"));
        Result other = post(hours(root, "a", "7")).get(0);
        assertThat(other.outcome()).isEqualTo(Outcome.REFUSED);
        assertThat(codes(other)).containsExactly("CONTRADICTS");
    }

    @Test
    void aRepeatInsideThePageIsOnePostingAndAContradictionIsRefused() {
        List<Result> results = post(hours(root, "a", "8"), hours(root, "a", "8"), hours(root, "a", "9"));
        assertThat(results)
                .extracting(Result::outcome)
                .containsExactly(Outcome.POSTED, Outcome.UNCHANGED, Outcome.REFUSED);
        assertThat(results.get(1).id()).isEqualTo(results.get(0).id());
    }

    @Test
    void eachRowIsTakenOrRefusedByItself() {
        List<Result> results = post(
                hours(root, "a", "8"),
                hours(root, "b", "0"),
                SourceDraft.of("time", new org.billhook.core.model.ObjectRef("element", "nowhere"))
                        .externalId("c")
                        .posted(hours("1"))
                        .serviceDate(DAY),
                hours(root, "d", "1").text("bad"),
                hours(root, "e", "-2"),
                hours(root, "f", "1").serviceDate(LocalDate.of(1, 1, 1)),
                hours(root, "g", "0.0001"));
        assertThat(results.stream().map(PostedSourcesTest::codes))
                .containsExactly(
                        List.of(),
                        List.of("ZERO"),
                        List.of("UNKNOWN_OBJECT"),
                        List.of("BAD"),
                        List.of(),
                        List.of("DATE_OUT_OF_RANGE"),
                        List.of("TOO_FINE"));
    }

    /** The source that the act on a posting has made for another object. */
    private StoredSource handedOn(long posting, int act) {
        return here.sources.find("transfer", posting + "#" + act).orElseThrow();
    }

    private static String text(StoredSource source) {
        return "%s: %s open of %s, cost %s"
                .formatted(
                        source.object(),
                        source.balance().open(),
                        source.balance().posted(),
                        source.cost().orElseThrow());
    }

    @Test
    @Tag("O-46")
    @Tag("G-14")
    void contractItemsGetTheirPartsOfWhatIsPostedOnAnElementOrBeneath() {
        here.root("A");
        here.root("B");
        here.apportion(root, "element/A 33.33; element/B 33.33");
        ObjectRow beneath = here.under(root, "W.1");
        SourceDraft.Builder work = hours(beneath, "a", "10").cost(Money.parse("GBP 100.01"));
        long posting = here.post(work);

        StoredSource first = handedOn(posting, 1);
        assertThat(text(first)).isEqualTo("element/A: 3.333 HUR open of 3.333 HUR, cost GBP 33.33");
        assertThat(first.characteristics()).containsEntry("element", "W.1").containsEntry("activity", "Development");
        assertThat(text(handedOn(posting, 2))).isEqualTo("element/B: 3.333 HUR open of 3.333 HUR, cost GBP 33.34");
        assertThat(here.balance(posting).open()).isEqualTo(hours("3.334"));
        assertThat(here.balance(posting).get(Term.TRANSFERRED)).isEqualTo(hours("6.666"));

        assertThat(post(work).get(0)).isEqualTo(new Result(Outcome.UNCHANGED, Optional.of(posting), List.of()));
        assertThat(here.balance(posting).seq()).isEqualTo(3);
    }

    @Test
    @Tag("O-46")
    void aPartThatCantBeHandedOnStaysWithAWarning() {
        here.change(here.root("A"), Phase.CLOSED);
        here.root("B");
        here.apportion(root, "element/A 60; element/nowhere 10; element/B 30");
        Result result =
                post(hours(root, "a", "-10").cost(Money.parse("GBP -50"))).get(0);

        assertThat(codes(result)).containsExactly("NOT_APPORTIONED", "NOT_APPORTIONED");
        assertThat(result.findings().get(0).message()).contains("-6 HUR", "element/A is in status CLOSED");
        assertThat(result.findings().get(1).message()).contains("-1 HUR", "no billing object 'element/nowhere'");
        long posting = result.id().orElseThrow();
        assertThat(text(handedOn(posting, 1))).isEqualTo("element/B: -3 HUR open of -3 HUR, cost GBP -15.00");
        assertThat(here.balance(posting).open()).isEqualTo(hours("-7"));
    }

    @Test
    @Tag("O-45")
    @Tag("O-46")
    void theNearestElementCountsAndNoneAboveTheHeadOfTheRoot() {
        here.root("A");
        here.root("B");
        ObjectRow beneath = here.under(root, "W.1");
        here.apportion(root, "element/A 50");
        here.apportion(beneath, "element/B 100");
        List<Result> posted = post(
                hours(beneath, "a", "4").cost(Money.parse("GBP 8")),
                hours(root, "b", "2").cost(Money.parse("GBP 4")),
                hours(here.headUnder(root, "N"), "c", "1"));

        assertThat(text(handedOn(posted.get(0).id().orElseThrow(), 1)))
                .isEqualTo("element/B: 4 HUR open of 4 HUR, cost GBP 8.00");
        assertThat(text(handedOn(posted.get(1).id().orElseThrow(), 1)))
                .isEqualTo("element/A: 1 HUR open of 1 HUR, cost GBP 2.00");
        assertThat(here.balance(posted.get(2).id().orElseThrow()).open()).isEqualTo(hours("1"));
    }

    @Test
    @Tag("I-7")
    void aKindWhoseBundleIsAwayIsRefusedWithItsName() {
        here.plugins.remove(Spi.SOURCE, "time");
        Result result = post(hours(root, "a", "8")).get(0);
        assertThat(result.findings()).singleElement().satisfies(finding -> {
            assertThat(finding.code()).isEqualTo("UNKNOWN_KIND");
            assertThat(finding.message()).contains("time");
        });
    }

    @Test
    void aKindThatBreaksRefusesItsRowsAndNothingIsStored() {
        here.plugins.with(Spi.SOURCE, "time", new BrokenKind());
        Result result = post(hours(root, "a", "8")).get(0);
        assertThat(codes(result)).containsExactly("PLUGIN_BROKE");
        assertThat(here.sources.find("test", "a")).isEmpty();
    }

    @Test
    void aRaceOnTheExternalIdEndsAsUnchanged() {
        AtomicBoolean once = new AtomicBoolean(true);
        here.store.failWith(write -> {
            if (write.equals("commit") && once.getAndSet(false)) {
                throw new StoreException(StoreException.Reason.DUPLICATE, "raced", null);
            }
        });
        assertThat(post(hours(root, "a", "8")).get(0).outcome()).isEqualTo(Outcome.POSTED);
    }

    @Test
    void aPostingIsShownWithBalanceRootAndTheCharacteristicsOfItsObject() {
        long id = here.post(hours(here.under(root, "W.1"), "a", "8"));
        StoredSource source = here.sources.find(id).orElseThrow();
        assertThat(source.root()).contains(root.ref());
        assertThat(source.characteristics()).containsEntry("project", "P1").containsEntry("activity", "Development");
        assertThat(source.balance().open()).isEqualTo(hours("8"));
        assertThat(source.postingDate()).isEqualTo(LocalDate.of(2026, 3, 31));
    }

    @Test
    void theFirstActualPostingIsNotedOnTheObject() {
        here.post(hours(root, "a", "8"));
        here.post(hours(root, "b", "8").serviceDate(DAY.minusDays(3)));
        assertThat(here.store
                        .call(s -> s.objects().find(root.ref()))
                        .orElseThrow()
                        .firstActual())
                .contains(DAY.minusDays(3));
    }

    @ParameterizedTest
    @Tag("R-23")
    @Tag("G-18")
    @CsvSource({"ACTUAL, true", "ACTUAL_REVENUE, true", "STATISTICAL, false", "PLAN, false"})
    void onlyCostAndRevenueFixTheBillingRelevance(SourceTerms.Nature nature, boolean fixes) {
        here.plugins.with(Spi.SOURCE, "time", new SourceType() {
            @Override
            public SourceTerms terms() {
                return new SourceTerms(nature, false);
            }

            @Override
            public void check(List<SourceDraft> page, SourceSink out) {
                out.accept(0, page.get(0));
            }
        });

        here.post(hours(root, "a", "8"));

        assertThat(here.store.objects().find(root.ref()).orElseThrow().firstActual())
                .isEqualTo(fixes ? Optional.of(DAY) : Optional.empty());
    }
}
