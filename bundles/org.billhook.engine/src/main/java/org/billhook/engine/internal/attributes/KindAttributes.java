package org.billhook.engine.internal.attributes;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Function;
import org.billhook.core.model.Finding;
import org.billhook.core.spi.attributes.ItemAttributes;
import org.billhook.core.spi.object.Attribute;
import org.billhook.core.spi.object.BillingObjectType;
import org.billhook.core.spi.object.ObjectInContext;
import org.billhook.engine.internal.registry.Leased;
import org.billhook.engine.internal.registry.Snapshot;
import org.billhook.engine.internal.registry.Spi;
import org.billhook.engine.internal.registry.Vacancy;

/** The attributes of a kind: its own first, then those that bundles add to its families, by id. Not for more than one thread. */
public final class KindAttributes {

    private static final Set<String> FIELDS_OF_CORE = Set.of("name", "status");

    private final Map<String, Attribute> byName = new LinkedHashMap<>();
    private final List<Leased<ItemAttributes>> owners;
    private final Map<String, Leased<ItemAttributes>> ownerOf = new LinkedHashMap<>();
    private final List<Finding> twice = new ArrayList<>(0);
    private final List<Vacancy> away;

    /** @throws org.billhook.engine.internal.registry.PluginBroke if one of them breaks */
    public KindAttributes(Snapshot plugins, Leased<BillingObjectType> kind) {
        kind.call("attributes", service -> List.copyOf(service.attributes()))
                .forEach(attribute -> byName.put(attribute.name(), attribute));
        Set<String> families = kind.call("families", service -> Set.copyOf(service.families()));
        owners = families.isEmpty()
                ? List.of()
                : plugins.ranked(Spi.ATTRIBUTES).stream()
                        .filter(owner -> families.contains(call(owner, "family", ItemAttributes::family)))
                        .sorted(Comparator.comparing(Leased::id))
                        .toList();
        owners.forEach(owner -> call(owner, "attributes", service -> List.copyOf(service.attributes()))
                .forEach(attribute -> add(kind, owner, attribute)));
        away = families.isEmpty() ? List.of() : plugins.vacant(Spi.ATTRIBUTES);
    }

    private void add(Leased<BillingObjectType> kind, Leased<ItemAttributes> owner, Attribute attribute) {
        String name = attribute.name();
        if (FIELDS_OF_CORE.contains(name) || byName.putIfAbsent(name, attribute) != null) {
            twice.add(Finding.error(
                    "ATTRIBUTE_TWICE",
                    name,
                    "Kind '%s' has the attribute '%s' already, so that of '%s' of bundle %s %s is not used"
                            .formatted(kind.id(), name, owner.id(), owner.bundle(), owner.version())));
        } else {
            ownerOf.put(name, owner);
        }
    }

    private static <T> T call(Leased<ItemAttributes> owner, String what, Function<ItemAttributes, T> work) {
        return owner.call(what, service -> Objects.requireNonNull(work.apply(service), what + " gave null"));
    }

    public List<Attribute> all() {
        return List.copyOf(byName.values());
    }

    public boolean has(String name) {
        return byName.containsKey(name);
    }

    /** Symbolic names of the bundles that add attributes, by attribute. */
    public Map<String, String> addedBy() {
        Map<String, String> bundles = new LinkedHashMap<>();
        ownerOf.forEach((name, owner) -> bundles.put(name, owner.bundle()));
        return bundles;
    }

    /** Attributes that are not used, as something else has their name. */
    public List<Finding> twice() {
        return List.copyOf(twice);
    }

    /** Those who may own what is not {@link #has}: nobody knows what it means until they are back (law 4). */
    public List<Vacancy> away() {
        return away;
    }

    /** What bundles give to their own attributes of a new object. */
    public Map<String, String> defaults(ObjectInContext object) {
        Map<String, String> defaults = new LinkedHashMap<>();
        for (Leased<ItemAttributes> owner : owners) {
            call(owner, "defaults of " + object.object().ref(), service -> Map.copyOf(service.defaults(object)))
                    .forEach((name, value) -> {
                        if (ownerOf.get(name) == owner) {
                            defaults.put(name, value);
                        }
                    });
        }
        return defaults;
    }

    /** What bundles find wrong. */
    public List<Finding> validate(ObjectInContext object) {
        List<Finding> findings = new ArrayList<>(0);
        owners.forEach(owner -> findings.addAll(
                call(owner, "validate " + object.object().ref(), service -> List.copyOf(service.validate(object)))));
        return findings;
    }
}
