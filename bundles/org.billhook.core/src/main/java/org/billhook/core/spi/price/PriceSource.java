package org.billhook.core.spi.price;

import org.osgi.annotation.versioning.ConsumerType;

/**
 * Prices dynamic items. Pure (law 2): prices come from the page's table, facts and item, never from outside. Called on
 * several threads at once. The item names the ids to ask, in order; the first answer wins.
 */
@ConsumerType
public interface PriceSource {

    /** Service property, String, required: the id that items name; never renamed. */
    String ID = "billing.price.id";

    /** @param out must be told about every dynamic item of the page exactly once */
    void price(PricePage page, PriceSink out);
}
