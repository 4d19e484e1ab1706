package org.billhook.engine.internal.runs;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Consumer;
import org.billhook.engine.port.BalanceRow;
import org.billhook.engine.port.ObjectRow;
import org.billhook.engine.port.SourceStore.Due;
import org.billhook.engine.port.Store;

/** Which roots a run takes: those it was told, or all of which something is open up to the key date. */
final class RootPlan {

    private static final int PAGE = 1000;
    private static final int MOST_HELD = 100_000;

    private RootPlan() {}

    /** A page of roots after one of them, of which something is due. */
    interface Look {
        List<Due> after(long root, int limit);
    }

    /** Hands over the roots page by page, ascending, for a preview. */
    static void pages(Store store, RunInputs inputs, Consumer<Collection<Long>> pages) {
        Set<String> except = inputs.neverSettled();
        pages(store, inputs, (root, limit) -> store.sources().due(inputs.order.keyDate(), except, root, limit), pages);
    }

    /** The same for a run, in a short transaction: later looks no longer read the roots that are settled. */
    static void tidyPages(Store store, RunInputs inputs, Consumer<Collection<Long>> pages) {
        Set<String> except = inputs.neverSettled();
        pages(
                store,
                inputs,
                (root, limit) -> store.sources().dueAndTidy(inputs.order.keyDate(), except, root, limit),
                pages);
    }

    private static void pages(Store store, RunInputs inputs, Look look, Consumer<Collection<Long>> pages) {
        Set<Long> named = OrderRules.roots(store, inputs.order);
        if (!named.isEmpty()) {
            pages.accept(new TreeSet<>(named));
            return;
        }
        Set<Long> held = held(store, inputs.order.keyDate());
        long after = 0;
        List<Due> due = look.after(after, PAGE);
        while (!due.isEmpty()) {
            Set<Long> page = new TreeSet<>();
            due.forEach(root -> page.add(root.root()));
            page.remove(0L);
            held.removeAll(page);
            after = due.get(due.size() - 1).root();
            accept(store, inputs, page, pages);
            due = look.after(after, PAGE);
        }
        accept(store, inputs, held, pages);
    }

    private static void accept(Store store, RunInputs inputs, Set<Long> roots, Consumer<Collection<Long>> pages) {
        Set<Long> wanted = inputs.order.party().isEmpty()
                ? roots
                : ofParty(store, roots, inputs.order.party().get());
        if (!wanted.isEmpty()) {
            pages.accept(wanted);
        }
    }

    private static Set<Long> ofParty(Store store, Set<Long> roots, String party) {
        Set<Long> wanted = new TreeSet<>();
        store.objects().itemsByRoot(roots).forEach((root, items) -> {
            for (ObjectRow item : items) {
                ObjectRow.Item side = item.item().orElseThrow();
                if (side.active() && side.party().equals(party)) {
                    wanted.add(root);
                }
            }
        });
        return wanted;
    }

    /** Roots of which something is held only until now. */
    private static Set<Long> held(Store store, LocalDate keyDate) {
        Set<Long> roots = new TreeSet<>();
        List<Long> sources = new ArrayList<>();
        for (BalanceRow row : store.sources().heldUntil(keyDate, Optional.empty(), MOST_HELD)) {
            sources.add(row.source());
        }
        for (int from = 0; from < sources.size(); from += PAGE) {
            store.sources()
                    .byId(sources.subList(from, Math.min(sources.size(), from + PAGE)))
                    .values()
                    .forEach(source -> source.root().ifPresent(roots::add));
        }
        return roots;
    }
}
