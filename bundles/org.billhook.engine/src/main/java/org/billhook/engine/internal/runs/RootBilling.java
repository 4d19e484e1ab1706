package org.billhook.engine.internal.runs;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.billhook.core.api.BillhookException;
import org.billhook.core.model.Finding;
import org.billhook.core.model.ObjectRef;
import org.billhook.core.spi.object.BillingObjectType;
import org.billhook.engine.internal.registry.Leased;
import org.billhook.engine.internal.registry.PluginBroke;
import org.billhook.engine.internal.registry.Work;
import org.billhook.engine.internal.retry.Retry;
import org.billhook.engine.port.ObjectRow;
import org.billhook.engine.port.OpenRow;
import org.billhook.engine.port.Store;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** All items of one root through the pipeline, into one writer, in the transaction it is given. */
final class RootBilling {

    private static final Logger log = LoggerFactory.getLogger(RootBilling.class);

    private final Store store;
    private final RunInputs inputs;
    private final BillWriter writer;
    private final boolean writes;
    private final HeldSources held;
    private final Optional<SingleSources> singles;
    private final Selected selected;
    private final Findings findings = new Findings();
    private boolean waits;

    /**
     * @param writes whether the writer changes the ledger
     * @param held sources that count as open although they are held
     * @param singles looks at each of these alone
     */
    RootBilling(
            Store store,
            RunInputs inputs,
            BillWriter writer,
            boolean writes,
            HeldSources held,
            Optional<SingleSources> singles) {
        this.store = store;
        this.inputs = inputs;
        this.writer = inputs.order.usage().asksDownPayment()
                ? new DownPaymentWriter(writer, store, findings, inputs.order.usage())
                : writer;
        this.writes = writes;
        this.held = held;
        this.singles = singles;
        selected = Selected.of(store, inputs.order.selection());
    }

    /**
     * Bills all items of the root.
     *
     * @throws RootFailed if the root can't be billed, whatever broke: others are not touched by it (law 5)
     * @throws PluginBroke if a plugin was stopped by force
     * @throws org.billhook.engine.port.StoreException if the database refuses or is away
     */
    void bill(ObjectRow root, FactBook facts) {
        guarded(
                root,
                () -> billAll(
                        root,
                        new RootItems(inputs, store).of(List.of(root)).getOrDefault(root.id(), List.of()),
                        facts));
    }

    /** The same of items that were looked up before. */
    void bill(ObjectRow root, List<ItemOfRoot> items, FactBook facts) {
        guarded(root, () -> billAll(root, items, facts));
    }

    private static void guarded(ObjectRow root, Runnable work) {
        try {
            work.run();
        } catch (Work.GivenUp e) {
            throw e;
        } catch (RuntimeException | Error e) {
            throw failure(e, root.ref());
        }
    }

    /** What nobody foresaw is a failure of this root, not of the call. */
    private static RuntimeException failure(Throwable e, ObjectRef of) {
        if (e instanceof RuntimeException known && isKnown(known)) {
            return known;
        }
        log.error("Root is not billed root='{}'", of, e);
        return new RootFailed(
                Finding.error("INTERNAL", "The engine broke on %s; the log has the reason".formatted(of)));
    }

    private static boolean isKnown(RuntimeException e) {
        return e instanceof RootFailed
                || e instanceof PluginBroke
                || e instanceof BillhookException
                || Retry.storeFailure(e).isPresent();
    }

    private void billAll(ObjectRow root, List<ItemOfRoot> items, FactBook facts) {
        if (items.isEmpty()) {
            findings.add(noItem(root.ref()));
            return;
        }
        long receiver = -1;
        ObjectCache objects = new ObjectCache(store.objects());
        for (ItemOfRoot item : items) {
            if (!isWanted(item)) {
                continue;
            }
            facts.failures(item.ref()).forEach(item::away);
            if (item.billable() && receiver < 0) {
                receiver = revenueReceiver(root, item);
            }
            if (item.billable()) {
                bill(item, objects, facts.of(item.ref()), receiver);
            }
            item.reasons.forEach(findings::add);
            item.notes.forEach(findings::add);
            waits |= item.pluginAway;
        }
    }

    private boolean isWanted(ItemOfRoot item) {
        Optional<String> party = inputs.order.party();
        return party.isEmpty() || party.get().equals(item.party());
    }

    private void bill(ItemOfRoot item, ObjectCache objects, FrozenFacts facts, long receiver) {
        if (singles.isEmpty()) {
            ItemContext context =
                    new ItemContext(store, inputs, item, facts, writer, writes, findings, store.ledger()::settled);
            new ItemPipeline(context, stream(context, objects, Optional.empty()), receiver).run();
            return;
        }
        SingleSources asked = singles.get();
        objects.read(asked.all());
        for (OpenRow row : asked.all()) {
            if (!item.takes(row.kind(), objects.get(row.object()))) {
                continue;
            }
            ItemContext context =
                    new ItemContext(store, inputs, item, facts, writer, writes, new Findings(), asked::settled);
            try {
                new ItemPipeline(context, stream(context, objects, Optional.of(row)), receiver).run();
            } catch (RuntimeException e) {
                asked.failed(row.id(), finding(failure(e, item.ref())));
            }
        }
    }

    private static Finding finding(RuntimeException failure) {
        if (failure instanceof RootFailed failed) {
            return failed.finding();
        }
        if (failure instanceof PluginBroke broke) {
            return broke.finding();
        }
        throw failure;
    }

    private OpenStream stream(ItemContext context, ObjectCache objects, Optional<OpenRow> only) {
        return new OpenStream(
                store,
                context.item,
                inputs.order.keyDate(),
                inputs.pageSize,
                objects,
                held,
                selected,
                new SourceGate(context, objects),
                only);
    }

    /** Where the revenue of the root goes (O-50); the item waits where nobody knows. */
    private long revenueReceiver(ObjectRow root, ItemOfRoot item) {
        Optional<Leased<BillingObjectType>> type = inputs.kind(root.ref().kind());
        if (type.isEmpty()) {
            item.away(Finding.error(
                    "PLUGIN_MISSING",
                    "The object kind '%s' of %s is not installed: install its bundle"
                            .formatted(root.ref().kind(), root.ref())));
            return -1;
        }
        RowSnapshot snapshot = new RowSnapshot(root, Optional.of(root.ref()), false);
        ObjectRef receiver =
                type.get().call("revenueReceiver " + root.ref(), service -> service.revenueReceiver(snapshot));
        if (receiver.equals(root.ref())) {
            return root.id();
        }
        return store.objects()
                .find(receiver)
                .map(ObjectRow::id)
                .orElseThrow(() ->
                        RootFailed.by(type.get(), "revenue receiver", "UNKNOWN_OBJECT", receiver + " does not exist"));
    }

    static Finding noItem(ObjectRef root) {
        return Finding.error("NO_ITEM", "No active item bills %s".formatted(root));
    }

    List<Finding> findings() {
        return findings.all();
    }

    /** Whether something could not be billed since a plugin is away. */
    boolean waits() {
        return waits;
    }

    /** The items of some roots, for facts and for the due list. */
    static Map<Long, List<ItemOfRoot>> items(Store store, RunInputs inputs, List<ObjectRow> roots) {
        return new RootItems(inputs, store).of(roots);
    }
}
