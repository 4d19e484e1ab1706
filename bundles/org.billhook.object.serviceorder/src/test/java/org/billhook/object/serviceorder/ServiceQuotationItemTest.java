package org.billhook.object.serviceorder;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.billhook.core.model.Finding;
import org.billhook.core.model.ObjectRef;
import org.billhook.core.model.Phase;
import org.billhook.core.spi.object.BillingObjectType;
import org.billhook.core.spi.object.ObjectInContext;
import org.billhook.core.spi.object.Placement;
import org.billhook.testkit.BillingObjectTypeContract;
import org.billhook.testkit.SampleContext;
import org.billhook.testkit.SampleObject;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ServiceQuotationItemTest extends BillingObjectTypeContract {

    private static final SampleObject QUOTATION =
            SampleObject.of("service-quotation/Q1").with("customer", "ACME").with("currency", "EUR");
    private static final SampleObject ITEM = SampleObject.of("service-quotation-item/Q1-10")
            .with("order", "service-quotation/Q1")
            .with("itemNumber", "10")
            .with("category", "item-category/SVB1")
            .with("customer", "ACME")
            .with("currency", "EUR")
            .with("billingRelevance", "itemized");
    private static final SampleObject ACCEPTED = ITEM.in("ACCEPTED", Phase.COMPLETED);

    @Override
    protected BillingObjectType subject() {
        return new ServiceQuotationItem();
    }

    private static SampleContext named(SampleContext item) {
        return item.naming("order", QUOTATION).naming("category", ServiceOrderItemTest.CATEGORY);
    }

    @Override
    protected List<ObjectInContext> goodObjects() {
        return List.of(
                named(SampleContext.creating(ITEM)),
                named(SampleContext.changing(ACCEPTED, ITEM.in("IN_PROCESS", Phase.IN_PROCESS))));
    }

    @Override
    protected List<ObjectInContext> badObjects() {
        return List.of(
                SampleContext.creating(ITEM).naming("order", QUOTATION),
                named(SampleContext.creating(ITEM))
                        .naming("category", ServiceOrderItemTest.CATEGORY.without("leadingType")),
                named(SampleContext.creating(ITEM.with("currency", "USD"))),
                named(SampleContext.changing(ACCEPTED, ITEM.in("IN_PROCESS", Phase.IN_PROCESS)))
                        .namedBy("service-order-item/8000-10"));
    }

    @Test
    @Tag("R-2")
    void anItemOfAQuotationIsNeverBilled() {
        assertThat(subject().item(ITEM)).isEmpty();
        assertThat(subject().ownSources(ITEM.with("quantity", "1").with("unit", "C62")))
                .isEmpty();
        assertThat(subject().place(named(SampleContext.creating(ITEM))))
                .isEqualTo(Placement.under(new ObjectRef("service-quotation", "Q1")));
    }

    @Test
    @Tag("R-20")
    void theCategoryGivesItsDefaultsInTheQuotation() {
        assertThat(subject().defaults(named(SampleContext.creating(ITEM))))
                .isEqualTo(Map.of(
                        "customer", "ACME",
                        "currency", "EUR",
                        "billingRelevance", "itemized",
                        "dipProfile", "SV-TM"));
    }

    @Test
    @Tag("R-5")
    void whatAnOrderCameOfStaysAccepted() {
        assertThat(findings(named(SampleContext.changing(ACCEPTED, ITEM.in("IN_PROCESS", Phase.IN_PROCESS)))
                        .namedBy("service-order-item/8000-10")))
                .extracting(Finding::message)
                .containsExactly("service-quotation-item/Q1-10 stays ACCEPTED: service-order-item/8000-10 came of it");
    }

    @ParameterizedTest
    @CsvSource({
        "OPEN, RELEASED, true",
        "RELEASED, ACCEPTED, true",
        "RELEASED, REJECTED, true",
        "ACCEPTED, IN_PROCESS, true",
        "REJECTED, IN_PROCESS, true",
        "OPEN, ACCEPTED, false",
        "RELEASED, IN_PROCESS, false",
    })
    void statusesFollowEachOther(String from, String to, boolean allowed) {
        assertThat(subject().lifeCycle().allows(from, to)).isEqualTo(allowed);
    }
}
