package org.billhook.core.spi.adjustment;

import java.util.List;
import org.billhook.core.spi.price.Conditions;
import org.billhook.core.spi.relevance.DynamicItem;
import org.joda.money.Money;
import org.osgi.annotation.versioning.ProviderType;

/** A line with its price, as it stands after the adjustments before. Immutable; not to be kept. */
@ProviderType
public interface PricedLine {

    DynamicItem dynamicItem();

    List<Conditions.Valued> conditions();

    /** Sum of the active conditions. */
    Money net();
}
