package org.billhook.engine.internal.runs;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.billhook.core.api.DueList.DueRoot;
import org.billhook.core.model.Finding;
import org.billhook.core.model.Measure;
import org.billhook.core.model.ObjectRef;
import org.billhook.core.model.Share;
import org.billhook.core.spi.object.OwnSource;
import org.billhook.engine.port.ObjectRow;
import org.billhook.engine.port.SourceStore.OpenSum;

/** What is open of a root, shared out among its items: what each takes, and what none does. Not for several threads. */
final class LookedRoot {

    /** Stands for the sources that belong to no root. */
    static final ObjectRef NO_ROOT = new ObjectRef("none", "no-root");

    final long id;
    final Optional<ObjectRow> row;
    final List<ItemOfRoot> items;
    private final List<OpenSum> due = new ArrayList<>();
    private final List<OpenSum> unbilled = new ArrayList<>();
    private final Map<ItemOfRoot, Long> taken;

    /**
     * @param row empty for what belongs to no root
     * @param items the active ones, in the order in which they are found
     */
    LookedRoot(
            RunInputs inputs,
            long id,
            Optional<ObjectRow> row,
            List<ItemOfRoot> items,
            List<OpenSum> sums,
            Map<Long, ObjectRow> objects) {
        this.id = id;
        this.row = row;
        this.items = items;
        taken = new TreeMap<>(Comparator.comparing(items::indexOf));
        boolean known = items.stream().allMatch(item -> item.billing != null && !item.pluginAway);
        for (OpenSum sum : sums) {
            ObjectRow object = objects.get(sum.object());
            if (!known || items.stream().anyMatch(item -> item.mayTake(sum.kind(), object))) {
                due.add(sum);
                items.stream()
                        .filter(item -> item.takes(sum.kind(), object))
                        .forEach(item -> taken.merge(item, sum.count(), Long::sum));
            } else if (row.isEmpty() || !inputs.isPlanned(sum.kind())) {
                // what is only planned or agreed, and billed by nobody, is not due
                due.add(sum);
                unbilled.add(sum);
            }
        }
    }

    boolean isDue() {
        return !due.isEmpty();
    }

    /** What no item of the root bills; of a root without one that is all. */
    List<OpenSum> unbilled() {
        return unbilled;
    }

    long count() {
        return count(due);
    }

    private static long count(List<OpenSum> sums) {
        return sums.stream().mapToLong(OpenSum::count).sum();
    }

    /** Without what is at stake. */
    DueRoot shown() {
        Optional<ItemOfRoot> shown = taken.keySet().stream()
                .filter(ItemOfRoot::billable)
                .findFirst()
                .or(() -> taken.keySet().stream().findFirst())
                .or(() -> items.stream().filter(ItemOfRoot::billable).findFirst())
                .or(() -> items.stream().findFirst());
        return new DueRoot(
                row.map(ObjectRow::ref).orElse(NO_ROOT),
                shown.map(ItemOfRoot::ref),
                shown.map(item -> item.row.item().orElseThrow().relevance()),
                shown.map(ItemOfRoot::party),
                count(),
                count(unbilled),
                first(),
                open(),
                Optional.empty(),
                reasons());
    }

    /** The first service date, where there is one. */
    private Optional<LocalDate> first() {
        return due.stream()
                .map(OpenSum::first)
                .filter(day -> !day.equals(OwnSource.ANY_DAY))
                .min(LocalDate::compareTo);
    }

    private List<Share> open() {
        Map<String, Share> open = new TreeMap<>();
        due.forEach(sum -> open.merge(key(sum.open().measure()), sum.open(), Share::plus));
        return List.copyOf(open.values());
    }

    private static String key(Measure measure) {
        return measure.dimension() + measure.code();
    }

    private List<Finding> reasons() {
        List<Finding> reasons = new ArrayList<>();
        if (row.isEmpty()) {
            reasons.add(Finding.error(
                    "NO_ROOT",
                    "These sources stand on objects that no item bills: assign an item to them or above them"));
            return reasons;
        }
        if (items.isEmpty()) {
            reasons.add(RootBilling.noItem(row.get().ref()));
            return reasons;
        }
        boolean none = items.stream().noneMatch(ItemOfRoot::billable);
        items.stream()
                .filter(item -> none || taken.containsKey(item) || item.pluginAway)
                .forEach(item -> reasons.addAll(item.reasons));
        items.forEach(item -> reasons.addAll(item.notes));
        Map<String, Long> kinds = new TreeMap<>();
        unbilled.forEach(sum -> kinds.merge(sum.kind(), sum.count(), Long::sum));
        kinds.forEach((kind, count) -> reasons.add(Finding.warning(
                "NO_ITEM_FOR_KIND",
                "No item of %s bills %d sources of kind '%s': add an item that does, or settle them as not billable"
                        .formatted(row.get().ref(), count, kind))));
        return reasons;
    }
}
