package org.billhook.pricing;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.billhook.core.spi.price.PricePage;
import org.billhook.core.spi.price.PriceSource;
import org.billhook.testkit.PriceSourceContract;
import org.billhook.testkit.RecordedPrices;
import org.billhook.testkit.SampleItem;
import org.billhook.testkit.SamplePricePage;
import org.billhook.testkit.SamplePrices;
import org.billhook.testkit.SampleSource;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

class ItemNetPriceTest extends PriceSourceContract {

    private static final String REF = "sales-order-item/4711-10";
    private static final SampleItem ITEM =
            SampleItem.of(REF).with("netPrice", "118.755").with("unit", "C62");

    @Override
    protected PriceSource subject() {
        return new ItemNetPrice();
    }

    @Override
    protected List<PricePage> pages() {
        return List.of(
                page(ITEM, SampleSource.itemQuantity(1, REF, "3")),
                page(ITEM, SampleSource.hours(2, "1")),
                page(SampleItem.of(REF), SampleSource.itemQuantity(1, REF, "3")));
    }

    private static PricePage page(SampleItem item, SampleSource source) {
        return SamplePricePage.of(item, SamplePrices.none(), source);
    }

    private RecordedPrices price(SampleItem item, SampleSource source) {
        return RecordedPrices.of(subject(), page(item, source));
    }

    @Test
    @Tag("R-12")
    void quantityTimesNetPriceOfTheItem() {
        RecordedPrices answer = price(ITEM, SampleSource.itemQuantity(1, REF, "3"));
        assertThat(answer.net(0)).hasToString("EUR 356.27");
        assertThat(answer.conditions(0).get(0).origin()).isEqualTo("item-net-price/4711-10");
    }

    @Test
    void itemWithoutNetPriceHasNoPrice() {
        assertThat(price(SampleItem.of(REF), SampleSource.itemQuantity(1, REF, "3"))
                        .reason(0))
                .isEqualTo("sales-order-item/4711-10 has no net price");
    }

    @Test
    void timeIsNotPricedAtTheNetPriceOfTheItem() {
        assertThat(price(ITEM.with("unit", "HUR"), SampleSource.hours(1, "1")).reason(0))
                .isEqualTo("The net price of the item is for its own quantity only");
    }

    @Test
    void otherUnitIsNotPriced() {
        assertThat(price(ITEM.with("unit", "HUR"), SampleSource.itemQuantity(1, REF, "3"))
                        .reason(0))
                .isEqualTo("The net price of the item is per 'HUR', not per C62");
    }

    @Test
    void netPriceOfZeroIsAPrice() {
        assertThat(price(ITEM.with("netPrice", "0"), SampleSource.itemQuantity(1, REF, "3"))
                        .net(0))
                .hasToString("EUR 0.00");
    }
}
