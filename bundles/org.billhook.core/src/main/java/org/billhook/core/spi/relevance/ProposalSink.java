package org.billhook.core.spi.relevance;

import java.util.List;
import org.billhook.core.model.Finding;
import org.osgi.annotation.versioning.ProviderType;

/**
 * Takes a proposal piece by piece, so that an item with a million sources needs no more memory than one with ten. Use it
 * on the calling thread, during the call.
 */
@ProviderType
public interface ProposalSink {

    /** The next dynamic item, in the order of the request. */
    void propose(DynamicItem item);

    /**
     * Dynamic items that are billed at a fixed price: all that is open of a date is spread over them by their value, or by their
     * cost where they have no price, and what they claim is covered by it (D-111). A line then bills its part of the date.
     *
     * @param date a source whose measure is an amount in the currency of the item
     * @param items at most a thousand; what can't be weighed stays open, and if that is all, so does the date
     */
    void fixedPrice(OpenSource date, List<DynamicItem> items);

    /** Leaves a source open in this run, with the reason that {@code why-not} will give. */
    void leaveOpen(OpenSource source, Finding reason);
}
