package org.billhook.engine.internal.runs;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.billhook.core.api.LedgerCommands.Command;
import org.billhook.core.api.Stake;
import org.billhook.core.ledger.ActKind;
import org.billhook.core.model.Finding;
import org.billhook.core.model.ObjectRef;
import org.billhook.core.spi.relevance.OpenSource;
import org.billhook.engine.internal.registry.PluginBroke;
import org.billhook.engine.internal.registry.Snapshot;
import org.billhook.engine.port.LedgerStore.Move;
import org.billhook.engine.port.LineRow;
import org.billhook.engine.port.ObjectRow;
import org.billhook.engine.port.Store;
import org.joda.money.Money;

/**
 * What the clerk gives up of one root by an order: what he writes off or holds without end, and by how much the net of an item is lower
 * than without his changes of prices. For that the root is billed a second time without them, before, and nothing of it is written.
 */
final class RootStake {

    private final RunInputs inputs;
    /** Without the changes of prices; empty if there are none, or if it could not be billed without. */
    private final Optional<Nets> without;

    private final boolean compares;
    private final Set<Long> writtenOff = new HashSet<>();
    private final Set<Long> heldFar = new HashSet<>();
    private Nets with;

    private RootStake(RunInputs inputs, boolean compares, Optional<Nets> without, OrderStake stakes) {
        this.inputs = inputs;
        this.compares = compares;
        this.without = without;
        for (Command command : inputs.order.decisions()) {
            if (command.kind() == ActKind.WRITE_OFF) {
                writtenOff.add(command.source());
            } else if (stakes.isFar(inputs.order, command)) {
                heldFar.add(command.source());
            }
        }
    }

    /** Looks at the root before it is billed. */
    static RootStake before(Store store, RunInputs inputs, ObjectRow root, FactBook facts, OrderStake stakes) {
        boolean compares = inputs.bills() && !inputs.order.priceChanges().isEmpty();
        return new RootStake(inputs, compares, compares ? nets(store, inputs, root, facts) : Optional.empty(), stakes);
    }

    private static Optional<Nets> nets(Store store, RunInputs inputs, ObjectRow root, FactBook facts) {
        RunInputs unchanged = inputs.ordering(inputs.order.pricing(List.of()));
        Nets nets = new Nets(Optional.empty());
        HeldSources held = HeldSources.shown(store, root.id(), inputs.order.keyDate());
        try (Snapshot unit = inputs.plugins().unit()) {
            new RootBilling(store, unchanged.with(unit), nets, false, held, Optional.empty()).bill(root, facts);
            return Optional.of(nets);
        } catch (RootFailed | PluginBroke e) {
            return Optional.empty();
        }
    }

    /** The writer that the root is billed into, through which all goes that counts. */
    BillWriter around(BillWriter writer) {
        with = new Nets(Optional.of(writer));
        return with;
    }

    /** After the root was billed. */
    Stake stake() {
        if (!inputs.bills()) {
            return Stake.NONE;
        }
        Stake stake = decided();
        return compares ? stake.plus(lowered()) : stake;
    }

    private Stake decided() {
        Stake stake = Stake.NONE;
        for (Move move : with.moves) {
            if (move.kind() == ActKind.WRITE_OFF && writtenOff.contains(move.source())) {
                stake = stake.plus(Stake.of(move.value(), Optional.empty()));
            } else if (move.kind() == ActKind.HOLD && heldFar.contains(move.source())) {
                stake = stake.plus(Stake.UNPRICED);
            }
        }
        return stake.isNone() ? stake : stake.plus(new Stake(0, false, List.of(), with.positive(stake)));
    }

    private Stake lowered() {
        if (without.isEmpty()) {
            return with.nets.isEmpty() ? Stake.NONE : Stake.UNPRICED;
        }
        Stake stake = with.isWithin(without.get()) ? Stake.NONE : Stake.UNPRICED;
        for (Map.Entry<ObjectRef, Money> item : with.nets.entrySet()) {
            Money net = item.getValue();
            Money before = without.get().nets.getOrDefault(item.getKey(), Money.zero(net.getCurrencyUnit()));
            if (net.isLessThan(before)) {
                stake = stake.plus(Stake.of(Optional.of(before.minus(net)), Optional.of(before)));
            }
        }
        return stake;
    }

    /** Notes the nets of items, and what is billed and decided, and hands all on. */
    private static final class Nets implements BillWriter {
        private final Optional<BillWriter> writer;
        private final Map<ObjectRef, Money> nets = new LinkedHashMap<>();
        private final LongSet billed = new LongSet();
        private final List<Long> all = new ArrayList<>();
        private final List<Move> moves = new ArrayList<>();
        private ItemOfRoot item;

        Nets(Optional<BillWriter> writer) {
            this.writer = writer;
        }

        /** Whether it bills nothing that the other one does not. */
        boolean isWithin(Nets other) {
            return all.stream().allMatch(other.billed::contains);
        }

        /** What is billed and given up together, of which that is a part. */
        List<Money> positive(Stake given) {
            List<Money> whole = new ArrayList<>(given.amounts());
            nets.values().stream().filter(Money::isPositive).forEach(whole::add);
            return whole;
        }

        @Override
        public int begin(ItemOfRoot next) {
            item = next;
            return writer.map(inner -> inner.begin(next)).orElse(0);
        }

        @Override
        public long document() {
            return writer.map(BillWriter::document).orElse(1L);
        }

        @Override
        public void line(DraftLine line, ValueStep values) {
            writer.ifPresent(inner -> inner.line(line, values));
        }

        @Override
        public void decided(Decided decided) {
            writer.ifPresent(inner -> inner.decided(decided));
        }

        @Override
        public void page(List<LineRow> lines, PageMoves page) {
            for (PageMoves.Batch batch : page.batches()) {
                for (Move move : batch.moves()) {
                    if (move.kind() == ActKind.BILL) {
                        if (billed.add(move.source())) {
                            all.add(move.source());
                        }
                    } else if (move.kind() == ActKind.WRITE_OFF || move.kind() == ActKind.HOLD) {
                        moves.add(move);
                    }
                }
            }
            writer.ifPresent(inner -> inner.page(lines, page));
        }

        @Override
        public void leftOpen(OpenSource source, Finding reason) {
            writer.ifPresent(inner -> inner.leftOpen(source, reason));
        }

        @Override
        public void end(Money net, int lines) {
            if (lines > 0) {
                nets.merge(item.ref(), net, Money::plus);
            }
            writer.ifPresent(inner -> inner.end(net, lines));
        }
    }
}
