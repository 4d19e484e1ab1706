package org.billhook.adjustment.cap;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.billhook.core.model.Finding;
import org.billhook.core.spi.attributes.BillingAttributesId;
import org.billhook.core.spi.attributes.ItemAttributes;
import org.billhook.core.spi.object.Attribute;
import org.billhook.core.spi.object.Attribute.Type;
import org.billhook.core.spi.object.ObjectInContext;
import org.billhook.core.spi.object.ObjectSnapshot;
import org.billhook.core.spi.object.OrderItem;
import org.osgi.service.component.annotations.Component;

/** What an item of an order says about its cap (J-61). */
@Component
@BillingAttributesId("cap")
public final class CapAttributes implements ItemAttributes {

    static final String AMOUNT = "capAmount";
    static final String REST = "capRest";
    static final String REST_UNTIL = "capRestUntil";
    static final String HOLD = "HOLD";

    @Override
    public String family() {
        return OrderItem.FAMILY;
    }

    @Override
    public List<Attribute> attributes() {
        return List.of(
                Attribute.of(AMOUNT, Type.DECIMAL, "Most that is billed of the item altogether, net (J-61).")
                        .aboveZero(),
                Attribute.choice(
                        REST,
                        Set.of("LEAVE_OPEN", HOLD, "WRITE_OFF", "INCLUDE"),
                        "What becomes of what exceeds it; stays open if absent."),
                Attribute.of(
                        REST_UNTIL, Type.DATE, "First day on which what exceeds it can be billed again, with HOLD."));
    }

    @Override
    public List<Finding> validate(ObjectInContext context) {
        ObjectSnapshot item = context.object();
        List<Finding> findings = new ArrayList<>(0);
        OrderItem.decimals(item, AMOUNT).ifPresent(findings::add);
        if (item.attribute(REST).equals(Optional.of(HOLD))
                != item.attribute(REST_UNTIL).isPresent()) {
            findings.add(Finding.error("HOLD_UNTIL", REST_UNTIL, "A day goes with HOLD and with nothing else")
                    .withRule("J-61"));
        }
        return findings;
    }
}
