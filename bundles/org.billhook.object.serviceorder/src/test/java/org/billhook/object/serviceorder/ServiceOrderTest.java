package org.billhook.object.serviceorder;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.billhook.core.model.Finding;
import org.billhook.core.model.Phase;
import org.billhook.core.spi.object.BillingObjectType;
import org.billhook.core.spi.object.ObjectInContext;
import org.billhook.testkit.BillingObjectTypeContract;
import org.billhook.testkit.SampleContext;
import org.billhook.testkit.SampleObject;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

class ServiceOrderTest extends BillingObjectTypeContract {

    private static final SampleObject QUOTATION = SampleObject.of("service-quotation/Q1")
            .in("ACCEPTED", Phase.COMPLETED)
            .with("customer", "ACME")
            .with("payer", "ACME-PAY")
            .with("currency", "EUR")
            .with("validTo", "2026-12-31");
    private static final SampleObject ORDER =
            SampleObject.of("service-order/8000").with("customer", "ACME").with("currency", "EUR");
    private static final SampleObject ORDERED = ORDER.with("quotation", "service-quotation/Q1");

    @Override
    protected BillingObjectType subject() {
        return new ServiceOrder();
    }

    @Override
    protected List<ObjectInContext> goodObjects() {
        return List.of(
                SampleContext.creating(ORDER),
                SampleContext.creating(ORDERED).naming("quotation", QUOTATION),
                SampleContext.changing(ORDERED, ORDERED.with("contact", "Ms Jones"))
                        .naming("quotation", QUOTATION.in("IN_PROCESS", Phase.IN_PROCESS)));
    }

    @Override
    protected List<ObjectInContext> badObjects() {
        return List.of(
                SampleContext.creating(ORDER.without("customer")),
                SampleContext.creating(ORDER.with("currency", "eur")),
                SampleContext.creating(ORDERED),
                SampleContext.creating(ORDERED).naming("quotation", QUOTATION.in("RELEASED", Phase.RELEASED)));
    }

    @Test
    @Tag("R-5")
    void anOrderTakesItsPartnersFromTheQuotation() {
        assertThat(subject().defaults(SampleContext.creating(ORDERED).naming("quotation", QUOTATION)))
                .isEqualTo(Map.of("customer", "ACME", "payer", "ACME-PAY", "currency", "EUR"));
    }

    @Test
    @Tag("R-5")
    void onlyAnAcceptedQuotationBecomesAnOrder() {
        assertThat(findings(
                        SampleContext.creating(ORDERED).naming("quotation", QUOTATION.in("REJECTED", Phase.CLOSED))))
                .extracting(Finding::message)
                .containsExactly("service-quotation/Q1 is REJECTED: only what is ACCEPTED becomes an order");
    }

    @Test
    @Tag("R-1")
    void theHeaderIsNotBilled() {
        assertThat(subject().item(ORDER)).isEmpty();
        assertThat(subject().ownSources(ORDER)).isEmpty();
    }
}
