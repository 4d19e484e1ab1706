package org.billhook.object.serviceorder;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.billhook.core.model.Finding;
import org.billhook.core.model.Phase;
import org.billhook.core.spi.object.BillingObjectType;
import org.billhook.core.spi.object.ObjectInContext;
import org.billhook.testkit.BillingObjectTypeContract;
import org.billhook.testkit.SampleContext;
import org.billhook.testkit.SampleObject;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

class ServiceQuotationTest extends BillingObjectTypeContract {

    private static final SampleObject QUOTATION =
            SampleObject.of("service-quotation/Q1").with("customer", "ACME").with("currency", "EUR");
    private static final SampleObject ACCEPTED = QUOTATION.in("ACCEPTED", Phase.COMPLETED);
    private static final SampleObject TAKEN_BACK = QUOTATION.in("IN_PROCESS", Phase.IN_PROCESS);

    @Override
    protected BillingObjectType subject() {
        return new ServiceQuotation();
    }

    @Override
    protected List<ObjectInContext> goodObjects() {
        return List.of(
                SampleContext.creating(QUOTATION.with("validTo", "2026-12-31")),
                SampleContext.changing(ACCEPTED, TAKEN_BACK).namedBy("service-quotation-item/Q1-10"));
    }

    @Override
    protected List<ObjectInContext> badObjects() {
        return List.of(
                SampleContext.creating(QUOTATION.with("validTo", "soon")),
                SampleContext.changing(ACCEPTED, TAKEN_BACK).namedBy("service-order/8000"));
    }

    @Test
    @Tag("R-5")
    void aQuotationThatWasOrderedStaysAccepted() {
        assertThat(findings(SampleContext.changing(ACCEPTED, TAKEN_BACK).namedBy("service-order/8000")))
                .extracting(Finding::message)
                .containsExactly("service-quotation/Q1 stays ACCEPTED: service-order/8000 came of it");
    }

    @Test
    @Tag("R-2")
    void aQuotationIsNotBilled() {
        assertThat(subject().item(QUOTATION)).isEmpty();
    }
}
