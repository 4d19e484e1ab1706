package org.billhook.adjustment.minimum;

import java.util.List;
import org.billhook.core.spi.attributes.ItemAttributes;
import org.billhook.core.spi.object.ObjectInContext;
import org.billhook.testkit.ItemAttributesContract;
import org.billhook.testkit.SampleContext;
import org.billhook.testkit.SampleObject;

class MinimumAttributesTest extends ItemAttributesContract {

    private static final SampleObject ITEM =
            SampleObject.of("sales-order-item/4711-10").with("currency", "EUR");

    @Override
    protected ItemAttributes subject() {
        return new MinimumAttributes();
    }

    @Override
    protected List<ObjectInContext> goodObjects() {
        return List.of(SampleContext.creating(ITEM), SampleContext.creating(ITEM.with("minimumAmount", "80.000")));
    }

    @Override
    protected List<ObjectInContext> badObjects() {
        return List.of(
                SampleContext.creating(ITEM.with("minimumAmount", "80.001")),
                SampleContext.creating(ITEM.with("minimumAmount", "-80")));
    }
}
