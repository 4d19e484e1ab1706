package org.billhook.object.salesorderitem;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.billhook.core.model.Finding;
import org.billhook.core.spi.object.BillingObjectType;
import org.billhook.core.spi.object.ObjectInContext;
import org.billhook.core.spi.object.Placement;
import org.billhook.testkit.BillingObjectTypeContract;
import org.billhook.testkit.SampleContext;
import org.billhook.testkit.SampleObject;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

class SalesOrderTest extends BillingObjectTypeContract {

    private static final SampleObject ORDER =
            SampleObject.of("sales-order/4711").with("customer", "ACME").with("currency", "EUR");

    @Override
    protected BillingObjectType subject() {
        return new SalesOrder();
    }

    @Override
    protected List<ObjectInContext> goodObjects() {
        return List.of(SampleContext.creating(ORDER));
    }

    @Override
    protected List<ObjectInContext> badObjects() {
        return List.of(SampleContext.creating(ORDER.with("currency", "XYZ")));
    }

    @Test
    @Tag("O-11")
    void orderItselfIsNotBilled() {
        assertThat(subject().item(ORDER)).isEmpty();
        assertThat(subject().place(SampleContext.creating(ORDER))).isEqualTo(Placement.top());
    }

    @Test
    void unknownCurrencyIsRefused() {
        assertThat(findings(SampleContext.creating(ORDER.with("currency", "eur"))))
                .extracting(Finding::message)
                .containsExactly("'currency' is no ISO 4217 code: 'eur'");
    }
}
