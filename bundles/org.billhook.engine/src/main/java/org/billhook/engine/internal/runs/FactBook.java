package org.billhook.engine.internal.runs;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
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
import org.billhook.engine.internal.json.Json;
import org.billhook.engine.internal.registry.Leased;
import org.billhook.engine.internal.registry.PluginBroke;
import org.billhook.engine.internal.registry.Snapshot;
import org.billhook.engine.internal.registry.Spi;

/** What fact sources say about items, fetched in bulk before the rules, or why they could not say it. */
final class FactBook {

    static final FactBook EMPTY = new FactBook();
    private static final int MOST = 1000;

    /** By item, fact source and name. */
    private final Map<ObjectRef, Map<String, Map<String, String>>> facts = new HashMap<>();

    private final Map<ObjectRef, List<Finding>> failures = new HashMap<>();

    private FactBook() {}

    static boolean isNeeded(Snapshot plugins) {
        return !plugins.ranked(Spi.FACT).isEmpty();
    }

    /** Asks every fact source about the items that can be billed, a thousand at a time; outside of any transaction. */
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
                put(fact.object(), source.id(), fact.name(), fact.value());
            }
        } catch (PluginBroke e) {
            if (e.gone()) {
                throw e;
            }
            items.forEach(item -> failures.computeIfAbsent(item.ref(), ref -> new ArrayList<>(1))
                    .add(e.finding()));
        }
    }

    private void put(ObjectRef item, String source, String name, String value) {
        facts.computeIfAbsent(item, ref -> new TreeMap<>())
                .computeIfAbsent(source, id -> new TreeMap<>())
                .put(name, value);
    }

    /** Why the item must wait; empty if all fact sources answered. */
    List<Finding> failures(ObjectRef item) {
        return failures.getOrDefault(item, List.of());
    }

    FrozenFacts of(ObjectRef item) {
        Map<String, Map<String, String>> found = facts.get(item);
        return found == null ? FrozenFacts.NONE : new FrozenFacts(found);
    }

    /** What is known about the items of each root, to be kept with the run. */
    Map<Long, String> jsonByRoot(Map<Long, List<ItemOfRoot>> itemsByRoot) {
        Map<Long, String> json = new HashMap<>();
        itemsByRoot.forEach((root, items) -> json.put(root, json(items)));
        return json;
    }

    private String json(Collection<ItemOfRoot> items) {
        ObjectNode all = Json.object();
        for (ItemOfRoot item : items) {
            ObjectNode one = all.putObject(item.ref().toString());
            ObjectNode known = one.putObject("facts");
            facts.getOrDefault(item.ref(), Map.of()).forEach((source, values) -> {
                ObjectNode names = known.putObject(source);
                values.forEach(names::put);
            });
            var failed = one.putArray("failures");
            failures(item.ref()).forEach(finding -> failed.add(Json.of(finding)));
        }
        return Json.text(all);
    }

    /** Reads what {@link #jsonByRoot} wrote for a root. */
    static FactBook read(String json) {
        FactBook book = new FactBook();
        JsonNode all = Json.parse(json);
        all.fieldNames().forEachRemaining(name -> {
            ObjectRef item = ObjectRef.parse(name);
            JsonNode known = all.get(name).get("facts");
            known.fieldNames().forEachRemaining(source -> known.get(source)
                    .fields()
                    .forEachRemaining(fact -> book.put(
                            item, source, fact.getKey(), fact.getValue().asText())));
            all.get(name).get("failures").forEach(finding -> book.failures
                    .computeIfAbsent(item, ref -> new ArrayList<>(1))
                    .add(Json.finding(finding)));
        });
        return book;
    }
}
