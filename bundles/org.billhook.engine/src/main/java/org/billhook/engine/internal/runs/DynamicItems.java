package org.billhook.engine.internal.runs;

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
        boolean plain = line.quantityIsClaimed();
        boolean counted = !plain && item.factor(0).isPresent();
        boolean any = false;
        for (int i = 0; i < shares.size(); i++) {
            if (!shares.get(i).isZero()) {
                Claim claim = new Claim(item.claims().get(i).source(), shares.get(i));
                if (counted) {
                    builder.claim(claim, item.factor(i).orElseThrow());
                } else {
                    builder.claim(claim);
                }
                any = true;
            }
        }
        if (!any) {
            return Optional.empty();
        }
        if (counted) {
            builder.counting(item.quantity().measure());
        } else if (!plain) {
            builder.quantity(byNumber(item, shares), item.quantity().measure());
        }
        return Optional.of(builder.build());
    }

    /** Claims that have no measure in common, or add up to nothing, have no proportion but their number. */
    private static Fraction byNumber(DynamicItem item, List<Share> shares) {
        long left = shares.stream().filter(share -> !share.isZero()).count();
        return item.exactQuantity().times(Fraction.of(left, shares.size()));
    }
}
