package org.billhook.engine.internal.runs;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.billhook.core.api.Expenditures.Column;
import org.billhook.core.api.Expenditures.Columns;
import org.billhook.core.api.Expenditures.Node;
import org.billhook.core.model.ObjectRef;
import org.billhook.core.model.Share;
import org.billhook.engine.port.ExpenditureStore;
import org.billhook.engine.port.ExpenditureStore.Row;
import org.joda.money.Money;

/** Puts the sources that a preview looked at into a tree, and adds up what becomes of them. For one thread. */
final class ExpenditureTree {

    private static final String ITEM = "item";
    private static final int BULK = 1000;

    private final Branch top = new Branch("", "", 0);

    /** A source with what became of it so far. */
    static final class Looked {
        final StreamedSource source;
        final List<String> path;
        Share billed;
        Share rejected;
        /** What is billed became; null while nothing is. */
        Money billedValue;
        /** What is written off became, as far as that was told; null while it was not. */
        Money rejectedValue;
        /** What all that is open is worth at the prices of the preview; null if nobody knows. */
        Money worth;

        String reason;

        Looked(StreamedSource source, List<String> path) {
            this.source = source;
            this.path = path;
            billed = Share.zero(source.measure());
            rejected = billed;
        }

        /** Quantities and amounts that add up, whatever is known of them (D-86). */
        Columns columns() {
            Share open = source.open();
            Share later = open.minus(billed).minus(rejected);
            Money original = later.isZero() && rejected.isZero() && billedValue != null ? billedValue : worth;
            if (original == null) {
                Optional<Money> none = Optional.empty();
                return new Columns(
                        new Column(Optional.of(open), none),
                        new Column(Optional.of(billed), Optional.ofNullable(billedValue)),
                        new Column(Optional.of(later), none),
                        new Column(Optional.of(rejected), none));
            }
            Money zero = Money.zero(original.getCurrencyUnit());
            Money ofBilled = billedValue == null ? zero : billedValue;
            Money ofRejected;
            if (rejected.isZero()) {
                ofRejected = zero;
            } else if (later.isZero()) {
                ofRejected = original.minus(ofBilled);
            } else {
                ofRejected = rejectedValue == null ? proportion(original, open) : rejectedValue;
            }
            return new Columns(
                    column(open, original),
                    column(billed, ofBilled),
                    column(later, original.minus(ofBilled).minus(ofRejected)),
                    column(rejected, ofRejected));
        }

        private Money proportion(Money original, Share open) {
            return Money.of(
                    original.getCurrencyUnit(),
                    original.getAmount()
                            .multiply(rejected.value())
                            .divide(open.value(), original.getScale(), java.math.RoundingMode.HALF_UP));
        }

        private static Column column(Share share, Money amount) {
            return new Column(Optional.of(share), Optional.of(amount));
        }

        Optional<Money> cost() {
            return source.cost()
                    .map(cost -> Money.of(
                            cost.getCurrencyUnit(),
                            source.cost(source.open().value()).orElse(BigDecimal.ZERO),
                            java.math.RoundingMode.HALF_UP));
        }
    }

    /** A node while the tree grows. */
    private static final class Branch {
        private final String characteristic;
        private final String value;
        private final int level;
        private final Map<String, Branch> branches = new TreeMap<>();
        private final List<Looked> leaves = new ArrayList<>(0);
        private final Sum cost = new Sum();
        private final Sum[] sums = {new Sum(), new Sum(), new Sum(), new Sum()};
        private long sources;
        private int node;

        Branch(String characteristic, String value, int level) {
            this.characteristic = characteristic;
            this.value = value;
            this.level = level;
        }

        private void add(Columns columns, Optional<Money> ofCost) {
            sources++;
            cost.add(Optional.empty(), ofCost);
            List<Column> all = List.of(columns.original(), columns.toBill(), columns.later(), columns.rejected());
            for (int i = 0; i < sums.length; i++) {
                sums[i].add(all.get(i).quantity(), all.get(i).amount());
            }
        }

        private Columns columns() {
            return new Columns(sums[0].column(), sums[1].column(), sums[2].column(), sums[3].column());
        }
    }

    /** Sum of quantities and amounts as long as they can be added. */
    private static final class Sum {
        private Share quantity;
        private Money amount;
        private boolean anyQuantity;
        private boolean anyAmount;

        void add(Optional<Share> more, Optional<Money> moreAmount) {
            quantity = !anyQuantity
                    ? more.orElse(null)
                    : quantity == null || more.filter(quantity::canAdd).isEmpty() ? null : quantity.plus(more.get());
            amount = !anyAmount
                    ? moreAmount.orElse(null)
                    : amount == null
                                    || moreAmount
                                            .filter(money ->
                                                    money.getCurrencyUnit().equals(amount.getCurrencyUnit()))
                                            .isEmpty()
                            ? null
                            : amount.plus(moreAmount.get());
            anyQuantity = true;
            anyAmount = true;
        }

        Column column() {
            return new Column(Optional.ofNullable(quantity), Optional.ofNullable(amount));
        }
    }

    /** Adds the sources of an item, oldest first. */
    void add(ObjectRef item, List<String> structure, Iterable<Looked> all) {
        for (Looked looked : all) {
            Columns columns = looked.columns();
            Optional<Money> cost = looked.cost();
            Branch branch = top.branches.computeIfAbsent(item.toString(), ref -> new Branch(ITEM, ref, 1));
            branch.add(columns, cost);
            for (int i = 0; i < structure.size(); i++) {
                String name = structure.get(i);
                int level = i + 2;
                branch = branch.branches.computeIfAbsent(looked.path.get(i), value -> new Branch(name, value, level));
                branch.add(columns, cost);
            }
            branch.leaves.add(looked);
        }
    }

    /** Numbers the nodes from the top, each before those beneath it, and stores all. */
    void store(ExpenditureStore store, long preview) {
        List<Node> nodes = new ArrayList<>();
        List<Row> rows = new ArrayList<>();
        int[] next = {0, 0};
        top.branches.values().forEach(branch -> number(branch, 0, next, nodes, rows));
        for (int from = 0; from < nodes.size(); from += BULK) {
            store.insertNodes(preview, nodes.subList(from, Math.min(nodes.size(), from + BULK)));
        }
        for (int from = 0; from < rows.size(); from += BULK) {
            store.insertRows(preview, rows.subList(from, Math.min(rows.size(), from + BULK)));
        }
    }

    private static void number(Branch branch, int parent, int[] next, List<Node> nodes, List<Row> rows) {
        branch.node = ++next[0];
        int at = nodes.size();
        nodes.add(null);
        branch.branches.values().forEach(below -> number(below, branch.node, next, nodes, rows));
        for (Looked leaf : branch.leaves) {
            rows.add(new Row(
                    leaf.source.id(),
                    ++next[1],
                    branch.node,
                    leaf.source.serviceDate(),
                    leaf.cost(),
                    leaf.columns(),
                    Optional.ofNullable(leaf.reason)));
        }
        nodes.set(
                at,
                new Node(
                        branch.node,
                        next[0],
                        parent,
                        branch.level,
                        branch.characteristic,
                        branch.value,
                        branch.sources,
                        branch.cost.column().amount(),
                        branch.columns()));
    }
}
