package org.billhook.engine.internal.runs;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.billhook.core.model.Finding;
import org.billhook.core.model.ObjectRef;
import org.billhook.core.spi.fact.Fact;
import org.billhook.core.spi.fact.FactSource;
import org.billhook.core.spi.relevance.BillingItem;
import org.billhook.engine.internal.registry.Leased;
import org.billhook.engine.internal.registry.PluginBroke;
import org.billhook.engine.internal.registry.Snapshot;
import org.billhook.engine.internal.registry.Spi;

/** The facts about some items, fetched before the rules and outside of any transaction. */
final class FactBook {

    static final FactBook EMPTY = new FactBook();
    private static final int MOST = 1000;

    private final Map<ObjectRef, Map<String, List<Fact>>> facts = new HashMap<>();
    private final List<Finding> failures = new ArrayList<>(0);

    private FactBook() {}

    static boolean isNeeded(Snapshot plugins) {
        return !plugins.ranked(Spi.FACT).isEmpty();
    }

    static FactBook fetch(Snapshot plugins, Collection<ItemOfRoot> items) {
        FactBook book = new FactBook();
        List<BillingItem> billable = new ArrayList<>();
        items.stream().filter(ItemOfRoot::billable).forEach(billable::add);
        for (Leased<FactSource> source : plugins.ranked(Spi.FACT)) {
            for (int from = 0; from < billable.size(); from += MOST) {
                book.fetch(source, List.copyOf(billable.subList(from, Math.min(billable.size(), from + MOST))));
            }
        }
        return book;
    }

    private void fetch(Leased<FactSource> source, List<BillingItem> items) {
        try {
            List<Fact> found = source.call("fetch " + items.get(0).ref(), service -> {
                try {
                    return List.copyOf(service.fetch(items));
                } catch (Exception e) {
                    throw new IllegalStateException(e.toString(), e);
                }
            });
            for (Fact fact : found) {
                facts.computeIfAbsent(fact.object(), ref -> new TreeMap<>())
                        .computeIfAbsent(source.id(), id -> new ArrayList<>())
                        .add(fact);
            }
        } catch (PluginBroke e) {
            if (e.gone()) {
                throw e;
            }
            failures.add(e.finding());
        }
    }

    /** Why the items must wait; empty if all facts are there. */
    List<Finding> failures() {
        return failures;
    }

    FrozenFacts of(ObjectRef item) {
        Map<String, List<Fact>> found = facts.get(item);
        return found == null ? FrozenFacts.NONE : FrozenFacts.of(found);
    }
}
