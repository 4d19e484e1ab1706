package org.billhook.object.salesorderitem;

import java.util.Optional;
import org.billhook.core.model.Finding;
import org.billhook.core.spi.object.ObjectSnapshot;
import org.joda.money.CurrencyUnit;

/** Checks the attribute {@code currency} of orders and items. */
final class Currencies {

    private Currencies() {}

    static Optional<Finding> unknown(ObjectSnapshot object) {
        return object.attribute("currency")
                .filter(code -> !isKnown(code))
                .map(code -> Finding.error(
                        "UNKNOWN_CURRENCY", "currency", "Currency '%s' is no ISO 4217 code".formatted(code)));
    }

    private static boolean isKnown(String code) {
        return CurrencyUnit.registeredCurrencies().stream()
                .anyMatch(currency -> currency.getCode().equals(code));
    }
}
