package org.billhook.engine.port;

import org.joda.money.Money;

/**
 * That lines of a request were priced by an entry of a price list.
 *
 * @param price number of the entry
 * @param lines how many
 * @param net of these
 */
public record PriceOfRequest(long request, long price, long lines, Money net) {

    /** With one more line. */
    public PriceOfRequest plus(Money more) {
        return new PriceOfRequest(request, price, lines + 1, net.plus(more));
    }
}
