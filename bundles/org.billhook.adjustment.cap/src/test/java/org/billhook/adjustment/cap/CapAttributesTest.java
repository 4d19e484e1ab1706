package org.billhook.adjustment.cap;

import java.util.List;
import org.billhook.core.spi.attributes.ItemAttributes;
import org.billhook.core.spi.object.ObjectInContext;
import org.billhook.testkit.ItemAttributesContract;
import org.billhook.testkit.SampleContext;
import org.billhook.testkit.SampleObject;
import org.junit.jupiter.api.Tag;

@Tag("J-61")
class CapAttributesTest extends ItemAttributesContract {

    private static final SampleObject YEN =
            SampleObject.of("sales-order-item/4711-10").with("currency", "JPY");
    private static final SampleObject DINAR =
            SampleObject.of("sales-order-item/4711-20").with("currency", "KWD");

    @Override
    protected ItemAttributes subject() {
        return new CapAttributes();
    }

    private static ObjectInContext item(SampleObject item) {
        return SampleContext.creating(item);
    }

    @Override
    protected List<ObjectInContext> goodObjects() {
        return List.of(
                item(YEN),
                item(YEN.with("capAmount", "1000.00")),
                item(DINAR.with("capAmount", "0.001").with("capRest", "WRITE_OFF")),
                item(DINAR.with("capAmount", "1").with("capRest", "HOLD").with("capRestUntil", "2026-07-01")));
    }

    @Override
    protected List<ObjectInContext> badObjects() {
        return List.of(
                item(YEN.with("capAmount", "1000.5")),
                item(DINAR.with("capAmount", "0.0005")),
                item(YEN.with("capAmount", "0")),
                item(YEN.with("capAmount", "much")),
                item(YEN.with("capRest", "FORGET")),
                item(YEN.with("capRest", "HOLD")),
                item(YEN.with("capRest", "INCLUDE").with("capRestUntil", "2026-07-01")));
    }
}
