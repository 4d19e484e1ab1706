package org.billhook.core.spi.price;

import java.time.LocalDate;
import java.util.List;
import org.billhook.core.spi.relevance.BillingItem;
import org.billhook.core.spi.relevance.DynamicItem;
import org.billhook.core.spi.relevance.Facts;
import org.osgi.annotation.versioning.ProviderType;

/** A page of dynamic items that have no price yet. Immutable; not to be kept. */
@ProviderType
public interface PricePage {

    BillingItem item();

    /** At most a thousand. */
    List<DynamicItem> dynamicItems();

    /** Day whose prices count for one of the dynamic items: that of the bill, or where the installation is set to that its first
     * service date (D-63). */
    LocalDate pricingDate(int index);

    PriceTable prices();

    Facts facts();
}
