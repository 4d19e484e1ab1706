package org.billhook.object.maintenanceorder;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.billhook.core.model.Phase;
import org.billhook.core.spi.object.BillingObjectType;
import org.billhook.core.spi.object.ObjectInContext;
import org.billhook.core.spi.object.Placement;
import org.billhook.testkit.BillingObjectTypeContract;
import org.billhook.testkit.SampleContext;
import org.billhook.testkit.SampleObject;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

class OrderTypeTest extends BillingObjectTypeContract {

    private static final SampleObject SV01 = SampleObject.of("maintenance-order-type/SV01")
            .in("ACTIVE", Phase.OPEN)
            .with("revenueBearing", "true")
            .with("billingRelevance", "itemized")
            .with("dipProfile", "STANDARD");

    @Override
    protected BillingObjectType subject() {
        return new OrderType();
    }

    @Override
    protected List<ObjectInContext> goodObjects() {
        return List.of(SampleContext.creating(SV01));
    }

    @Override
    protected List<ObjectInContext> badObjects() {
        return List.of(SampleContext.creating(SV01.with("revenueBearing", "X")));
    }

    @Test
    @Tag("O-31")
    void aTypeIsASettingAndNeverBilled() {
        assertThat(subject().item(SV01)).isEmpty();
        assertThat(subject().place(SampleContext.creating(SV01))).isEqualTo(Placement.top());
    }
}
