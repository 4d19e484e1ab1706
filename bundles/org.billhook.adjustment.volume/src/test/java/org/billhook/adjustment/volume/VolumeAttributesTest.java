package org.billhook.adjustment.volume;

import java.util.List;
import org.billhook.core.spi.attributes.ItemAttributes;
import org.billhook.core.spi.object.ObjectInContext;
import org.billhook.testkit.ItemAttributesContract;
import org.billhook.testkit.SampleContext;
import org.billhook.testkit.SampleObject;

class VolumeAttributesTest extends ItemAttributesContract {

    private static final SampleObject ITEM =
            SampleObject.of("service-order-item/4711-10").with("currency", "EUR");

    @Override
    protected ItemAttributes subject() {
        return new VolumeAttributes();
    }

    @Override
    protected List<ObjectInContext> goodObjects() {
        return List.of(
                SampleContext.creating(ITEM), SampleContext.creating(ITEM.with("volumeDiscount", "10000 2; 50000 5")));
    }

    @Override
    protected List<ObjectInContext> badObjects() {
        return List.of(
                SampleContext.creating(ITEM.with("volumeDiscount", "10000")),
                SampleContext.creating(ITEM.with("volumeDiscount", "50000 5; 10000 2")));
    }
}
