package org.billhook.engine.internal.ledger;

import java.math.BigDecimal;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.billhook.core.model.Finding;
import org.billhook.core.model.Measure;
import org.billhook.core.model.Share;
import org.billhook.engine.port.Store;

/**
 * Refuses what could not be added up with what is posted on its root: no sum of the root would have room any more. Only
 * large postings are added up, and a tenth of the room is left for small ones; so a posting as usual costs no query. For one
 * transaction, which has locked the roots.
 */
public final class RootRoom {

    /** The largest share. */
    private static final BigDecimal MOST = new BigDecimal("999999999999.999");

    /** What several large postings leave to small ones. */
    private static final BigDecimal LEFT = new BigDecimal("100000000000");

    private static final BigDecimal SMALL = new BigDecimal("999999");

    /** Of a root, or of an object that has none. */
    record Sum(long object, Optional<Long> root, Measure measure) {}

    private final Store store;
    private final KnownSums known;
    private final Map<Sum, BigDecimal> posted = new HashMap<>();
    private final Map<Sum, BigDecimal> added = new HashMap<>();

    /** @param known saves reading sums again and again */
    public RootRoom(Store store, KnownSums known) {
        this.store = store;
        this.known = known;
    }

    /** What stands against posting it on an object; if nothing does, it counts for those that follow. */
    public Optional<Finding> refusal(long object, Optional<Long> root, Share share, String field) {
        return refusal(object, root, share, share.value().abs(), field);
    }

    /** What stands against posting so much instead of what was posted before. */
    Optional<Finding> refusal(long object, Optional<Long> root, Share before, Share share, String field) {
        BigDecimal old = before.value().abs();
        BigDecimal counted = old.compareTo(SMALL) > 0 ? old : BigDecimal.ZERO;
        BigDecimal more = share.value().abs().subtract(counted);
        return more.signum() > 0 ? refusal(object, root, share, more, field) : Optional.empty();
    }

    /** To be called when all that was not refused is posted. */
    public void posted() {
        added.forEach(known::add);
    }

    private Optional<Finding> refusal(long object, Optional<Long> root, Share share, BigDecimal value, String field) {
        if (share.value().abs().compareTo(SMALL) <= 0) {
            return Optional.empty();
        }
        Measure measure = share.measure();
        Sum sum = new Sum(root.isPresent() ? 0 : object, root, measure);
        BigDecimal before = posted.computeIfAbsent(sum, this::read);
        BigDecimal after = before.add(value);
        BigDecimal room = before.signum() == 0 ? MOST : MOST.subtract(LEFT);
        if (after.compareTo(room) > 0) {
            return Optional.of(Finding.error(
                    "TOO_LARGE",
                    field,
                    "%s can't be added up with the %s %s that are posted on its root: %s %s have room"
                            .formatted(
                                    share,
                                    before.stripTrailingZeros().toPlainString(),
                                    measure,
                                    room.toPlainString(),
                                    measure)));
        }
        posted.put(sum, after);
        added.merge(sum, value, BigDecimal::add);
        return Optional.empty();
    }

    private BigDecimal read(Sum sum) {
        return known.of(sum, () -> store.sources().postedAbove(sum.object(), sum.root(), sum.measure(), SMALL));
    }
}
