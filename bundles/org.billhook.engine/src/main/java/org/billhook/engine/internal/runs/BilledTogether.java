package org.billhook.engine.internal.runs;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.billhook.core.model.Finding;
import org.billhook.core.model.ObjectRef;
import org.billhook.core.spi.object.BillingObjectType;
import org.billhook.engine.internal.registry.Leased;
import org.billhook.engine.internal.registry.PluginBroke;
import org.billhook.engine.port.ObjectRow;
import org.billhook.engine.port.Store;

/**
 * Which documents are billed with one request, as their kinds say, and so which roots in one transaction (D-74). Where nobody can tell,
 * the items wait (law 4). Not for more than one thread.
 */
final class BilledTogether {

    private final RunInputs inputs;
    private final Store store;
    private final Map<ObjectRef, Answer> known = new HashMap<>();

    BilledTogether(RunInputs inputs, Store store) {
        this.inputs = inputs;
        this.store = store;
    }

    /** @param away the plugin that would have to say it */
    private record Answer(boolean one, Optional<Finding> away) {}

    /** Notes on the items that could be billed what document they are billed together with. */
    void mark(Collection<ItemOfRoot> items, Map<ObjectRef, ObjectRow> documents) {
        for (ItemOfRoot item : items) {
            Optional<ObjectRow> document =
                    item.billable() ? item.terms.document().map(documents::get) : Optional.empty();
            document.map(this::answer).ifPresent(answer -> {
                answer.away().ifPresent(item::away);
                item.billedTogether = document.filter(row -> answer.one()).map(ObjectRow::ref);
            });
        }
    }

    private Answer answer(ObjectRow document) {
        Answer answer = known.get(document.ref());
        if (answer == null) {
            answer = ask(document);
            known.put(document.ref(), answer);
        }
        return answer;
    }

    private Answer ask(ObjectRow document) {
        Optional<Leased<BillingObjectType>> type = inputs.kind(document.ref().kind());
        if (type.isEmpty()) {
            return new Answer(
                    false,
                    Optional.of(Finding.error(
                            "PLUGIN_MISSING",
                            "The object kind '%s' of %s is not installed, so nobody knows whether its items are billed with one request: install its bundle"
                                    .formatted(document.ref().kind(), document.ref()))));
        }
        RowSnapshot snapshot = new RowSnapshot(document, Optional.empty(), false);
        try {
            boolean one = type.get()
                    .call("isBilledTogether " + document.ref(), service -> service.isBilledTogether(snapshot));
            return new Answer(one, Optional.empty());
        } catch (PluginBroke e) {
            if (e.gone()) {
                throw e;
            }
            return new Answer(false, Optional.of(e.finding()));
        }
    }

    /**
     * Shares roots of a run out among transactions.
     *
     * @param roots that the run is still to bill
     * @return every one of the roots once that is still to be billed, with those others that the run is to bill together with it, each ascending
     */
    List<List<Long>> units(long run, Collection<Long> roots) {
        Map<Long, Set<ObjectRef>> documents = together(roots);
        List<List<Long>> units = new ArrayList<>(roots.size());
        Set<Long> taken = new HashSet<>();
        for (Long root : roots) {
            if (taken.contains(root)) {
                continue;
            }
            List<Long> unit = documents.containsKey(root)
                    ? store.runs().left(run, closure(root, documents.get(root)))
                    : List.of(root);
            taken.addAll(unit);
            if (!unit.isEmpty()) {
                units.add(unit);
            }
        }
        return units;
    }

    /** The documents of roots that are billed with one request; not those of which nobody can tell, as their items wait. */
    private Map<Long, Set<ObjectRef>> together(Collection<Long> roots) {
        Map<Long, Set<ObjectRef>> documents = store.objects().documents(roots);
        Set<ObjectRef> named = new HashSet<>();
        documents.values().forEach(named::addAll);
        Map<ObjectRef, ObjectRow> rows =
                named.isEmpty() ? Map.of() : store.objects().find(named);
        Map<Long, Set<ObjectRef>> together = new HashMap<>();
        documents.forEach((root, refs) -> refs.stream()
                .filter(ref -> rows.containsKey(ref) && answer(rows.get(ref)).one())
                .forEach(ref ->
                        together.computeIfAbsent(root, key -> new HashSet<>()).add(ref)));
        return together;
    }

    /** A root can be billed by items of several documents, and each of them may have more roots. */
    private Set<Long> closure(long root, Set<ObjectRef> of) {
        Set<Long> found = new TreeSet<>(Set.of(root));
        Set<ObjectRef> seen = new HashSet<>(of);
        Deque<ObjectRef> next = new ArrayDeque<>(of);
        while (!next.isEmpty()) {
            Set<Long> more = new TreeSet<>(store.objects().rootsOfItems(next.remove()));
            more.removeAll(found);
            found.addAll(more);
            if (!more.isEmpty()) {
                together(more).values().stream()
                        .flatMap(Set::stream)
                        .filter(seen::add)
                        .forEach(next::add);
            }
        }
        return found;
    }
}
