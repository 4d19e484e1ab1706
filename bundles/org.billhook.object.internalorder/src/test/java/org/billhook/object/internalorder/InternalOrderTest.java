package org.billhook.object.internalorder;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.billhook.core.model.Finding;
import org.billhook.core.model.ObjectRef;
import org.billhook.core.model.Phase;
import org.billhook.core.spi.object.Attribute;
import org.billhook.core.spi.object.BillingObjectType;
import org.billhook.core.spi.object.ObjectInContext;
import org.billhook.core.spi.object.Placement;
import org.billhook.testkit.BillingObjectTypeContract;
import org.billhook.testkit.SampleContext;
import org.billhook.testkit.SampleObject;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

class InternalOrderTest extends BillingObjectTypeContract {

    private static final SampleObject ITEM = SampleObject.of("sales-order-item/4711-10");
    private static final SampleObject ELEMENT = SampleObject.of("wbs-element/PC2");
    private static final SampleObject ORDER =
            SampleObject.of("internal-order/600100").in("CREATED", Phase.OPEN);
    private static final SampleObject ASSIGNED = ORDER.with("item", "sales-order-item/4711-10");

    @Override
    protected BillingObjectType subject() {
        return new InternalOrder();
    }

    @Override
    protected List<ObjectInContext> goodObjects() {
        return List.of(
                SampleContext.creating(ORDER),
                SampleContext.creating(ASSIGNED).naming("item", ITEM),
                SampleContext.creating(ORDER.with("element", "wbs-element/PC2")).naming("element", ELEMENT));
    }

    @Override
    protected List<ObjectInContext> badObjects() {
        return List.of(
                SampleContext.creating(ASSIGNED),
                SampleContext.creating(ASSIGNED.with("element", "wbs-element/PC2"))
                        .naming("item", ITEM)
                        .naming("element", ELEMENT));
    }

    @Test
    @Tag("O-20")
    @Tag("O-13")
    @Tag("O-15")
    void anOrderBelongsToTheOrderItemThatItNames() {
        assertThat(subject().place(SampleContext.creating(ASSIGNED).naming("item", ITEM)))
                .isEqualTo(Placement.under(new ObjectRef("sales-order-item", "4711-10")));
    }

    @Test
    @Tag("O-42")
    @Tag("O-24")
    void orToAnElementOrToItsSuperiorOrder() {
        assertThat(subject().place(SampleContext.creating(ORDER.with("element", "wbs-element/PC2"))))
                .isEqualTo(Placement.under(new ObjectRef("wbs-element", "PC2")));
        assertThat(subject().place(SampleContext.creating(ORDER.with("superiorOrder", "internal-order/1"))))
                .isEqualTo(Placement.under(new ObjectRef("internal-order", "1")));
        assertThat(subject().place(SampleContext.creating(ORDER))).isEqualTo(Placement.top());
    }

    @Test
    @Tag("O-15")
    void butToOneOfThemOnly() {
        assertThat(findings(SampleContext.creating(ASSIGNED.with("element", "wbs-element/PC2"))
                        .naming("item", ITEM)
                        .naming("element", ELEMENT)))
                .extracting(Finding::message)
                .containsExactly("internal-order/600100 can belong to one of [item, element] only");
    }

    @Test
    void workOnItCarriesItsKey() {
        assertThat(subject().characteristics(ORDER)).isEqualTo(Map.of("internal-order", "600100"));
        assertThat(subject().characteristics(ORDER.with("element", "wbs-element/P.1")))
                .isEqualTo(Map.of("internal-order", "600100", "wbs-element", "P.1"));
        assertThat(subject().item(ASSIGNED)).isEmpty();
    }

    @Test
    @Tag("O-20")
    void theItemInTheMasterDataCanBeEnteredLater() {
        assertThat(subject().attributes())
                .filteredOn(attribute -> attribute.name().equals("item"))
                .extracting(Attribute::changeable)
                .containsExactly(true);
    }
}
