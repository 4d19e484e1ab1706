package org.billhook.engine.internal.sources;

import java.math.BigDecimal;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.billhook.core.model.Finding;
import org.billhook.core.model.Measure;
import org.billhook.core.model.ObjectRef;
import org.billhook.engine.port.ObjectRow;
import org.billhook.engine.port.Store;

/**
 * Refuses rows that could not be added up with what is posted on their root: no sum of the root would have room any more. Only
 * large postings are added up, and a tenth of the room is left for small ones; so a posting as usual costs no query.
 */
final class RootRoom {

    /** The largest share. */
    private static final BigDecimal MOST = new BigDecimal("999999999999.999");

    /** What several large postings leave to small ones. */
    private static final BigDecimal LEFT = new BigDecimal("100000000000");

    private static final BigDecimal SMALL = new BigDecimal("999999");

    private record Sum(long object, Optional<Long> root, Measure measure) {}

    private final Store store;
    private final Map<Sum, BigDecimal> posted = new HashMap<>();

    RootRoom(Store store) {
        this.store = store;
    }

    /** @param objects those of the rows that exist */
    void check(List<PageRow> rows, Map<ObjectRef, ObjectRow> objects) {
        for (PageRow row : rows) {
            ObjectRow object = objects.get(row.draft.object());
            BigDecimal value = row.draft.posted().value().abs();
            if (object != null && value.compareTo(SMALL) > 0) {
                check(row, object, value);
            }
        }
    }

    private void check(PageRow row, ObjectRow object, BigDecimal value) {
        Measure measure = row.draft.posted().measure();
        long id = object.root().isPresent() ? 0 : object.id();
        Sum sum = new Sum(id, object.root(), measure);
        BigDecimal before = posted.computeIfAbsent(
                sum, key -> store.sources().postedAbove(key.object(), key.root(), key.measure(), SMALL));
        BigDecimal after = before.add(value);
        BigDecimal room = before.signum() == 0 ? MOST : MOST.subtract(LEFT);
        if (after.compareTo(room) > 0) {
            row.refuse(Finding.error(
                    "TOO_LARGE",
                    "posted",
                    "%s can't be added up with the %s %s that are posted on its root: %s %s have room"
                            .formatted(
                                    row.draft.posted(),
                                    before.stripTrailingZeros().toPlainString(),
                                    measure,
                                    room.toPlainString(),
                                    measure)));
        } else {
            posted.put(sum, after);
        }
    }
}
