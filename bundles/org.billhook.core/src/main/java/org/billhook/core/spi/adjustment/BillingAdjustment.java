package org.billhook.core.spi.adjustment;

import org.osgi.annotation.versioning.ConsumerType;

/**
 * Changes priced lines: caps, minimum fees, discounts, texts. Pure (law 2); called on several threads at once, in ascending
 * {@code service.ranking}, page by page, and once more at the end of the item. Keeps nothing between the calls: what came
 * before stands in the page.
 */
@ConsumerType
public interface BillingAdjustment {

    /** Service property, String, required; never renamed. */
    String ID = "billing.adjustment.id";

    /** Called for each page of lines. */
    void adjust(AdjustmentPage page, AdjustmentSink out);

    /** Called once after the last page; only {@link AdjustmentSink#addLine} is allowed then. */
    default void finish(AdjustmentPage end, AdjustmentSink out) {}
}
