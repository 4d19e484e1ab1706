package org.billhook.adjustment.minimum;

import java.math.BigDecimal;
import java.util.List;
import org.billhook.core.spi.adjustment.AdjustmentPage;
import org.billhook.core.spi.adjustment.AdjustmentSink;
import org.billhook.core.spi.adjustment.BillingAdjustment;
import org.billhook.core.spi.adjustment.BillingAdjustmentId;
import org.billhook.core.spi.price.Condition;
import org.joda.money.Money;
import org.osgi.service.component.annotations.Component;

/**
 * Bills of an item its {@code minimumAmount} at least in each run that bills anything of it: a line of its own has what is
 * missing. A credit is left alone.
 */
@Component(property = "service.ranking:Integer=200")
@BillingAdjustmentId("minimum-fee")
public final class MinimumFee implements BillingAdjustment {

    @Override
    public void adjust(AdjustmentPage page, AdjustmentSink out) {
        // what is missing is known at the end only
    }

    @Override
    public void finish(AdjustmentPage end, AdjustmentSink out) {
        String minimum = end.item().attributes().get(MinimumAttributes.AMOUNT);
        if (minimum == null || !end.netSoFar().isPositive()) {
            return;
        }
        Money least = Money.of(end.item().currency(), new BigDecimal(minimum));
        Money missing = least.minus(end.netSoFar());
        if (missing.isPositive()) {
            out.addLine(
                    "Minimum fee",
                    new Condition.Fixed(
                            "minimum-fee", missing, false, end.item().ref() + "/" + MinimumAttributes.AMOUNT),
                    List.of(),
                    "At least %s is billed at a time; the work comes to %s.".formatted(least, end.netSoFar()));
        }
    }
}
