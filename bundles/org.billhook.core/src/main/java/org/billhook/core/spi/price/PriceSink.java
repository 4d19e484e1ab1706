package org.billhook.core.spi.price;

import java.util.List;
import org.osgi.annotation.versioning.ProviderType;

/** Takes the answer for each dynamic item of the page, by its index. Use it on the calling thread, during the call. */
@ProviderType
public interface PriceSink {

    /** The conditions that make the value; at least one, in the currency of the item. */
    void conditions(int index, List<Condition> conditions);

    /**
     * This source has no price, so the next one is asked; if none has one, the claims are held (law 4).
     *
     * @param reason full sentence: what was looked for
     */
    void noPrice(int index, String reason);
}
