package org.billhook.relevance.summarized;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.billhook.core.dip.Criteria;
import org.billhook.core.dip.DipProfile;
import org.billhook.core.dip.DipProfile.Characteristic;
import org.billhook.core.dip.DipProfile.Conversion;
import org.billhook.core.dip.DipProfile.MaterialRow;
import org.billhook.core.dip.DipProfile.Reaction;
import org.billhook.core.dip.DipProfile.SourceRow;
import org.billhook.core.dip.DipProfile.Transfer;
import org.billhook.core.dip.DipProfile.UsageRow;
import org.billhook.core.dip.Usage;
import org.billhook.core.model.Finding;
import org.billhook.core.model.Fraction;
import org.billhook.core.model.Quantity;
import org.billhook.core.model.Share;
import org.billhook.core.model.Unit;
import org.billhook.core.spi.price.Condition;
import org.billhook.core.spi.price.Conditions;
import org.billhook.core.spi.relevance.DynamicItem;
import org.billhook.testkit.RecordedProposal;
import org.billhook.testkit.SampleItem;
import org.billhook.testkit.SampleRun;
import org.billhook.testkit.SampleSource;
import org.joda.money.BigMoney;
import org.joda.money.CurrencyUnit;
import org.joda.money.Money;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Profiles at work: the worked examples of the dynamic item processor. */
class DipProfileTest {

    private static final SampleItem ITEM = SampleItem.of("sales-order-item/4711-10");

    private static Criteria activity(String... values) {
        return new Criteria(Map.of("activity", List.of(values)));
    }

    private static MaterialRow row(Criteria criteria, String material, boolean individual) {
        return new MaterialRow(criteria, false, Optional.of(material), individual, Transfer.BOTH, Optional.empty());
    }

    private static DipProfile profile(boolean separate, MaterialRow... rows) {
        return new DipProfile(
                "P",
                1,
                "",
                List.of(new Characteristic("activity", true, separate)),
                List.of(),
                List.of(rows),
                List.of());
    }

    private static DipProfile sources(SourceRow... rows) {
        return new DipProfile("P", 1, "", List.of(), List.of(rows), List.of(), List.of());
    }

    private static List<String> items(DipProfile profile, SampleSource... sources) {
        RecordedProposal proposal = RecordedProposal.of(
                new Summarized(), SampleRun.of(ITEM, sources).under(profile));
        assertThat(proposal.faults()).isEmpty();
        return proposal.items().stream()
                .map(item ->
                        item.quantity() + " " + item.characteristic("material").orElse("-"))
                .toList();
    }

    private static final SampleSource[] THREE = {
        SampleSource.hours(1, "12").with("activity", "1"),
        SampleSource.hours(2, "5").with("activity", "2"),
        SampleSource.hours(3, "1").with("activity", "3")
    };

    private static MaterialRow[] byMaterial(boolean individual) {
        return new MaterialRow[] {row(activity("1"), "Mat 1", individual), row(activity("2", "3"), "Mat 2", individual)
        };
    }

    @Test
    @Tag("WE-39")
    @Tag("D-1")
    @Tag("D-2")
    @Tag("D-24")
    @Tag("D-54")
    @Tag("D-77")
    void theSecondSummarizationIsByMaterialAndWhatIsNotToBeSummarized() {
        assertThat(items(profile(false, byMaterial(false)), THREE)).containsExactly("12 HUR Mat 1", "6 HUR Mat 2");
        assertThat(items(profile(true, byMaterial(false)), THREE))
                .containsExactly("12 HUR Mat 1", "5 HUR Mat 2", "1 HUR Mat 2");
        assertThat(items(profile(false, byMaterial(true)), THREE))
                .containsExactly("12 HUR Mat 1", "5 HUR Mat 2", "1 HUR Mat 2");
    }

    @Test
    @Tag("G-22")
    @Tag("D-100")
    void correctionsAreSummedWithWhatTheyCorrect() {
        assertThat(items(
                        profile(false, byMaterial(false)),
                        SampleSource.hours(1, "-4").with("activity", "1"),
                        SampleSource.hours(2, "12").with("activity", "1"),
                        SampleSource.hours(3, "-1").with("activity", "2")))
                .containsExactly("8 HUR Mat 1", "-1 HUR Mat 2");
    }

    @Test
    @Tag("WE-40")
    @Tag("D-23")
    void anActivityInTwoSetsIsAnErrorOfTheProfile() {
        assertThat(profile(false, byMaterial(false)).check()).isEmpty();
        assertThat(profile(false, row(activity("1", "2"), "Mat 1", false), row(activity("2..3"), "Mat 2", false))
                        .check())
                .extracting(Finding::code)
                .containsExactly("NOT_UNIQUE");
        DipProfile notRelevant = new DipProfile(
                "P", 1, "", List.of(), List.of(), List.of(row(activity("1"), "Mat 1", false)), List.of());
        assertThat(notRelevant.check()).extracting(Finding::code).containsExactly("NOT_FOR_MATERIAL");
    }

    @Test
    @Tag("D-52")
    @Tag("D-53")
    void theFirstRowThatMatchesCountsAndThePostedMaterialBeforeTheFixedOne() {
        DipProfile profile = profile(
                false,
                row(activity("1"), "Mat 1", false),
                new MaterialRow(Criteria.ALL, true, Optional.of("Rest"), false, Transfer.BOTH, Optional.empty()));
        assertThat(items(
                        profile,
                        SampleSource.hours(1, "1").with("activity", "1").with("material", "OWN"),
                        SampleSource.hours(2, "2").with("activity", "2").with("material", "OWN"),
                        SampleSource.hours(3, "3").with("activity", "2")))
                .containsExactly("1 HUR Mat 1", "2 HUR OWN", "3 HUR Rest");
    }

    @Test
    @Tag("D-13")
    @Tag("D-11")
    void aSourceWithoutMaterialStaysOpenOrHoldsTheItemAsTheProfileSays() {
        for (boolean only : List.of(true, false)) {
            DipProfile profile = new DipProfile(
                    "P",
                    1,
                    "",
                    List.of(new Characteristic("activity", true, false)),
                    List.of(),
                    List.of(row(activity("1"), "Mat 1", false)),
                    only
                            ? List.of(UsageRow.of(Usage.BILLING).leavingWithoutMaterial())
                            : List.of(UsageRow.of(Usage.BILLING)));
            RecordedProposal proposal = RecordedProposal.of(
                    new Summarized(), SampleRun.of(ITEM, THREE).under(profile));
            assertThat(proposal.leftOpen().get(2L).code()).isEqualTo("NO_MATERIAL");
            assertThat(proposal.leftOpen().get(2L).isError()).isEqualTo(!only);
        }
    }

    private static List<String> refusals(UsageRow... usages) {
        return new DipProfile("P", 1, "", List.of(), List.of(), List.of(), List.of(usages))
                .check().stream()
                        .map(finding -> finding.code() + " " + finding.field().orElse("-"))
                        .toList();
    }

    @Test
    @Tag("D-10")
    @Tag("D-11")
    void eachUsageHasItsSettingsOnceAndAProfileWithoutAnyIsForAll() {
        DipProfile forAll = profile(false);
        assertThat(forAll.usage(Usage.QUOTATION)).contains(UsageRow.of(Usage.QUOTATION));
        DipProfile quoting =
                new DipProfile("P", 1, "", List.of(), List.of(), List.of(), List.of(UsageRow.of(Usage.QUOTATION)));
        assertThat(quoting.usage(Usage.QUOTATION)).contains(UsageRow.of(Usage.QUOTATION));
        assertThat(quoting.usage(Usage.BILLING)).isEmpty();
        assertThat(refusals(UsageRow.of(Usage.BILLING), UsageRow.of(Usage.QUOTATION)))
                .isEmpty();
        assertThat(refusals(UsageRow.of(Usage.QUOTATION), UsageRow.of(Usage.QUOTATION)))
                .containsExactly("TWICE usages[1].usage");
    }

    @ParameterizedTest
    @Tag("D-12")
    @Tag("D-14")
    @CsvSource({
        "BILLING,                 G2, true,  5,   ''",
        "QUOTATION,               ,   false, 99,  ''",
        "QUOTATION,               G2, false, 0,   ONLY_BILLING usages[0].creditDocumentType",
        "DOWN_PAYMENT_DIFFERENCE, ,   true,  ,    ONLY_BILLING usages[0].inceptionToDate",
        "BILLING,                 ,   false, 100, CONDITIONS usages[0].manualConditions",
        "BILLING,                 ,   false, -1,  CONDITIONS usages[0].manualConditions",
        "BILLING,                 ' ', false, ,   BAD_LENGTH usages[0].creditDocumentType",
    })
    void onlyBillingMakesCreditMemosAndBillsToDate(
            Usage usage, String credit, boolean toDate, Integer conditions, String refusal) {
        UsageRow row = new UsageRow(
                usage,
                Optional.of("L2"),
                Optional.ofNullable(credit),
                false,
                Optional.ofNullable(conditions),
                false,
                toDate);
        assertThat(String.join(", ", refusals(row))).isEqualTo(refusal);
    }

    /** Records A: 5 h, cost 100; B: no hours, cost 100; C: 5 h, cost 0. */
    @ParameterizedTest
    @Tag("WE-41")
    @Tag("D-4")
    @Tag("D-51")
    @Tag("D-51a")
    @CsvSource({
        "COST,             1 C62 100.00 | 1 C62 100.00 | -",
        "QUANTITY,         5 HUR - | - | 5 HUR -",
        "BOTH,             5 HUR 100.00 | 1 C62 100.00 | 5 HUR 0.00",
        "BOTH_IF_COST,     5 HUR 100.00 | 1 C62 100.00 | -",
        "BOTH_IF_QUANTITY, 5 HUR 100.00 | - | 5 HUR 0.00",
    })
    void transferCodesPassCostAndQuantity(Transfer transfer, String passed) {
        List<SampleSource> records = List.of(
                SampleSource.hours(1, "5").cost(Money.parse("EUR 100")),
                SampleSource.expense(1, "EUR 100").cost(Money.parse("EUR 100")),
                SampleSource.hours(1, "5").cost(Money.parse("EUR 0")));
        DipProfile profile = profile(
                false, new MaterialRow(Criteria.ALL, false, Optional.of("Mat"), false, transfer, Optional.empty()));
        List<String> seen = new ArrayList<>();
        for (SampleSource each : records) {
            RecordedProposal proposal = RecordedProposal.of(
                    new Summarized(), SampleRun.of(ITEM, each).under(profile));
            seen.add(
                    proposal.items().isEmpty()
                            ? "-"
                            : text(proposal.items().get(0), each.cost().orElseThrow()));
        }
        assertThat(String.join(" | ", seen)).isEqualTo(passed);
    }

    private static String text(DynamicItem item, Money cost) {
        return item.quantity() + " " + (item.withCost() ? cost.getAmount().toPlainString() : "-");
    }

    @Test
    @Tag("WE-42")
    void aHotelBillIsOnePieceAtItsCost() {
        DipProfile profile = profile(false, row(Criteria.ALL, "HOTEL", false));
        RecordedProposal proposal = RecordedProposal.of(
                new Summarized(),
                SampleRun.of(ITEM, SampleSource.expense(1, "EUR 250.00").cost(Money.parse("EUR 250.00")))
                        .under(profile));
        assertThat(proposal.items()).singleElement().satisfies(item -> {
            assertThat(item.quantity()).hasToString("1 C62");
            assertThat(item.atCost()).isTrue();
            assertThat(item.characteristic("material")).contains("HOTEL");
        });
    }

    @Test
    @Tag("D-30")
    @Tag("D-33")
    @Tag("D-40")
    void theFirstSourceRowThatMatchesGivesThePercentage() {
        DipProfile profile = sources(
                new SourceRow("time", 150, Reaction.NONE, activity("A..C")),
                new SourceRow("time", 50, Reaction.ERROR, Criteria.ALL));
        RecordedProposal proposal = RecordedProposal.of(
                new Summarized(),
                SampleRun.of(
                                ITEM,
                                SampleSource.hours(1, "2").with("activity", "B"),
                                SampleSource.hours(2, "2").with("activity", "X"),
                                SampleSource.expense(3, "EUR 5"))
                        .under(profile));
        assertThat(proposal.items())
                .extracting(item -> item.quantity() + " at " + item.percentage() + " of "
                        + item.claims().get(0).share())
                .containsExactly("3 HUR at 150 of 2 HUR", "1 HUR at 50 of 2 HUR");
        assertThat(proposal.leftOpen().get(3L).code()).isEqualTo("NOT_SELECTED");
    }

    @ParameterizedTest
    @Tag("D-30")
    @CsvSource({
        "100, ERROR, ''",
        "101, ERROR, OVER_100 ERROR",
        "101, WARNING, OVER_100 WARNING",
        "101, NONE, ''",
        "-1, NONE, PERCENT ERROR",
        "1000, NONE, PERCENT ERROR",
        "999, NONE, ''",
    })
    void moreThanAllOfASourceIsCheckedAsItsRowSays(int percentage, Reaction reaction, String found) {
        List<Finding> findings = sources(new SourceRow("time", percentage, reaction, Criteria.ALL))
                .check();
        assertThat(findings.stream().map(finding -> finding.code() + " " + finding.severity()))
                .containsExactlyElementsOf(found.isEmpty() ? List.of() : List.of(found));
    }

    @Test
    @Tag("D-55")
    void quantitiesAreConvertedAndWhatCantBeStaysOpen() {
        Conversion minutes = new Conversion(new Unit("MIN"), Unit.HOUR, Fraction.parse("0.25"));
        DipProfile profile = profile(
                false,
                new MaterialRow(Criteria.ALL, false, Optional.of("Mat"), false, Transfer.BOTH, Optional.of(minutes)));
        RecordedProposal proposal = RecordedProposal.of(
                new Summarized(),
                SampleRun.of(
                                ITEM,
                                SampleSource.hours(1, "2"),
                                SampleSource.of(
                                        2,
                                        "time",
                                        SampleSource.itemQuantity(9, "a/b", "4").posted()),
                                SampleSource.of(3, "time", Share.of(Quantity.of("8", new Unit("MIN")))))
                        .under(profile));
        assertThat(proposal.items())
                .extracting(item -> item.quantity().toString())
                .containsExactly("4 HUR");
        assertThat(proposal.leftOpen().get(2L).code()).isEqualTo("NO_CONVERSION");
    }

    private static SampleSource minutes(long id, String minutes) {
        return SampleSource.of(id, "time", Share.of(Quantity.of(minutes, new Unit("MIN"))));
    }

    /** One item of all the minutes, as hours, and what it is worth. */
    private static String minutesAsHours(String factor, String price, int percentage, String... minutes) {
        DipProfile profile = new DipProfile(
                "TEST",
                1,
                "test",
                List.of(),
                List.of(new SourceRow("time", percentage, Reaction.NONE, Criteria.ALL)),
                List.of(new MaterialRow(
                        Criteria.ALL,
                        false,
                        Optional.of("Mat"),
                        false,
                        Transfer.BOTH,
                        Optional.of(new Conversion(new Unit("MIN"), Unit.HOUR, Fraction.parse(factor))))),
                List.of());
        SampleSource[] sources = new SampleSource[minutes.length];
        for (int i = 0; i < sources.length; i++) {
            sources[i] = minutes(i + 1L, minutes[i]);
        }
        List<DynamicItem> items = RecordedProposal.of(
                        new Summarized(), SampleRun.of(ITEM, sources).under(profile))
                .items();
        assertThat(items).hasSize(1);
        List<Condition> conditions = List.of(Condition.PerUnit.price(BigMoney.parse("EUR " + price), "test"));
        return "%s, exactly %s: %s"
                .formatted(
                        items.get(0).quantity(),
                        items.get(0).exactQuantity(),
                        Conditions.net(Conditions.value(conditions, items.get(0), CurrencyUnit.EUR), CurrencyUnit.EUR));
    }

    @ParameterizedTest
    @Tag("D-55")
    @CsvSource(
            delimiter = '|',
            value = {
                "60 | 150.00 | 1 HUR, exactly 1: EUR 150.00",
                "120000 | 150.00 | 2000 HUR, exactly 2000: EUR 300000.00",
                "600000 | 1000.00 | 10000 HUR, exactly 10000: EUR 10000000.00",
                "50 | 100.00 | 0.833333333 HUR, exactly 5/6: EUR 83.33",
                "-50 | 100.00 | -0.833333333 HUR, exactly -5/6: EUR -83.33",
                // half a cent exactly, which no decimals reach: 1/12 of 0.30
                "5 | 0.30 | 0.083333333 HUR, exactly 1/12: EUR 0.03",
                "50000000 | 9000.00 | 833333.333333333 HUR, exactly 2500000/3: EUR 7500000000.00",
            })
    void minutesAreHoursToTheLastCent(String minutes, String price, String item) {
        assertThat(minutesAsHours("1/60", price, 100, minutes)).isEqualTo(item);
    }

    @ParameterizedTest
    @Tag("D-55")
    @ValueSource(strings = {"0.0167", "0.0166", "0.016666667", "0.01666666666666666", "0.01666666666666666667"})
    void decimalsOfASixtiethAreASixtieth(String factor) {
        assertThat(minutesAsHours(factor, "150.00", 100, "120000")).isEqualTo("2000 HUR, exactly 2000: EUR 300000.00");
    }

    @Test
    @Tag("D-55")
    void whatIsNotDecimalsOfASixtiethIsTakenAsItIs() {
        assertThat(minutesAsHours("0.0168", "100.00", 100, "60")).isEqualTo("1.008 HUR, exactly 1.008: EUR 100.80");
        assertThat(minutesAsHours("0.02", "100.00", 100, "60")).isEqualTo("1.2 HUR, exactly 1.2: EUR 120.00");
    }

    @Test
    @Tag("D-55")
    void whatIsSummarizedIsConvertedOnce() {
        assertThat(minutesAsHours("1/60", "150.00", 100, "20", "20", "20")).isEqualTo("1 HUR, exactly 1: EUR 150.00");
        assertThat(minutesAsHours("1/60", "100.00", 33, "50", "50")).isEqualTo("0.55 HUR, exactly 0.55: EUR 55.00");
    }

    @ParameterizedTest
    @Tag("D-55")
    @CsvSource({
        "0.016666667, ROUNDED_FACTOR 1/60",
        "0.01666666666666666, ''",
        "0.0167, ROUNDED_FACTOR 1/60",
        "0.333333, ROUNDED_FACTOR 1/3",
        "1/60, ''",
        "0.0125, ''",
        "0.125, ''",
        "2.54, ''",
        "-1/60, FACTOR",
        "0, FACTOR",
    })
    void aFactorThatLooksRoundedIsNamed(String factor, String found) {
        DipProfile profile = profile(
                false,
                new MaterialRow(
                        Criteria.ALL,
                        false,
                        Optional.of("Mat"),
                        false,
                        Transfer.BOTH,
                        Optional.of(new Conversion(new Unit("BX"), Unit.PIECE, Fraction.parse(factor)))));
        assertThat(profile.check().stream()
                        .map(finding -> finding.isError()
                                ? finding.code()
                                : finding.code() + finding.message().replaceAll(".*write", "")))
                .containsExactlyElementsOf(found.isEmpty() ? List.of() : List.of(found));
    }
}
