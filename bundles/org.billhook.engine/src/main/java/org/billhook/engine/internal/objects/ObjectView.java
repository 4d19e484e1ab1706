package org.billhook.engine.internal.objects;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.billhook.core.api.Page;
import org.billhook.core.api.StoredObject;
import org.billhook.core.spi.fieldcheck.CheckedObject.Mode;
import org.billhook.core.spi.fieldcheck.Verdict;
import org.billhook.core.spi.object.Attribute;
import org.billhook.core.spi.object.Attribute.Type;
import org.billhook.engine.internal.fields.FieldChain;
import org.billhook.engine.internal.fields.FieldVerdict;
import org.billhook.engine.internal.registry.PluginBroke;
import org.billhook.engine.internal.registry.Snapshot;
import org.billhook.engine.internal.registry.Spi;
import org.billhook.engine.port.ObjectRow;
import org.billhook.engine.port.Store;

/**
 * Rows as callers of the api see them, without what field checks hide: the same number of queries however many rows there
 * are.
 */
final class ObjectView {

    private final Snapshot plugins;
    private final Store store;
    private final FieldChain chain;
    private final Map<String, List<Attribute>> attributes = new HashMap<>();

    ObjectView(Snapshot plugins, Store store, FieldChain chain) {
        this.plugins = plugins;
        this.store = store;
        this.chain = chain;
    }

    StoredObject of(ObjectRow row) {
        return of(List.of(row)).get(0);
    }

    Page<StoredObject> of(Page<ObjectRow> page) {
        return new Page<>(of(page.items()), page.next());
    }

    List<StoredObject> of(List<ObjectRow> rows) {
        return rows.isEmpty() ? List.of() : of(rows, new RowFacts(store, rows));
    }

    /** @param facts of these rows */
    List<StoredObject> of(List<ObjectRow> rows, RowFacts facts) {
        NamedObjects named = named(rows);
        List<StoredObject> objects = new ArrayList<>(rows.size());
        rows.forEach(row -> objects.add(object(row, facts, hidden(row, facts, named))));
        return objects;
    }

    private static StoredObject object(ObjectRow row, RowFacts facts, Set<String> hidden) {
        Map<String, String> visible = new HashMap<>(row.attributes());
        visible.keySet().removeAll(hidden);
        return new StoredObject(
                row.ref(),
                hidden.contains("name") ? "" : row.name(),
                row.status(),
                row.phase(),
                facts.above(row),
                facts.root(row),
                visible,
                row.version(),
                row.changedAt(),
                facts.firstActual(row),
                facts.billed(row),
                row.warnings());
    }

    /** What may be done with each field of a row, to be shown. */
    Map<String, FieldVerdict> verdicts(ObjectRow row, RowFacts facts, NamedObjects named) {
        return chain.verdicts(new RowSnapshot(row, facts), attributes(row), Mode.DISPLAY, named.of(row));
    }

    NamedObjects named(List<ObjectRow> rows) {
        NamedObjects named = new NamedObjects(store);
        if (!chain.isEmpty()) {
            rows.forEach(row -> named.add(row, attributes(row)));
        }
        return named;
    }

    /** Fields of which nobody sees the value. */
    Set<String> hidden(ObjectRow row) {
        return hidden(row, new RowFacts(store, List.of(row)), named(List.of(row)));
    }

    private Set<String> hidden(ObjectRow row, RowFacts facts, NamedObjects named) {
        if (chain.isEmpty()) {
            return Set.of();
        }
        Set<String> hidden = new HashSet<>();
        verdicts(row, facts, named).forEach((field, verdict) -> {
            if (verdict.opinion().verdict() == Verdict.HIDDEN) {
                hidden.add(field);
            }
        });
        return hidden;
    }

    /** Those of the kind, and what else the row has: of a bundle that is away, so that it can be read. */
    private List<Attribute> attributes(ObjectRow row) {
        List<Attribute> all =
                new ArrayList<>(attributes.computeIfAbsent(row.ref().kind(), this::ofKind));
        Set<String> names = all.stream().map(Attribute::name).collect(Collectors.toSet());
        row.attributes().keySet().stream()
                .filter(name -> !names.contains(name))
                .forEach(name -> all.add(Attribute.of(name, Type.TEXT, name)));
        return all;
    }

    private List<Attribute> ofKind(String kind) {
        try {
            return plugins.find(Spi.OBJECT, kind)
                    .map(type -> new KindInUse(plugins, type).attributes())
                    .orElse(List.of());
        } catch (PluginBroke e) {
            return List.of();
        }
    }
}
