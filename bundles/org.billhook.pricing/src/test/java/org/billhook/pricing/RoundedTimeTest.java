package org.billhook.pricing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.Map;
import org.billhook.core.model.Quantity;
import org.billhook.core.model.Share;
import org.billhook.core.model.Unit;
import org.billhook.core.spi.price.TimeRounding;
import org.billhook.core.spi.relevance.Claim;
import org.billhook.core.spi.relevance.DynamicItem;
import org.billhook.testkit.RecordedPrices;
import org.billhook.testkit.SampleFacts;
import org.billhook.testkit.SampleItem;
import org.billhook.testkit.SamplePricePage;
import org.billhook.testkit.SamplePrices;
import org.billhook.testkit.SampleSource;
import org.joda.money.CurrencyUnit;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Time that is rounded up before it is priced. */
@Tag("D-64")
class RoundedTimeTest {

    private static final SampleItem ITEM =
            SampleItem.of("sales-order-item/4711-10").in(CurrencyUnit.GBP);

    private static final SamplePrices HOURLY =
            SamplePrices.none().with("standard", Map.of(), Unit.HOUR, "GBP 100.00", "2026-01-01");

    private static SampleSource time(long id, String value, String unit, String day) {
        return SampleSource.of(id, "time", Share.of(Quantity.of(value, new Unit(unit))))
                .day(day)
                .with("person", "ada");
    }

    private static SampleSource minutes(long id, String minutes) {
        return time(id, minutes, "MIN", "2026-03-02");
    }

    private static RecordedPrices price(SampleItem item, SamplePrices prices, SampleSource... sources) {
        RecordedPrices answer = RecordedPrices.of(new PriceListSource(), SamplePricePage.of(item, prices, sources));
        assertThat(answer.faults()).isEmpty();
        return answer;
    }

    @ParameterizedTest
    @CsvSource({
        "250, MIN, 15 ENTRY, 4.25 HUR, GBP 425.00",
        "3, MIN, 15 ENTRY, 0.25 HUR, GBP 25.00",
        "15, MIN, 15 ENTRY, 0.25 HUR, GBP 25.00",
        "15.001, MIN, 15 ENTRY, 0.5 HUR, GBP 50.00",
        "7, MIN, 6 ENTRY, 0.2 HUR, GBP 20.00",
        "31, MIN, 30 ENTRY, 1 HUR, GBP 100.00",
        "-3, MIN, 15 ENTRY, -0.25 HUR, GBP -25.00",
        "4.167, HUR, 15 ENTRY, 4.25 HUR, GBP 425.00",
        "1.5, HUR, 15 ENTRY, 1.5 HUR, GBP 150.00",
        "3, MIN, NONE, 0.05 HUR, GBP 5.00",
    })
    void theLineIsRoundedUpAndNotTheClaim(String value, String unit, String rule, String quantity, String net) {
        RecordedPrices answer = price(ITEM.with("timeRounding", rule), HOURLY, time(1, value, unit, "2026-03-02"));
        assertThat(answer.item(0).quantity()).hasToString(quantity);
        assertThat(answer.item(0).claims().get(0).share().value()).isEqualByComparingTo(value);
        assertThat(answer.net(0)).hasToString(net);
    }

    @Test
    void theListSaysItForAllItemsAndTheItemForItself() {
        SamplePrices list = HOURLY.rounding("standard", Map.of(), "15 ENTRY", "2026-01-01");
        RecordedPrices answer = price(ITEM, list, minutes(1, "3"));
        assertThat(answer.net(0)).hasToString("GBP 25.00");
        assertThat(answer.conditions(0).get(0).origin())
                .isEqualTo("price-list/standard#1, time up to 15 min per entry by price-list/standard#2");
        assertThat(answer.conditions(0).get(0).entries()).containsExactly(1L, 2L);
        assertThat(price(ITEM.with("timeRounding", "6 ENTRY"), list, minutes(1, "3"))
                        .net(0))
                .hasToString("GBP 10.00");
        assertThat(price(ITEM.with("timeRounding", "NONE"), list, minutes(1, "3"))
                        .net(0))
                .hasToString("GBP 5.00");
    }

    @Test
    void aNewRateKeepsTheRounding() {
        SamplePrices dearer = HOURLY.rounding("standard", Map.of(), "15 ENTRY", "2026-01-01")
                .with("standard", Map.of(), Unit.HOUR, "GBP 120.00", "2026-02-01");
        assertThat(price(ITEM, dearer, minutes(1, "3")).net(0)).hasToString("GBP 30.00");
    }

    /** 10 + 10 + 5 minutes of one day are 30; 31 of the next are 60; what another person worked is rounded by itself. */
    @Test
    void perDayIsRoundedTogetherAndSharedOut() {
        RecordedPrices answer = price(
                ITEM.with("timeRounding", "30 DAY"),
                HOURLY,
                minutes(1, "10"),
                minutes(2, "10"),
                minutes(3, "5"),
                time(4, "31", "MIN", "2026-03-03"),
                minutes(5, "10").with("person", "berg"));
        assertThat(answer.item(0).quantity()).hasToString("0.2 HUR");
        assertThat(answer.item(1).quantity()).hasToString("0.2 HUR");
        assertThat(answer.item(2).quantity()).hasToString("0.1 HUR");
        assertThat(answer.item(3).quantity()).hasToString("1 HUR");
        assertThat(answer.item(4).quantity()).hasToString("0.5 HUR");
    }

    /** Half of 20 minutes is half of the 30 that they count. */
    @Test
    void aPartCountsItsPartOfTheWholeEntry() {
        RecordedPrices answer = price(
                ITEM.with("timeRounding", "15 ENTRY"), HOURLY, minutes(1, "20").open("10"));
        assertThat(answer.item(0).quantity()).hasToString("0.25 HUR");
    }

    @Test
    void aSummarizedLineIsTheSumOfItsRoundedEntries() {
        DynamicItem both = DynamicItem.builder()
                .claim(Claim.all(minutes(1, "3")))
                .claim(Claim.all(minutes(2, "16")))
                .build();
        RecordedPrices answer = RecordedPrices.of(
                new PriceListSource(),
                new SamplePricePage(
                        ITEM.with("timeRounding", "15 ENTRY"), java.util.List.of(both), HOURLY, SampleFacts.none()));
        assertThat(answer.item(0).quantity()).hasToString("0.75 HUR");
    }

    @Test
    void whatIsNoTimeIsNotRounded() {
        SamplePrices pieces = HOURLY.with("standard", Map.of(), Unit.PIECE, "GBP 2.00", "2026-01-01");
        assertThat(price(ITEM.with("timeRounding", "15 ENTRY"), pieces, time(1, "3", "C62", "2026-03-02"))
                        .net(0))
                .hasToString("GBP 6.00");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", "15", "ENTRY", "0 ENTRY", "1441 DAY", "15 WEEK", "-15 ENTRY", "0.0001 ENTRY", "15  DAY"})
    void whatIsNoRuleIsRefused(String rule) {
        assertThatIllegalArgumentException().isThrownBy(() -> TimeRounding.parse(rule));
    }
}
