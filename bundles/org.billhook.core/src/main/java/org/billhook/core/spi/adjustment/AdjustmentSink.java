package org.billhook.core.spi.adjustment;

import java.util.List;
import org.billhook.core.spi.price.Condition;
import org.joda.money.Money;
import org.osgi.annotation.versioning.ProviderType;

/** Takes changes to the lines of the page, by index. Reasons are full sentences and stand in the derivation of the line. */
@ProviderType
public interface AdjustmentSink {

    /** Adds a condition to a line; percentages count on the conditions before. */
    void addCondition(int index, Condition condition, String reason);

    /**
     * Bills only an amount of a line; the claims are cut to it, the oldest first, and the rest is decided on.
     *
     * @param keep between zero and the net of the line, both included
     * @param rest what becomes of what is cut off
     */
    void keep(int index, Money keep, Rest rest, String reason);

    void text(int index, String text, String reason);

    /** Adds a line without claim, such as a minimum fee; it rests on the lines named, or on all of the item if none is. */
    void addLine(String text, Condition.Fixed value, List<Integer> restsOn, String reason);
}
