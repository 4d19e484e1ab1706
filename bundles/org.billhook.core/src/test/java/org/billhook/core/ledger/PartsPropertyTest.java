package org.billhook.core.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.From;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.Tag;
import net.jqwik.api.constraints.Size;
import org.billhook.core.ledger.Parts.Settled;
import org.billhook.core.model.Measure;
import org.billhook.core.model.Share;
import org.billhook.core.model.Unit;
import org.billhook.core.spi.price.Condition;
import org.joda.money.BigMoney;
import org.joda.money.CurrencyUnit;
import org.joda.money.Money;

/** Any order of parts, by quantity and by amount, ends at the value of the whole to the minor unit. */
class PartsPropertyTest {

    private static final Measure HOURS = Measure.of(Unit.HOUR);

    /** Cuts a fraction off what is open: of its share, or of its value. */
    record Cut(boolean byAmount, BigDecimal fraction) {}

    @Provide
    Arbitrary<Cut> cuts() {
        Arbitrary<BigDecimal> fractions = Arbitraries.bigDecimals()
                .between(new BigDecimal("0.001"), new BigDecimal("0.999"))
                .ofScale(3);
        return Combinators.combine(Arbitraries.of(true, false), fractions).as(Cut::new);
    }

    @Provide
    Arbitrary<Share> posted() {
        return Arbitraries.bigDecimals()
                .between(new BigDecimal("-1000"), new BigDecimal("1000"))
                .ofScale(3)
                .filter(value -> value.signum() != 0)
                .map(value -> new Share(value, HOURS));
    }

    /** One to three rates and perhaps a surcharge or a discount, in a currency of 0, 2 or 3 decimals. */
    @Provide
    Arbitrary<Rates> rates() {
        Arbitrary<BigDecimal> prices = Arbitraries.bigDecimals()
                .between(BigDecimal.ZERO, new BigDecimal("500"))
                .ofScale(4);
        Arbitrary<BigDecimal> percents = Arbitraries.bigDecimals()
                .between(new BigDecimal("-50"), new BigDecimal("50"))
                .ofScale(2);
        return Combinators.combine(
                        Arbitraries.of("JPY", "EUR", "KWD").map(CurrencyUnit::of),
                        prices.list().ofMinSize(1).ofMaxSize(3),
                        percents.list().ofMaxSize(1))
                .as(PartsPropertyTest::conditions);
    }

    private static Rates conditions(CurrencyUnit currency, List<BigDecimal> prices, List<BigDecimal> percents) {
        List<Condition> conditions = new ArrayList<>();
        prices.forEach(price -> conditions.add(Condition.PerUnit.price(BigMoney.of(currency, price), "test")));
        percents.forEach(percent ->
                conditions.add(new Condition.Percent("surcharge", percent, Condition.Percent.Base.NET, "test")));
        return new Rates(currency, conditions);
    }

    @Property
    @Tag("I-1")
    @Tag("G-14")
    @Tag("D-86")
    void anyOrderOfPartsEndsAtTheWhole(
            @ForAll("posted") Share posted,
            @ForAll("rates") Rates rates,
            @ForAll @Size(max = 12) List<@From("cuts") Cut> cuts) {
        Share open = posted;
        List<Settled> before = new ArrayList<>();
        Money total = Money.zero(rates.currency());
        for (Cut cut : cuts) {
            Optional<Settled> part = part(cut, open, rates, before);
            if (part.isPresent()) {
                assertThat(part.get().share().isWithin(open)).isTrue();
                assertThat(part.get().share()).as("something stays open").isNotEqualTo(open);
                open = open.minus(part.get().share());
                total = total.plus(part.get().value());
                before.add(part.get());
            }
        }
        total = total.plus(Parts.value(open, rates, before));
        assertThat(total).isEqualTo(rates.at(posted));
    }

    @Property
    @Tag("D-86")
    void amountCutOffIsKeptExactly(
            @ForAll("posted") Share posted, @ForAll("rates") Rates rates, @ForAll("cuts") Cut cut) {
        Money all = rates.at(posted);
        Money amount = fraction(all, cut.fraction());
        Optional<Share> share = Parts.cut(amount, posted, rates, List.of());
        assertThat(share.isPresent()).isEqualTo(!amount.isZero());
        if (share.isPresent()) {
            Settled part = new Settled(share.get(), amount, rates.basis());
            Money rest = Parts.value(posted.minus(share.get()), rates, List.of(part));
            assertThat(amount.plus(rest)).isEqualTo(all);
        }
    }

    private static Optional<Settled> part(Cut cut, Share open, Rates rates, List<Settled> before) {
        if (cut.byAmount()) {
            Money amount = fraction(Parts.value(open, rates, before), cut.fraction());
            return Parts.cut(amount, open, rates, before).map(share -> new Settled(share, amount, rates.basis()));
        }
        BigDecimal value = open.value().multiply(cut.fraction()).setScale(Share.SCALE, RoundingMode.DOWN);
        Share share = new Share(value, open.measure());
        return share.isZero()
                ? Optional.empty()
                : Optional.of(new Settled(share, Parts.value(share, rates, before), rates.basis()));
    }

    private static Money fraction(Money whole, BigDecimal fraction) {
        return whole.multipliedBy(fraction, RoundingMode.DOWN);
    }
}
