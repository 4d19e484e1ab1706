package org.billhook.object.itemcategory;

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

class ItemCategoryTest extends BillingObjectTypeContract {

    private static final SampleObject SERVICE = SampleObject.of("item-category/SVB1")
            .with("billingRelevance", "itemized")
            .with("dipProfile", "SV-TM")
            .in("ACTIVE", Phase.OPEN);

    @Override
    protected BillingObjectType subject() {
        return new ItemCategory();
    }

    @Override
    protected List<ObjectInContext> goodObjects() {
        return List.of(SampleContext.creating(SERVICE));
    }

    /** Whatever the schema allows is a category. */
    @Override
    protected List<ObjectInContext> badObjects() {
        return List.of();
    }

    @Test
    @Tag("R-20")
    void isNoItemAndStandsByItself() {
        assertThat(subject().item(SERVICE)).isEmpty();
        assertThat(subject().place(SampleContext.creating(SERVICE))).isEqualTo(Placement.top());
        assertThat(subject().lifeCycle().allows("ACTIVE", "INACTIVE")).isTrue();
    }
}
