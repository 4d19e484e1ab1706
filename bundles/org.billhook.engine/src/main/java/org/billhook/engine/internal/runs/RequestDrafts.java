package org.billhook.engine.internal.runs;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.LongSupplier;
import org.billhook.core.model.ObjectRef;
import org.billhook.core.spi.relevance.BillingTerms.RequestKind;
import org.billhook.engine.port.RequestItem;
import org.joda.money.CurrencyUnit;
import org.joda.money.Money;

/**
 * The requests that are being made, item by item: one for each, or one for all of a document that is billed with one request, where
 * they go to one party (D-74). Not for more than one thread.
 */
final class RequestDrafts {

    private final RunInputs inputs;
    private final LongSupplier ids;
    private final List<Draft> all = new ArrayList<>(1);
    private final Map<Shared, Draft> shared = new HashMap<>();
    private final Set<Draft> touched = new LinkedHashSet<>();
    private Draft current;
    private ItemOfRoot item;

    /** @param ids gives each request its id when that is first asked for */
    RequestDrafts(RunInputs inputs, LongSupplier ids) {
        this.inputs = inputs;
        this.ids = ids;
    }

    /** What the items of one request have in common. */
    private record Shared(
            ObjectRef document,
            String party,
            CurrencyUnit currency,
            RequestKind debit,
            RequestKind credit,
            Optional<String> debitType,
            Optional<String> creditType,
            boolean inceptionToDate) {}

    /** A request with the items that have lines in it, by their lines. */
    static final class Draft {
        private final ItemOfRoot first;
        private final List<ItemOfRoot> items = new ArrayList<>(1);
        private final List<RequestItem> parts = new ArrayList<>(1);
        private long id;

        private Draft(ItemOfRoot first) {
            this.first = first;
        }

        long id() {
            return id;
        }

        /** As their parts. */
        List<ItemOfRoot> items() {
            return items;
        }

        List<RequestItem> parts() {
            return parts;
        }

        String party() {
            return first.party();
        }

        Money net() {
            return Money.total(
                    first.currency(), parts.stream().map(RequestItem::net).toList());
        }

        int lines() {
            return parts.isEmpty() ? 0 : parts.get(parts.size() - 1).lastLine();
        }
    }

    /**
     * What follows is of this item.
     *
     * @return number of lines that its request has of other items
     */
    int begin(ItemOfRoot next) {
        item = next;
        current = next.billedTogether
                .map(document -> shared.computeIfAbsent(key(next, document), key -> add(next)))
                .orElseGet(() -> add(next));
        touched.add(current);
        return current.lines();
    }

    private Draft add(ItemOfRoot of) {
        Draft draft = new Draft(of);
        all.add(draft);
        return draft;
    }

    private Shared key(ItemOfRoot of, ObjectRef document) {
        RequestKind debit = inputs.requestFor(of, Money.ofMinor(of.currency(), 1));
        RequestKind credit = inputs.requestFor(of, Money.ofMinor(of.currency(), -1));
        return new Shared(
                document,
                of.party(),
                of.currency(),
                debit,
                credit,
                inputs.documentType(of, debit),
                inputs.documentType(of, credit),
                inputs.inceptionToDate(of));
    }

    /** Id of the request that the item has its lines in; given when it is first asked for, since not every item has lines. */
    long id() {
        if (current.id == 0) {
            current.id = ids.getAsLong();
        }
        return current.id;
    }

    /**
     * The item has no more lines.
     *
     * @param receiver id of the object that their revenue goes to
     */
    void end(Money net, int lines, long receiver) {
        if (lines > 0) {
            int before = current.lines();
            current.items.add(item);
            current.parts.add(new RequestItem(
                    item.row.id(),
                    item.rootRow.id(),
                    receiver,
                    before + 1,
                    before + lines,
                    net,
                    Money.zero(net.getCurrencyUnit())));
        }
    }

    /**
     * All items of a root are through.
     *
     * @return what the requests have of them
     */
    List<RequestItem> keep(long root) {
        List<RequestItem> parts = touched.stream()
                .flatMap(draft -> draft.parts.stream())
                .filter(part -> part.root() == root)
                .toList();
        touched.clear();
        return parts;
    }

    /**
     * The root failed: what its items had so far is nothing.
     *
     * @return the requests of which lines may have been written since {@link #keep}
     */
    List<Draft> undo(long root) {
        List<Draft> undone = List.copyOf(touched);
        touched.clear();
        for (Draft draft : undone) {
            draft.items.removeIf(of -> of.rootRow.id() == root);
            draft.parts.removeIf(part -> part.root() == root);
        }
        return undone;
    }

    /** Those that have lines, in the order in which they were begun. */
    List<Draft> all() {
        return all.stream().filter(draft -> !draft.parts.isEmpty()).toList();
    }

    /** What the request becomes: all its items together decide. */
    RequestKind kind(Draft draft) {
        return inputs.requestFor(draft.first, draft.net());
    }

    Optional<String> documentType(Draft draft) {
        return inputs.documentType(draft.first, kind(draft));
    }

    boolean inceptionToDate(Draft draft) {
        return inputs.inceptionToDate(draft.first);
    }
}
