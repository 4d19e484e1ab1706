package org.billhook.pricing;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.billhook.core.model.Fraction;
import org.billhook.core.model.Measure;
import org.billhook.core.model.Share;
import org.billhook.core.spi.price.BillingPriceId;
import org.billhook.core.spi.price.Condition;
import org.billhook.core.spi.price.PricePage;
import org.billhook.core.spi.price.PriceSink;
import org.billhook.core.spi.price.PriceSource;
import org.billhook.core.spi.relevance.Claim;
import org.billhook.core.spi.relevance.DynamicItem;
import org.osgi.service.component.annotations.Component;

/**
 * Prices quantities by the price list that the item names, at the entry that fits best on the pricing date. Which one that
 * is says {@link MostSpecificFirst}; of the steps of a scale that of the quantity of the line (D-64). The percentages of the
 * list come on top: the surcharge that fits best on the price, then the discount that fits best on both. An entry in another currency
 * than the item's is converted at the rate of the pricing date; without one it is no price.
 */
@Component
@BillingPriceId(PriceListSource.ID)
public final class PriceListSource implements PriceSource {

    static final String ID = "price-list";

    /** List of items whose attribute {@code priceList} is empty. */
    static final String STANDARD = "standard";

    @Override
    public void price(PricePage page, PriceSink out) {
        ListLookup lookup = new ListLookup(page);
        RoundedTime time = new RoundedTime();
        List<ListLookup.Scale> scales = new ArrayList<>(page.dynamicItems().size());
        for (int i = 0; i < page.dynamicItems().size(); i++) {
            DynamicItem item = page.dynamicItems().get(i);
            ListLookup.Scale scale = item.atCost()
                    ? ListLookup.Scale.no("It is billed at its cost")
                    : lookup.find(item, page.pricingDate(i));
            scales.add(scale);
            if (isRounded(item, scale)) {
                time.add(item, scale.rounded().orElseThrow().rule());
            }
        }
        for (int i = 0; i < scales.size(); i++) {
            price(i, page.dynamicItems().get(i), lookup, scales.get(i), time, out);
        }
    }

    private static boolean isRounded(DynamicItem item, ListLookup.Scale scale) {
        return scale.rounded().isPresent() && RoundedTime.isTime(item);
    }

    private static void price(
            int index, DynamicItem item, ListLookup lookup, ListLookup.Scale scale, RoundedTime time, PriceSink out) {
        Optional<ListLookup.Rounded> rounded = scale.rounded().filter(rule -> isRounded(item, scale));
        if (rounded.isEmpty() && scale.factor().equals(Fraction.ONE)) {
            answer(index, lookup.at(scale, magnitude(item)), out);
            return;
        }
        List<Fraction> each = new ArrayList<>(item.claims().size());
        for (int i = 0; i < item.claims().size(); i++) {
            Claim claim = item.claims().get(i);
            Optional<Fraction> factor = item.factor(i);
            if (factor.isEmpty()) {
                out.noPrice(
                        index,
                        "The price is per %s, and the quantity %s is not counted from its claims"
                                .formatted(scale.unit(), item.quantity()));
                return;
            }
            Fraction ratio =
                    rounded.map(found -> time.ratio(claim, found.rule())).orElse(Fraction.ONE);
            each.add(factor.get().times(scale.factor()).times(ratio));
        }
        DynamicItem counted = item.counting(each, Measure.of(scale.unit()));
        ListLookup.Answer answer = lookup.at(scale, magnitude(counted));
        if (answer.conditions().isEmpty()) {
            out.noPrice(index, answer.reason());
        } else {
            out.conditions(
                    index,
                    each,
                    scale.unit(),
                    rounded.map(found -> saying(found, answer.conditions())).orElse(answer.conditions()));
        }
    }

    private static void answer(int index, ListLookup.Answer answer, PriceSink out) {
        if (answer.conditions().isEmpty()) {
            out.noPrice(index, answer.reason());
        } else {
            out.conditions(index, answer.conditions());
        }
    }

    /** Steps have nine decimals at most, so cutting the rest off reaches none too early. */
    private static BigDecimal magnitude(DynamicItem item) {
        return item.isDecimal()
                ? item.quantity().value().abs()
                : item.exactQuantity().abs().rounded(Share.SCALE, RoundingMode.DOWN);
    }

    /** The same conditions, of which the first says how the time was rounded. */
    private static List<Condition> saying(ListLookup.Rounded rounded, List<Condition> conditions) {
        List<Condition> all = new ArrayList<>(conditions);
        String why = ", time %s by %s".formatted(rounded.rule(), rounded.origin());
        List<Long> entries = new ArrayList<>(conditions.get(0).entries());
        entries.addAll(rounded.entries());
        if (conditions.get(0) instanceof Condition.PerUnit price) {
            all.set(
                    0,
                    new Condition.PerUnit(
                            price.type(),
                            price.rate(),
                            price.per(),
                            price.statistical(),
                            price.origin() + why,
                            entries));
        } else if (conditions.get(0) instanceof Condition.Between part) {
            all.set(
                    0,
                    new Condition.Between(
                            part.type(),
                            part.rate(),
                            part.per(),
                            part.from(),
                            part.to(),
                            part.origin() + why,
                            entries));
        }
        return all;
    }
}
