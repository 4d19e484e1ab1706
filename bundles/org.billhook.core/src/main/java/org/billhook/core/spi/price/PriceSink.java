package org.billhook.core.spi.price;

import java.util.List;
import org.billhook.core.model.Fraction;
import org.billhook.core.model.Unit;
import org.osgi.annotation.versioning.ProviderType;

/** Takes the answer for each dynamic item of the page, by its index. Use it on the calling thread, during the call. */
@ProviderType
public interface PriceSink {

    /** The conditions that make the value; at least one, in the currency of the item. */
    void conditions(int index, List<Condition> conditions);

    /**
     * The same for another count of the claims: in the unit of the price, or rounded as was agreed. The claims themselves stay what they
     * are.
     *
     * @param each what one of each claim counts in the quantity of the line, in the order of the claims
     * @param unit unit of that quantity
     */
    void conditions(int index, List<Fraction> each, Unit unit, List<Condition> conditions);

    /**
     * This source has no price, so the next one is asked; if none has one, the claims are held (law 4).
     *
     * @param reason full sentence: what was looked for
     */
    void noPrice(int index, String reason);
}
