package org.billhook.engine.port;

import java.util.List;
import org.joda.money.Money;

/**
 * An item that a request bills: a run of its lines. Item, root and receiver by id.
 *
 * @param item that is billed
 * @param root that the item bills
 * @param receiver object that the revenue goes to
 * @param firstLine position, inclusive
 * @param lastLine position, inclusive
 * @param net of these lines as they were created
 * @param rejected what of it was rejected since
 */
public record RequestItem(long item, long root, long receiver, int firstLine, int lastLine, Money net, Money rejected) {

    /** Number of its lines. */
    public int lines() {
        return lastLine - firstLine + 1;
    }

    /** Whether a line is of the item. */
    public boolean has(int position) {
        return firstLine <= position && position <= lastLine;
    }

    /** What is to be invoiced of it. */
    public Money standing() {
        return net.minus(rejected);
    }

    /** The same with what is rejected of it by now. */
    public RequestItem rejecting(Money sum) {
        return new RequestItem(item, root, receiver, firstLine, lastLine, net, sum);
    }

    /** What is rejected of several. At least one. */
    static Money rejected(List<RequestItem> items) {
        return Money.total(items.stream().map(RequestItem::rejected).toList());
    }
}
