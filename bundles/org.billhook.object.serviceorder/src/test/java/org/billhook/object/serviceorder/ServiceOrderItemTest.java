package org.billhook.object.serviceorder;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.billhook.core.model.Finding;
import org.billhook.core.model.ObjectRef;
import org.billhook.core.model.Phase;
import org.billhook.core.spi.object.BillingObjectType;
import org.billhook.core.spi.object.ItemTerms;
import org.billhook.core.spi.object.ObjectInContext;
import org.billhook.core.spi.object.Placement;
import org.billhook.testkit.BillingObjectTypeContract;
import org.billhook.testkit.SampleContext;
import org.billhook.testkit.SampleObject;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ServiceOrderItemTest extends BillingObjectTypeContract {

    static final SampleObject CATEGORY = SampleObject.of("item-category/SVB1")
            .in("ACTIVE", Phase.OPEN)
            .with("leadingType", "BUS2000192")
            .with("billingRelevance", "itemized")
            .with("dipProfile", "SV-TM");

    private static final SampleObject ORDER = SampleObject.of("service-order/8000")
            .with("customer", "ACME")
            .with("payer", "ACME-PAY")
            .with("currency", "EUR");

    private static final SampleObject ITEM = SampleObject.of("service-order-item/8000-10")
            .with("order", "service-order/8000")
            .with("itemNumber", "10")
            .with("category", "item-category/SVB1")
            .with("customer", "ACME")
            .with("currency", "EUR")
            .with("billingRelevance", "itemized");

    private static final SampleObject FROM_QUOTATION = ITEM.with("quotationItem", "service-quotation-item/Q1-10");

    private static final SampleObject QUOTED = SampleObject.of("service-quotation-item/Q1-10")
            .in("ACCEPTED", Phase.COMPLETED)
            .with("order", "service-quotation/Q1")
            .with("itemNumber", "10")
            .with("category", "item-category/SVB1")
            .with("customer", "ACME")
            .with("currency", "EUR")
            .with("billingRelevance", "on-completion")
            .with("dipProfile", "SV-FIX")
            .with("quantity", "2")
            .with("unit", "C62")
            .with("netPrice", "600.00")
            .with("planningPlant", "1010");

    @Override
    protected BillingObjectType subject() {
        return new ServiceOrderItem();
    }

    private static SampleContext of(SampleObject item) {
        return SampleContext.creating(item).naming("order", ORDER).naming("category", CATEGORY);
    }

    @Override
    protected List<ObjectInContext> goodObjects() {
        return List.of(
                of(ITEM),
                of(ITEM.with("quantity", "2").with("unit", "C62").with("netPrice", "0")),
                of(ITEM.with("executionStatus", "DONE").with("workCenter", "MECH")),
                of(FROM_QUOTATION).naming("quotationItem", QUOTED));
    }

    @Override
    protected List<ObjectInContext> badObjects() {
        return List.of(
                of(ITEM.without("category")),
                of(ITEM).naming("category", CATEGORY.without("leadingType")),
                of(ITEM).naming("category", CATEGORY.in("INACTIVE", Phase.CLOSED)),
                of(ITEM.with("executionStatus", "STARTED")),
                of(ITEM.with("itemNumber", "20")),
                of(FROM_QUOTATION),
                of(FROM_QUOTATION).naming("quotationItem", QUOTED.in("RELEASED", Phase.RELEASED)),
                of(FROM_QUOTATION)
                        .naming("quotationItem", QUOTED)
                        .sharing("quotationItem", "service-order-item/8001-10"));
    }

    private List<String> messages(ObjectInContext item) {
        return findings(item).stream().map(Finding::message).toList();
    }

    @Test
    @Tag("R-2")
    void theCategoryMustHaveTheLeadingTypeOfExecutionOrderItems() {
        assertThat(messages(of(ITEM).naming("category", CATEGORY.with("leadingType", "BUS2000140"))))
                .containsExactly("item-category/SVB1 has leading type 'BUS2000140',"
                        + " an execution order item needs 'BUS2000192'");
        assertThat(findings(of(ITEM.without("category"))))
                .extracting(Finding::field)
                .containsExactly(Optional.of("category"));
    }

    @Test
    @Tag("R-2")
    void anItemStaysAsItIsWhenItsCategoryChanges() {
        assertThat(messages(SampleContext.changing(ITEM, ITEM.with("product", "PUMP"))
                        .naming("order", ORDER)
                        .naming("category", CATEGORY.without("leadingType").in("INACTIVE", Phase.CLOSED))))
                .isEmpty();
    }

    @Test
    @Tag("R-20")
    @Tag("R-3")
    void aNewItemTakesItsDefaultsFromOrderAndCategory() {
        assertThat(subject().defaults(of(ITEM)))
                .isEqualTo(Map.of(
                        "customer", "ACME-PAY",
                        "currency", "EUR",
                        "billingRelevance", "itemized",
                        "dipProfile", "SV-TM",
                        "executionStatus", "PLANNING"));
    }

    @Test
    @Tag("R-5")
    void anItemOfAQuotationGivesAllItHasAndTheCategoryNothing() {
        assertThat(subject().defaults(of(FROM_QUOTATION).naming("quotationItem", QUOTED)))
                .isEqualTo(Map.of(
                        "category", "item-category/SVB1",
                        "customer", "ACME",
                        "currency", "EUR",
                        "billingRelevance", "on-completion",
                        "dipProfile", "SV-FIX",
                        "quantity", "2",
                        "unit", "C62",
                        "netPrice", "600.00",
                        "planningPlant", "1010",
                        "executionStatus", "PLANNING"));
    }

    @ParameterizedTest
    @Tag("R-5")
    @CsvSource({"OPEN, OPEN", "IN_PROCESS, IN_PROCESS", "RELEASED, RELEASED", "REJECTED, CLOSED"})
    void onlyAnAcceptedItemBecomesAnOrderItem(String status, Phase phase) {
        assertThat(messages(of(FROM_QUOTATION).naming("quotationItem", QUOTED.in(status, phase))))
                .containsExactly(
                        "service-quotation-item/Q1-10 is %s: only what is ACCEPTED becomes an order".formatted(status));
    }

    @Test
    @Tag("R-5")
    void anItemOfAQuotationIsOrderedOnce() {
        assertThat(messages(of(FROM_QUOTATION)
                        .naming("quotationItem", QUOTED)
                        .sharing("quotationItem", "service-order-item/8001-10")))
                .containsExactly("service-quotation-item/Q1-10 is ordered already, by service-order-item/8001-10");
    }

    @Test
    @Tag("R-1")
    void anItemHeadsItsRootAndSaysHowItIsBilled() {
        assertThat(subject().place(of(ITEM))).isEqualTo(Placement.ownRoot());
        ItemTerms terms = subject().item(ITEM.with("netPrice", "1")).orElseThrow();
        assertThat(terms.bills()).isEmpty();
        assertThat(terms.relevance()).isEqualTo("itemized");
        assertThat(terms.priceSources()).containsExactly("item-net-price", "price-list", "posted-amount");
        assertThat(subject().revenueReceiver(ITEM)).isEqualTo(new ObjectRef("service-order-item", "8000-10"));
    }

    @ParameterizedTest
    @Tag("G-3")
    @Tag("R-22")
    @CsvSource({
        "OPEN, IN_PROCESS, true",
        "RELEASED, COMPLETED, true",
        "COMPLETED, IN_PROCESS, true",
        "RELEASED, IN_PROCESS, false",
    })
    void releasedGoesBackOnlyThroughCompleted(String from, String to, boolean allowed) {
        assertThat(subject().lifeCycle().allows(from, to)).isEqualTo(allowed);
    }
}
