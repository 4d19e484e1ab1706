package org.billhook.engine.internal.runs;

import java.math.BigDecimal;
import java.util.List;
import java.util.Optional;
import org.billhook.core.model.Fraction;
import org.billhook.core.model.Share;
import org.billhook.core.spi.relevance.Claim;
import org.billhook.core.spi.relevance.DynamicItem;

/** Cuts dynamic items: the claims to new shares, the quantity in proportion, all else as it was. */
final class DynamicItems {

    private DynamicItems() {}

    /**
     * @param shares new share per claim, zero to drop it
     * @return empty if nothing is claimed any more
     */
    static Optional<DynamicItem> cut(DraftLine line, List<Share> shares) {
        DynamicItem item = line.item;
        DynamicItem.Builder builder = DynamicItem.builder()
                .text(item.text())
                .characteristics(item.characteristics())
                .percentage(item.percentage())
                .atCost(item.atCost())
                .withCost(item.withCost())
                .overhead(item.overhead());
        boolean any = false;
        for (int i = 0; i < shares.size(); i++) {
            if (!shares.get(i).isZero()) {
                builder.claim(new Claim(item.claims().get(i).source(), shares.get(i)));
                any = true;
            }
        }
        if (!any) {
            return Optional.empty();
        }
        if (!line.quantityIsClaimed()) {
            builder.quantity(quantity(line, shares), item.quantity().measure());
        }
        return Optional.of(builder.build());
    }

    private static Fraction quantity(DraftLine line, List<Share> shares) {
        BigDecimal before = line.claimed();
        BigDecimal kept = BigDecimal.ZERO;
        for (Share share : shares) {
            kept = kept.add(share.value());
        }
        if (before == null || before.signum() == 0) {
            // claims of several measures have no common proportion: the quantity goes with their number
            long left = shares.stream().filter(share -> !share.isZero()).count();
            before = BigDecimal.valueOf(shares.size());
            kept = BigDecimal.valueOf(left);
        }
        return line.item.exactQuantity().times(Fraction.of(kept).dividedBy(Fraction.of(before)));
    }
}
