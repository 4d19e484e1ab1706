package org.billhook.engine.internal.runs;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
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
    List<Valued> valued;
    Money net;
    /** What the net has more than the sum of its conditions, so that parts end at the whole or at the amount wanted; or null. */
    Money correction;
    /** The net that a clerk or an adjustment set to the cent; null if the price decides. */
    Money fixed;
    /** Net shares of the claims, as cut by an adjustment or a clerk; null if the net is to be split. */
    List<Money> claimValues;
    /** Whether the net is the clerk's to the cent, so that no condition changes it. */
    boolean clerksNet;
    /** Whether its share of a fixed price is nothing: what it claims is not billed but covered (G-23). */
    boolean coversOnly;

    DraftLine(DynamicItem item) {
        this.item = item;
        this.text = item.text();
    }

    StreamedSource source(int claim) {
        return (StreamedSource) item.claims().get(claim).source();
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
