package org.billhook.adjustment.minimum;

import java.util.List;
import org.billhook.core.model.Finding;
import org.billhook.core.spi.attributes.BillingAttributesId;
import org.billhook.core.spi.attributes.ItemAttributes;
import org.billhook.core.spi.object.Attribute;
import org.billhook.core.spi.object.Attribute.Type;
import org.billhook.core.spi.object.ObjectInContext;
import org.billhook.core.spi.object.OrderItem;
import org.osgi.service.component.annotations.Component;

/** What an item of an order says about its minimum fee. */
@Component
@BillingAttributesId("minimum-fee")
public final class MinimumAttributes implements ItemAttributes {

    static final String AMOUNT = "minimumAmount";

    @Override
    public String family() {
        return OrderItem.FAMILY;
    }

    @Override
    public List<Attribute> attributes() {
        return List.of(Attribute.of(AMOUNT, Type.DECIMAL, "Least that is billed at a time, net.")
                .aboveZero());
    }

    @Override
    public List<Finding> validate(ObjectInContext context) {
        return OrderItem.decimals(context.object(), AMOUNT).stream().toList();
    }
}
