package org.billhook.rest.wire;

import java.math.BigDecimal;
import java.math.RoundingMode;
import org.billhook.core.api.BillhookException;
import org.billhook.core.api.StoredObject;
import org.billhook.core.model.Finding;
import org.joda.money.CurrencyUnit;
import org.joda.money.Money;

/** The net price of an order item on the wire: in the currency of the item, with any number of decimals. */
public final class NetPrice {

    private NetPrice() {}

    /** The net price of an item; null if it has none. */
    public static MoneyJson of(StoredObject item) {
        String price = item.attributes().get("netPrice");
        return price == null ? null : new MoneyJson(price, item.attributes().get("currency"));
    }

    /**
     * Quantity times net price, rounded half up to the decimals of the currency; null if the item lacks one of them, or a check
     * hides it. What is billed is computed by the run.
     */
    public static MoneyJson value(StoredObject item) {
        String quantity = item.attributes().get("quantity");
        String price = item.attributes().get("netPrice");
        String currency = item.attributes().get("currency");
        if (quantity == null || price == null || currency == null) {
            return null;
        }
        return MoneyJson.of(Money.of(
                CurrencyUnit.of(currency),
                new BigDecimal(quantity).multiply(new BigDecimal(price)),
                RoundingMode.HALF_UP));
    }

    /**
     * The amount of a price that may be absent; an empty one takes the price away.
     *
     * @param itemCurrency null if a check hides it: then nobody can tell whether the price is in it
     * @throws BillhookException UNREADABLE if it is in another currency than the item, or that is hidden
     */
    public static String amount(MoneyJson price, String itemCurrency) {
        if (price == null) {
            return null;
        }
        String amount = price.amount() == null ? "" : price.amount();
        if (!amount.isBlank() && (itemCurrency == null || !itemCurrency.equals(price.currency()))) {
            String message = "netPrice is in '%s', the item in %s"
                    .formatted(price.currency(), itemCurrency == null ? "a currency that is hidden" : itemCurrency);
            throw new BillhookException(
                    BillhookException.Type.UNREADABLE, Finding.error("OTHER_CURRENCY", "netPrice.currency", message));
        }
        return amount;
    }
}
