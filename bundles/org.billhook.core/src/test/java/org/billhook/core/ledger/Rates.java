package org.billhook.core.ledger;

import java.util.Arrays;
import java.util.List;
import org.billhook.core.model.Share;
import org.billhook.core.spi.price.Condition;
import org.billhook.core.spi.price.Conditions;
import org.joda.money.BigMoney;
import org.joda.money.CurrencyUnit;
import org.joda.money.Money;

/** A pricing by conditions, as the engine has it. */
record Rates(CurrencyUnit currency, List<Condition> conditions) implements Parts.Pricing {

    static Rates of(String... rates) {
        List<BigMoney> prices = Arrays.stream(rates).map(BigMoney::parse).toList();
        return new Rates(
                prices.get(0).getCurrencyUnit(),
                prices.stream()
                        .<Condition>map(price -> Condition.PerUnit.price(price, "test"))
                        .toList());
    }

    @Override
    public Money at(Share share) {
        return Conditions.net(Conditions.value(conditions, share.value(), currency), currency);
    }

    @Override
    public String basis() {
        return conditions.toString();
    }
}
