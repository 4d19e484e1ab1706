package org.billhook.engine.internal.runs;

import java.time.Clock;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.billhook.core.api.Actor;
import org.billhook.core.api.BillhookException;
import org.billhook.core.api.BillingRuns.State;
import org.billhook.core.api.Stake;
import org.billhook.core.model.Finding;
import org.billhook.core.model.ObjectRef;
import org.billhook.engine.internal.registry.PluginBroke;
import org.billhook.engine.internal.registry.Snapshot;
import org.billhook.engine.internal.retry.Retry;
import org.billhook.engine.port.LedgerStore.Act;
import org.billhook.engine.port.ObjectRow;
import org.billhook.engine.port.RequestRow;
import org.billhook.engine.port.RequestStore.PreviewRow;
import org.billhook.engine.port.RunStore.RunRow;
import org.billhook.engine.port.Store;
import org.billhook.engine.port.Transactions;

/**
 * Bills exactly what a preview showed, or nothing: all its roots are one transaction, each is computed again under its lock
 * and compared.
 */
final class PreviewCommit {

    private static final int MOST_ROOTS = 100;

    private final Transactions transactions;
    private final Clock clock;
    private final OrderStake stakes;
    private final Optional<String> releasedBy;

    /** @param releasedBy who released what it gives up; empty if that needs no release */
    PreviewCommit(Transactions transactions, Clock clock, OrderStake stakes, Optional<String> releasedBy) {
        this.stakes = stakes;
        this.releasedBy = releasedBy;
        this.transactions = transactions;
        this.clock = clock;
    }

    /** @return the run; of several at once all get the same one */
    long commit(RunInputs inputs, PreviewRow preview, PreviewResult shown, Actor actor) {
        if (shown.trial()) {
            throw new BillhookException(
                    BillhookException.Type.CONFLICT,
                    Finding.error(
                            "PROFILES_CHANGED",
                            "Preview %d tries a DIP profile that is not saved: save it and make a new preview"
                                    .formatted(preview.id())));
        }
        FactBook facts = Previews.facts(transactions, inputs);
        try {
            return Retry.call(transactions, store -> commit(store, inputs, preview, shown, facts, actor));
        } catch (Differs e) {
            List<Finding> differences = new ArrayList<>();
            inputs.away().forEach(vacancy -> differences.add(vacancy.finding()));
            differences.addAll(
                    Retry.call(transactions, store -> new PreviewDifferences(store, inputs, preview.id(), shown)
                            .of(e.roots, facts)));
            throw new BillhookException(BillhookException.Type.CONFLICT, differences);
        } catch (RootFailed e) {
            throw new BillhookException(BillhookException.Type.CONFLICT, e.finding());
        } catch (PluginBroke e) {
            throw new BillhookException(BillhookException.Type.UNAVAILABLE, e.finding());
        }
    }

    /** Some roots would not be billed as shown. */
    private static final class Differs extends RuntimeException {
        private static final long serialVersionUID = 1L;
        private final transient Set<Long> roots;

        Differs(Set<Long> roots) {
            this.roots = roots;
        }
    }

    private long commit(
            Store store, RunInputs inputs, PreviewRow preview, PreviewResult shown, FactBook facts, Actor actor) {
        Optional<Long> done = store.requests()
                .lockPreview(preview.id())
                .orElseThrow(() -> BillhookException.unknown("preview", preview.id()))
                .run();
        if (done.isPresent()) {
            return done.get();
        }
        requireSameRoots(store, inputs, shown);
        RunRow run = insert(store, inputs, preview, actor);
        Set<Long> ids = new TreeSet<>();
        shown.roots().forEach(root -> ids.add(root.id()));
        store.runs().plan(run.id(), ids);
        keepFacts(store, inputs, run.id(), ids, facts);
        Map<Long, ObjectRow> locked = store.objects().lock(ids);
        Set<Long> differ = new TreeSet<>();
        Map<Long, List<Finding>> findings = new HashMap<>();
        LedgerWriter writer = new LedgerWriter(store, inputs, run.id(), actor.name(), releasedBy, clock.instant());
        Stake stake = Stake.NONE;
        for (PreviewResult.Root root : shown.roots()) {
            if (root.result().state() == State.FAILED) {
                findings.put(root.id(), root.result().findings());
            } else {
                ObjectRow row = locked.get(root.id());
                if (row == null) {
                    throw new BillhookException(
                            BillhookException.Type.CONFLICT,
                            changed(root.result().root(), "was shown, and is deleted"));
                }
                RootStake given = RootStake.before(store, inputs, row, facts, stakes);
                bill(store, inputs, run, row, root, facts, given.around(writer))
                        .ifPresentOrElse(found -> findings.put(root.id(), found), () -> differ.add(root.id()));
                stake = stake.plus(given.stake());
            }
        }
        if (!differ.isEmpty()) {
            throw new Differs(differ);
        }
        if (!stake.isWithin(shown.stake())) {
            throw new BillhookException(
                    BillhookException.Type.CONFLICT,
                    Finding.error(
                            "GIVES_UP_MORE",
                            "Preview %d gives up more than it showed, as other prices count now: make a new one"
                                    .formatted(preview.id())));
        }
        List<RequestRow> requests = writer.finish();
        shown.roots().forEach(root -> store.runs()
                .updateRoot(LedgerWriter.ended(
                        run.id(), root.id(), root.result().state(), requests, findings.get(root.id()))));
        ControlTotals.End end = ControlTotals.end(store, run.id());
        RunRow ended = RunRows.with(
                run,
                0,
                end.state(),
                run.generation(),
                run.deciders(),
                end.findings(),
                end.state() == State.WAITING ? Optional.empty() : Optional.of(clock.instant()));
        store.runs().update(ended);
        store.requests().committed(preview.id(), run.id());
        store.log().putEvents(List.of(RunRows.event(ended, end.state(), releasedBy, clock.instant())));
        return run.id();
    }

    private static void keepFacts(Store store, RunInputs inputs, long run, Set<Long> roots, FactBook facts) {
        if (FactBook.isNeeded(inputs.plugins())) {
            Map<Long, List<ItemOfRoot>> items = RootBilling.items(
                    store, inputs, List.copyOf(store.objects().byId(roots).values()));
            store.runs().putFacts(run, facts.jsonByRoot(items));
        }
    }

    /** The same roots must be due, where the order names none. */
    private static void requireSameRoots(Store store, RunInputs inputs, PreviewResult shown) {
        Map<Long, ObjectRef> now = new TreeMap<>();
        Previews.roots(store, inputs).forEach(root -> now.put(root.id(), root.ref()));
        Map<Long, ObjectRef> then = new TreeMap<>();
        shown.roots().forEach(root -> then.put(root.id(), root.result().root()));
        List<Finding> changed = new ArrayList<>();
        then.forEach((id, root) -> {
            if (!now.containsKey(id)) {
                changed.add(changed(root, "was shown, and nothing of it is due any more"));
            }
        });
        now.forEach((id, root) -> {
            if (!then.containsKey(id)) {
                changed.add(changed(root, "became due since the preview: make a new one, or one that names its roots"));
            }
        });
        if (!changed.isEmpty()) {
            throw new BillhookException(
                    BillhookException.Type.CONFLICT, changed.subList(0, Math.min(changed.size(), MOST_ROOTS)));
        }
    }

    private static Finding changed(ObjectRef root, String how) {
        return Finding.error("ROOTS_CHANGED", root.toString(), "%s %s".formatted(root, how));
    }

    private RunRow insert(Store store, RunInputs inputs, PreviewRow preview, Actor actor) {
        RunRow run = new RunRow(
                0,
                0,
                preview.orderJson(),
                State.RUNNING,
                actor.name(),
                clock.instant(),
                Optional.empty(),
                inputs.plugins().generation(),
                inputs.prices.version(),
                Deciders.with(inputs.deciders.all(), inputs.profiles),
                List.of());
        long id = store.runs().insert(run);
        return store.runs().find(id).orElseThrow();
    }

    /** Findings of the root; empty if it differs. */
    private Optional<List<Finding>> bill(
            Store store,
            RunInputs inputs,
            RunRow run,
            ObjectRow root,
            PreviewResult.Root shown,
            FactBook facts,
            BillWriter writer) {
        String reason = "Held until " + inputs.order.keyDate() + " or earlier";
        Act release = new Act(Optional.of(run.id()), run.actor(), reason, clock.instant());
        HeldSources.release(store, root.id(), inputs.order.keyDate(), release);
        RootDigest digest = new RootDigest(writer, inputs);
        digest.add(root.id());
        try (Snapshot unit = inputs.plugins().unit()) {
            RootBilling billing =
                    new RootBilling(store, inputs.with(unit), digest, true, HeldSources.NONE, Optional.empty());
            billing.bill(root, facts);
            return digest.hash().equals(shown.hash()) ? Optional.of(billing.findings()) : Optional.empty();
        }
    }
}
