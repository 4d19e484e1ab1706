package org.billhook.adjustment.volume;

import org.billhook.core.spi.adjustment.AdjustmentPage;
import org.billhook.core.spi.adjustment.AdjustmentSink;
import org.billhook.core.spi.adjustment.BillingAdjustment;
import org.billhook.core.spi.adjustment.BillingAdjustmentId;
import org.billhook.core.spi.adjustment.DiscountScale;
import org.billhook.core.spi.price.Condition;
import org.joda.money.Money;
import org.osgi.service.component.annotations.Component;

/**
 * Gives the discount of the item's {@code volumeDiscount}, a {@link DiscountScale}, on each line: by the net that was billed of
 * the item before, all runs together. Of the lowest rank among those delivered, so that the others see what is left.
 */
@Component(property = "service.ranking:Integer=100")
@BillingAdjustmentId("volume-discount")
public final class VolumeDiscount implements BillingAdjustment {

    @Override
    public void adjust(AdjustmentPage page, AdjustmentSink out) {
        String text = page.item().attributes().get(VolumeAttributes.SCALE);
        if (text == null) {
            return;
        }
        DiscountScale scale = DiscountScale.parse(text);
        Money billed = page.billedToDate().net().plus(page.netSoFar());
        for (int i = 0; i < page.lines().size(); i++) {
            Money net = page.lines().get(i).net();
            Money discount = scale.discount(billed, net);
            if (!discount.isZero()) {
                out.addCondition(
                        i,
                        new Condition.Fixed(
                                "volume-discount",
                                discount.negated(),
                                false,
                                page.item().ref() + "/" + VolumeAttributes.SCALE),
                        "Discount by what was billed before: %s.".formatted(billed));
            }
            billed = billed.plus(net.minus(discount));
        }
    }
}
