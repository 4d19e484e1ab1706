package org.billhook.adjustment.volume;

import java.util.List;
import java.util.Optional;
import org.billhook.core.model.Finding;
import org.billhook.core.spi.adjustment.DiscountScale;
import org.billhook.core.spi.attributes.BillingAttributesId;
import org.billhook.core.spi.attributes.ItemAttributes;
import org.billhook.core.spi.object.Attribute;
import org.billhook.core.spi.object.Attribute.Type;
import org.billhook.core.spi.object.ObjectInContext;
import org.billhook.core.spi.object.OrderItem;
import org.osgi.service.component.annotations.Component;

/** What an item of an order says about its discount by volume. */
@Component
@BillingAttributesId("volume-discount")
public final class VolumeAttributes implements ItemAttributes {

    static final String SCALE = "volumeDiscount";

    @Override
    public String family() {
        return OrderItem.FAMILY;
    }

    @Override
    public List<Attribute> attributes() {
        return List.of(Attribute.of(
                SCALE, Type.TEXT, "Discount by what was billed: net percent; net percent. 10000 2; 50000 5"));
    }

    @Override
    public List<Finding> validate(ObjectInContext context) {
        return context.object().attribute(SCALE).flatMap(VolumeAttributes::refusal).stream()
                .toList();
    }

    private static Optional<Finding> refusal(String scale) {
        try {
            DiscountScale.parse(scale);
            return Optional.empty();
        } catch (IllegalArgumentException e) {
            return Optional.of(Finding.error("SCALE", SCALE, e.getMessage()));
        }
    }
}
