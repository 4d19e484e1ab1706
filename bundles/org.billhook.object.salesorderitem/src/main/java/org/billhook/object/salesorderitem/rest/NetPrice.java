package org.billhook.object.salesorderitem.rest;

import org.billhook.core.api.BillhookException;
import org.billhook.core.api.StoredObject;
import org.billhook.core.model.Finding;
import org.billhook.rest.wire.MoneyJson;

/** The net price of an item on the wire: in the currency of the item, with any number of decimals. */
final class NetPrice {

    private NetPrice() {}

    /** The net price of an item; null if it has none. */
    static MoneyJson of(StoredObject item) {
        String price = item.attributes().get("netPrice");
        return price == null ? null : new MoneyJson(price, item.attributes().get("currency"));
    }

    /**
     * The amount of a price that may be absent; an empty one takes the price away.
     *
     * @throws BillhookException UNREADABLE if it is in another currency than the item
     */
    static String amount(MoneyJson price, String itemCurrency) {
        if (price == null) {
            return null;
        }
        String amount = price.amount() == null ? "" : price.amount();
        if (!amount.isBlank() && !itemCurrency.equals(price.currency())) {
            String message = "netPrice is in '%s', the item in %s".formatted(price.currency(), itemCurrency);
            throw new BillhookException(
                    BillhookException.Type.UNREADABLE, Finding.error("OTHER_CURRENCY", "netPrice.currency", message));
        }
        return amount;
    }
}
