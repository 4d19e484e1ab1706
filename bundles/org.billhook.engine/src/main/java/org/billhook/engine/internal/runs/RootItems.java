package org.billhook.engine.internal.runs;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.billhook.core.model.Finding;
import org.billhook.core.model.ObjectRef;
import org.billhook.core.spi.object.BillingObjectType;
import org.billhook.core.spi.object.ItemTerms;
import org.billhook.core.spi.relevance.BillingRelevance;
import org.billhook.core.spi.relevance.BillingTerms;
import org.billhook.engine.internal.registry.Leased;
import org.billhook.engine.internal.registry.PluginBroke;
import org.billhook.engine.internal.registry.Spi;
import org.billhook.engine.port.ObjectRow;
import org.billhook.engine.port.Store;

/** Finds the items that bill roots, and shares the kinds of sources out among them: first found (O-43, O-44). */
final class RootItems {

    private static final Comparator<ObjectRow> FIRST_FOUND =
            Comparator.comparing(row -> row.ref().key(), new KeyOrder());

    private final RunInputs inputs;
    private final Store store;
    private final Prerequisites prerequisites;
    private final BilledTogether together;

    RootItems(RunInputs inputs, Store store) {
        this.inputs = inputs;
        this.store = store;
        this.prerequisites = new Prerequisites(inputs, store);
        this.together = new BilledTogether(inputs, store);
    }

    /** The active items of each root in the order in which they are found; a root without any is absent. */
    Map<Long, List<ItemOfRoot>> of(Collection<ObjectRow> roots) {
        Map<Long, ObjectRow> rows = new LinkedHashMap<>();
        roots.forEach(root -> rows.put(root.id(), root));
        Map<Long, List<ItemOfRoot>> found = new LinkedHashMap<>();
        List<ItemOfRoot> all = new ArrayList<>();
        store.objects().itemsByRoot(rows.keySet()).forEach((root, items) -> {
            Homes homes = new Homes(items);
            List<ItemOfRoot> active = new ArrayList<>(items.size());
            items.stream()
                    .filter(item -> item.item().orElseThrow().active())
                    .sorted(FIRST_FOUND)
                    .forEach(item -> active.add(new ItemOfRoot(item, rows.get(root), homes)));
            all.addAll(active);
            found.put(root, active);
        });
        readTerms(all);
        found.values().forEach(this::share);
        Map<ObjectRef, ObjectRow> documents = documents(all);
        prerequisites.check(all, documents);
        together.mark(all, documents);
        all.stream().filter(ItemOfRoot::billable).forEach(this::hold);
        return found;
    }

    /**
     * A fact source, decision or adjustment that is away might have changed what is billed of any item, and whoever owns an attribute
     * what is billed of an item that has a value of it (law 4).
     */
    private void hold(ItemOfRoot item) {
        inputs.away().forEach(vacancy -> item.away(vacancy.finding()));
        inputs.ownerless(item.row).forEach(name -> inputs.plugins()
                .vacant(Spi.ATTRIBUTES)
                .forEach(vacancy -> item.away(vacancy.finding().withField(name))));
    }

    private Map<ObjectRef, ObjectRow> documents(List<ItemOfRoot> items) {
        Set<ObjectRef> named = new HashSet<>();
        items.stream()
                .filter(ItemOfRoot::claimsAnything)
                .forEach(item -> item.terms.document().ifPresent(named::add));
        return named.isEmpty() ? Map.of() : store.objects().find(named);
    }

    private void readTerms(List<ItemOfRoot> items) {
        Set<Long> ids = new HashSet<>();
        items.forEach(item -> ids.add(item.row.id()));
        Set<Long> billed = ids.isEmpty() ? Set.of() : store.objects().billed(ids);
        for (ItemOfRoot item : items) {
            try {
                readTerms(item, billed.contains(item.row.id()));
            } catch (PluginBroke e) {
                if (e.gone()) {
                    throw e;
                }
                item.away(e.finding());
            }
        }
    }

    private void readTerms(ItemOfRoot item, boolean billed) {
        String kind = item.row.ref().kind();
        Optional<Leased<BillingObjectType>> type = inputs.kind(kind);
        if (type.isEmpty()) {
            item.away(missing("object kind", kind, item.row.ref()));
            return;
        }
        RowSnapshot snapshot = new RowSnapshot(item.row, Optional.of(item.rootRow.ref()), billed);
        Optional<ItemTerms> terms = type.get().call("item " + item.row.ref(), service -> service.item(snapshot));
        if (terms.isEmpty()) {
            item.reasons.add(Finding.error("NO_ITEM", "%s is no item any more".formatted(item.row.ref())));
            return;
        }
        item.terms = terms.get();
        String relevance = item.row.item().orElseThrow().relevance();
        Optional<Leased<BillingRelevance>> leased = inputs.relevance(relevance);
        if (leased.isEmpty()) {
            item.away(missing("billing relevance", relevance, item.row.ref()));
            return;
        }
        item.relevance = leased.get();
        item.billing = inputs.terms(leased.get());
    }

    private static Finding missing(String what, String id, ObjectRef ref) {
        return Finding.error(
                "PLUGIN_MISSING", "The %s '%s' of %s is not installed: install its bundle".formatted(what, id, ref));
    }

    private void share(List<ItemOfRoot> items) {
        Set<String> taken = new HashSet<>();
        boolean unknown = false;
        for (ItemOfRoot item : items) {
            if (item.billing == null) {
                // nobody knows what it would claim, so no later item may take it (law 4)
                unknown = true;
            } else if (item.billing.engine() == BillingTerms.Engine.NONE) {
                item.reasons.add(notBilled(item));
            } else {
                item.claimed.addAll(kinds(item));
                for (String kind : item.claimed) {
                    if (!unknown && taken.add(kind)) {
                        item.first.add(kind);
                    } else {
                        contested(items, item, kind);
                    }
                }
            }
        }
        refuse(items);
    }

    /**
     * Those of the relevance, and for dynamic items those that the profile names, an integrator's among them (D-130): actual ones to
     * bill, planned ones to quote or to ask a down payment on (D-15).
     */
    private Set<String> kinds(ItemOfRoot item) {
        Set<String> named = new TreeSet<>();
        if (item.billing.engine() == BillingTerms.Engine.DIP) {
            inputs.profile(item).ifPresent(profile -> profile.sources().forEach(row -> named.add(row.kind())));
        }
        inputs.plugins().vacant(Spi.SOURCE).stream()
                .filter(vacancy -> named.contains(vacancy.id()))
                .forEach(vacancy -> item.away(vacancy.finding()));
        named.removeIf(kind -> !inputs.settles(kind));
        if (inputs.bills()) {
            named.addAll(item.billing.sourceKinds());
        } else if (named.isEmpty()) {
            item.reasons.add(Finding.error(
                            "NOTHING_PLANNED",
                            "Nothing can be priced for %s: its DIP profile names no kind of planned sources"
                                    .formatted(item.ref()))
                    .withRule("D-15"));
        }
        return named;
    }

    /** Where one of several wants to be the only one, nobody takes what all of them claim. */
    private static void refuse(List<ItemOfRoot> items) {
        boolean exclusive = items.stream().anyMatch(item -> item.terms != null && item.terms.exclusive());
        Set<String> kinds = new TreeSet<>();
        items.forEach(item -> kinds.addAll(item.contested));
        if (!exclusive || kinds.isEmpty()) {
            return;
        }
        for (ItemOfRoot item : items) {
            item.first.removeAll(kinds);
            item.contested.clear();
        }
        ItemOfRoot first = items.get(0);
        first.notes.add(Finding.error(
                        "SHARED_ELEMENT",
                        "%s is billed by %s, of which one wants to be the only one: nobody bills what is posted on it of kinds %s;"
                                        .formatted(
                                                first.root(),
                                                items.stream()
                                                        .map(ItemOfRoot::ref)
                                                        .toList(),
                                                kinds)
                                + " reject or reassign all items but one")
                .withRule("O-43"));
    }

    private static void contested(List<ItemOfRoot> items, ItemOfRoot later, String kind) {
        for (ItemOfRoot item : items) {
            if (item == later) {
                return;
            }
            if (item.first.contains(kind)) {
                item.contested.add(kind);
            }
        }
    }

    private static Finding notBilled(ItemOfRoot item) {
        return Finding.error(
                        "NOT_RELEVANT",
                        "%s has billing relevance '%s', which never bills"
                                .formatted(item.row.ref(), item.relevance.id()))
                .withRule("R-36");
    }
}
