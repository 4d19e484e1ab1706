package org.billhook.store.internal.repository;

import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import org.billhook.store.internal.sql.Amounts;
import org.billhook.store.internal.sql.Json;
import org.joda.money.Money;

/** Amounts in several currencies as a column. */
final class Totals {

    private Totals() {}

    static String json(List<Money> totals) {
        return Json.of(
                totals,
                money -> Map.of(
                        "amount", money.getAmount().toPlainString(),
                        "currency", money.getCurrencyUnit().getCode()));
    }

    static List<Money> of(String json) {
        return List.copyOf(
                Json.list(json, map -> Amounts.money(new BigDecimal(map.get("amount")), map.get("currency"))));
    }
}
