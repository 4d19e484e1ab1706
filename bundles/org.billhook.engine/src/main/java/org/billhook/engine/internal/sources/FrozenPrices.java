package org.billhook.engine.internal.sources;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.billhook.core.model.Unit;
import org.billhook.core.spi.price.PriceEntry;
import org.billhook.core.spi.price.PriceTable;

/** All price lists at one version, by hash of list, key and unit; the newest start comes first. Immutable. */
public final class FrozenPrices implements PriceTable {

    private static final Comparator<PriceEntry> NEWEST_FIRST =
            Comparator.comparing(PriceEntry::validFrom).reversed().thenComparing(PriceEntry::from);

    private final long version;
    private final Map<String, Map<Map<String, String>, Map<Unit, List<PriceEntry>>>> lists = new HashMap<>();
    private final Map<String, Set<Set<String>>> shapes = new HashMap<>();

    public FrozenPrices(long version, Collection<PriceEntry> entries) {
        this.version = version;
        List<PriceEntry> ordered = new ArrayList<>(entries);
        ordered.sort(NEWEST_FIRST);
        for (PriceEntry entry : ordered) {
            lists.computeIfAbsent(entry.list(), list -> new HashMap<>())
                    .computeIfAbsent(entry.key(), key -> new HashMap<>())
                    .computeIfAbsent(entry.unit(), unit -> new ArrayList<>(1))
                    .add(entry);
            shapes.computeIfAbsent(entry.list(), list -> new HashSet<>())
                    .add(Set.copyOf(entry.key().keySet()));
        }
        shapes.replaceAll((list, all) -> Set.copyOf(all));
    }

    public long version() {
        return version;
    }

    @Override
    public List<PriceEntry> find(String list, Map<String, String> key, Unit unit, LocalDate day) {
        List<PriceEntry> entries =
                lists.getOrDefault(list, Map.of()).getOrDefault(key, Map.of()).getOrDefault(unit, List.of());
        if (!unit.equals(PriceEntry.PERCENT)) {
            return newest(entries, false, day);
        }
        List<PriceEntry> both = newest(entries, false, day);
        both.addAll(newest(entries, true, day));
        both.sort(Comparator.comparing(PriceEntry::from));
        return both;
    }

    private static List<PriceEntry> newest(List<PriceEntry> entries, boolean discounts, LocalDate day) {
        List<PriceEntry> steps = new ArrayList<>(1);
        for (PriceEntry entry : entries) {
            if (entry.isDiscount() != discounts) {
                continue;
            }
            if (!steps.isEmpty() && !entry.validFrom().equals(steps.get(0).validFrom())) {
                break;
            }
            if (entry.isValidOn(day)) {
                steps.add(entry);
            }
        }
        return steps;
    }

    @Override
    public Set<Set<String>> keyShapes(String list) {
        return shapes.getOrDefault(list, Set.of());
    }
}
