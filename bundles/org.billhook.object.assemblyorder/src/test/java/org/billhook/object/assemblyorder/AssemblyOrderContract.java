package org.billhook.object.assemblyorder;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.billhook.core.model.Finding;
import org.billhook.core.model.ObjectRef;
import org.billhook.core.model.Phase;
import org.billhook.core.spi.object.Attribute;
import org.billhook.core.spi.object.ObjectInContext;
import org.billhook.core.spi.object.Placement;
import org.billhook.testkit.BillingObjectTypeContract;
import org.billhook.testkit.SampleContext;
import org.billhook.testkit.SampleObject;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** What every assembly order keeps, whichever it is. */
abstract class AssemblyOrderContract extends BillingObjectTypeContract {

    private static final SampleObject ITEM = SampleObject.of("sales-order-item/4711-10");
    private static final SampleObject ELEMENT = SampleObject.of("wbs-element/PC2");

    private final SampleObject order = SampleObject.of(kind() + "/600100").in("CREATED", Phase.OPEN);
    private final SampleObject assigned = order.with("item", "sales-order-item/4711-10");

    abstract String kind();

    @Override
    protected List<ObjectInContext> goodObjects() {
        return List.of(
                SampleContext.creating(order),
                SampleContext.creating(assigned).naming("item", ITEM),
                SampleContext.creating(order.with("element", "wbs-element/PC2")).naming("element", ELEMENT));
    }

    @Override
    protected List<ObjectInContext> badObjects() {
        return List.of(
                SampleContext.creating(assigned),
                SampleContext.creating(assigned.with("element", "wbs-element/PC2"))
                        .naming("item", ITEM)
                        .naming("element", ELEMENT));
    }

    @Test
    @Tag("O-23")
    @Tag("O-13")
    @Tag("O-15")
    void anOrderBelongsToTheOrderItemThatItNames() {
        assertThat(subject().place(SampleContext.creating(assigned).naming("item", ITEM)))
                .isEqualTo(Placement.under(new ObjectRef("sales-order-item", "4711-10")));
    }

    @Test
    @Tag("O-42")
    @Tag("O-24")
    void orToAnElementOrToItsSuperiorOrder() {
        assertThat(subject().place(SampleContext.creating(order.with("element", "wbs-element/PC2"))))
                .isEqualTo(Placement.under(new ObjectRef("wbs-element", "PC2")));
        assertThat(subject().place(SampleContext.creating(order.with("superiorOrder", "internal-order/1"))))
                .isEqualTo(Placement.under(new ObjectRef("internal-order", "1")));
        assertThat(subject().place(SampleContext.creating(order))).isEqualTo(Placement.top());
    }

    @Test
    @Tag("O-15")
    void butToOneOfThemOnly() {
        assertThat(findings(SampleContext.creating(assigned.with("element", "wbs-element/PC2"))
                        .naming("item", ITEM)
                        .naming("element", ELEMENT)))
                .extracting(Finding::message)
                .containsExactly(kind() + "/600100 can belong to one of [item, element] only");
    }

    @Test
    void workOnItCarriesItsKey() {
        assertThat(subject().characteristics(order)).isEqualTo(Map.of(kind(), "600100"));
        assertThat(subject().item(assigned)).isEmpty();
    }

    @Test
    @Tag("O-23")
    @Tag("G-6")
    void theLinkArisesWithTheOrderAndStays() {
        assertThat(subject().attributes())
                .filteredOn(attribute -> attribute.name().equals("item"))
                .extracting(Attribute::changeable)
                .containsExactly(false);
    }
}
