package org.billhook.adjustment.cap;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.Map;
import org.billhook.core.spi.adjustment.AdjustmentPage;
import org.billhook.core.spi.adjustment.AdjustmentSink;
import org.billhook.core.spi.adjustment.BillingAdjustment;
import org.billhook.core.spi.adjustment.BillingAdjustmentId;
import org.billhook.core.spi.adjustment.Rest;
import org.billhook.core.spi.relevance.BillingItem;
import org.joda.money.Money;
import org.osgi.service.component.annotations.Component;

/**
 * Bills no more of an item than its {@code capAmount}, all runs together (J-61). The line that would exceed it is split; what
 * becomes of the rest says {@code capRest}. What was billed is read from the ledger each time, so a rejected request or a credit
 * makes room again. Of the highest rank among those delivered: it counts on what is left after discounts.
 */
@Component(property = "service.ranking:Integer=300")
@BillingAdjustmentId("cap")
public final class Cap implements BillingAdjustment {

    @Override
    public void adjust(AdjustmentPage page, AdjustmentSink out) {
        Map<String, String> item = page.item().attributes();
        if (!item.containsKey(CapAttributes.AMOUNT)) {
            return;
        }
        Money cap = Money.of(page.item().currency(), new BigDecimal(item.get(CapAttributes.AMOUNT)));
        Money billed = page.billedToDate().net().plus(page.netSoFar());
        for (int i = 0; i < page.lines().size(); i++) {
            Money net = page.lines().get(i).net();
            Money room = cap.minus(billed);
            if (net.isPositive() && net.isGreaterThan(room)) {
                Money keep = room.isPositive() ? room : Money.zero(page.item().currency());
                out.keep(
                        i,
                        keep,
                        rest(page.item()),
                        "No more than %s is billed of the item; %s was billed before.".formatted(cap, billed));
                billed = billed.plus(keep);
            } else {
                billed = billed.plus(net);
            }
        }
    }

    private static Rest rest(BillingItem item) {
        return switch (item.attributes().getOrDefault(CapAttributes.REST, "LEAVE_OPEN")) {
            case "WRITE_OFF" -> Rest.writeOff();
            case "INCLUDE" -> Rest.include();
            case CapAttributes.HOLD -> Rest.holdUntil(
                    LocalDate.parse(item.attributes().get(CapAttributes.REST_UNTIL)));
            default -> Rest.leaveOpen();
        };
    }
}
