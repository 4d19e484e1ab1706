package org.billhook.engine.internal.runs;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.billhook.core.model.Fraction;
import org.billhook.core.model.Measure;
import org.billhook.core.model.Share;
import org.billhook.core.spi.adjustment.PricedLine;
import org.billhook.core.spi.price.Condition;
import org.billhook.core.spi.price.Conditions.Valued;
import org.billhook.core.spi.price.PriceSource;
import org.billhook.core.spi.relevance.Claim;
import org.billhook.core.spi.relevance.DynamicItem;
import org.billhook.engine.internal.registry.Leased;
import org.joda.money.Money;

/** A dynamic item on its way to become a line; the steps change it one after the other. */
final class DraftLine implements PricedLine {

    DynamicItem item;
    String text;
    /** What was decided on shares of its claims. */
    final List<Decided> decided = new ArrayList<>(0);
    /** Steps of decisions and adjustments, in the stored form; null while there are none. */
    StringBuilder changes;

    /** Null for a line that only the clerk priced. */
    Leased<PriceSource> pricedBy;

    List<Condition> conditions;
    /** How many of the conditions are its price, from the first on; -1 as long as all are. */
    int priced = -1;

    List<Valued> valued;
    Money net;
    /** The net without the amounts that came on top of its price, such as a discount by volume. */
    Money netAtPrice;
    /** What the net has more than the sum of its conditions, so that parts end at the whole or at the amount wanted; or null. */
    Money correction;
    /** The net that a clerk or an adjustment set to the cent; null if the price decides. */
    Money fixed;
    /** What that is without what came on top of the price; null if it is the same. */
    Money fixedAtPrice;
    /** Net shares of the claims, as cut by an adjustment or a clerk; null if the net is to be split. */
    List<Money> claimValues;
    /** Whether it takes back what was billed, at the price of then: nothing else prices or changes it (G-17). */
    boolean asBilled;
    /** Whether the net is the clerk's to the cent, so that no condition changes it. */
    boolean clerksNet;
    /** Whether its share of a fixed price is nothing: what it claims is not billed but covered (G-23). */
    boolean coversOnly;

    /** As it was proposed, before anything was decided on it. */
    private DynamicItem proposed;

    private Map<Long, Integer> places;

    DraftLine(DynamicItem item) {
        this.item = item;
        this.proposed = item;
        this.text = item.text();
    }

    StreamedSource source(int claim) {
        return (StreamedSource) item.claims().get(claim).source();
    }

    /**
     * Counts the claims anew, and in proportion those that are no claims any more.
     *
     * @param each what one of each claim counts
     */
    void count(List<Fraction> each, Measure in) {
        Map<Long, Fraction> bySource = new HashMap<>();
        for (int i = 0; i < each.size(); i++) {
            bySource.put(item.claims().get(i).source().id(), each.get(i));
        }
        Fraction before = item.factor(0).filter(factor -> factor.signum() != 0).orElse(Fraction.ONE);
        Fraction proportion = each.get(0).dividedBy(before);
        List<Fraction> ofAll = new ArrayList<>(proposed.claims().size());
        for (int i = 0; i < proposed.claims().size(); i++) {
            Fraction other = proposed.factor(i).orElse(Fraction.ONE).times(proportion);
            ofAll.add(bySource.getOrDefault(proposed.claims().get(i).source().id(), other));
        }
        item = item.counting(each, in);
        proposed = proposed.counting(ofAll, in);
    }

    /** Puts a condition on top of the price. */
    void addCondition(Condition condition) {
        if (priced < 0) {
            priced = conditions.size();
        }
        List<Condition> all = new ArrayList<>(conditions);
        all.add(condition);
        conditions = all;
    }

    /**
     * The conditions that any share of a source is valued by: not the amounts on top of the price, which belong to the line as a whole.
     */
    List<Condition> price() {
        if (priced < 0 || conditions.stream().skip(priced).noneMatch(Condition.Fixed.class::isInstance)) {
            return conditions;
        }
        List<Condition> price = new ArrayList<>(conditions.size());
        for (int i = 0; i < conditions.size(); i++) {
            if (i < priced || !(conditions.get(i) instanceof Condition.Fixed)) {
                price.add(conditions.get(i));
            }
        }
        return price;
    }

    /** An amount of the line without what came on top of its price. */
    Money atPrice(Money amount) {
        return scaled(amount, net, netAtPrice);
    }

    /** The reverse of {@link #atPrice}. */
    Money withAll(Money amountAtPrice) {
        return scaled(amountAtPrice, netAtPrice, net);
    }

    private static Money scaled(Money amount, Money from, Money to) {
        return from.isEqual(to) || from.isZero()
                ? amount
                : Money.of(
                        amount.getCurrencyUnit(),
                        amount.getAmount()
                                .multiply(to.getAmount())
                                .divide(from.getAmount(), amount.getScale(), RoundingMode.HALF_UP));
    }

    /** The item as it was proposed, of which a source of the line may be no claim any more. */
    DynamicItem proposed() {
        return proposed;
    }

    /** Place of a source among the proposed claims. */
    int place(StreamedSource source) {
        if (proposed.claims().size() == 1) {
            return 0;
        }
        if (places == null) {
            places = new HashMap<>();
            for (int i = 0; i < proposed.claims().size(); i++) {
                places.put(proposed.claims().get(i).source().id(), i);
            }
        }
        return places.get(source.id());
    }

    /** The claims that the line bills. */
    List<Claim> billed() {
        return coversOnly ? List.of() : item.claims();
    }

    /** Sum of the claimed shares; null if their measures differ. */
    BigDecimal claimed() {
        List<Claim> claims = item.claims();
        if (claims.size() == 1) {
            return claims.get(0).share().value();
        }
        BigDecimal sum = BigDecimal.ZERO;
        Share first = claims.get(0).share();
        for (Claim claim : claims) {
            if (!claim.share().measure().equals(first.measure())) {
                return null;
            }
            sum = sum.add(claim.share().value());
        }
        return sum;
    }

    /** Whether the quantity is simply what is claimed. */
    boolean quantityIsClaimed() {
        BigDecimal claimed = claimed();
        return claimed != null
                && item.isDecimal()
                && item.quantity().measure().equals(item.claims().get(0).share().measure())
                && item.quantity().value().compareTo(claimed) == 0;
    }

    void change(String plugin, String what, String reason) {
        if (changes == null) {
            changes = new StringBuilder(64);
        }
        DerivationText.step(changes, "a", plugin, what, reason);
    }

    @Override
    public DynamicItem dynamicItem() {
        return item;
    }

    @Override
    public List<Valued> conditions() {
        return valued;
    }

    @Override
    public Money net() {
        return net;
    }
}
