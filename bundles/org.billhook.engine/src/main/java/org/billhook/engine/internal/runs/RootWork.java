package org.billhook.engine.internal.runs;

import java.time.Clock;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import org.billhook.core.api.BillingRuns.State;
import org.billhook.core.model.Finding;
import org.billhook.engine.internal.registry.PluginBroke;
import org.billhook.engine.internal.registry.Snapshot;
import org.billhook.engine.internal.registry.Work;
import org.billhook.engine.internal.retry.Retry;
import org.billhook.engine.port.LedgerStore.Act;
import org.billhook.engine.port.ObjectRow;
import org.billhook.engine.port.RequestRow;
import org.billhook.engine.port.RunStore.RootRow;
import org.billhook.engine.port.Store;
import org.billhook.engine.port.StoreException;
import org.billhook.engine.port.Transactions;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Bills the roots of a run, each in one transaction that also marks it done (law 5): alone, or with those that share a request with it
 * (D-74). Safe on any thread.
 */
final class RootWork {

    private static final Logger log = LoggerFactory.getLogger(RootWork.class);

    private final Transactions transactions;
    private final RunInputs inputs;
    private final RunFacts facts;
    private final long run;
    private final String actor;
    private final Optional<String> releasedBy;
    private final int attempts;
    private final Clock clock;

    /** @param releasedBy who released what the run gives up; empty if it gives up nothing */
    RootWork(
            Transactions transactions,
            RunInputs inputs,
            RunFacts facts,
            long run,
            String actor,
            Optional<String> releasedBy,
            int attempts,
            Clock clock) {
        this.transactions = transactions;
        this.inputs = inputs;
        this.facts = facts;
        this.run = run;
        this.actor = actor;
        this.releasedBy = releasedBy;
        this.attempts = attempts;
        this.clock = clock;
    }

    /** Roots that are billed in one transaction, and which of them is at work. */
    static final class Unit {
        private final List<Long> roots;
        private volatile Optional<Long> current = Optional.empty();

        Unit(List<Long> roots) {
            this.roots = roots;
        }

        int size() {
            return roots.size();
        }

        /** Those that can't be billed if it breaks now: the one at work, or all where it is none of them. */
        List<Long> failing() {
            return current.map(List::of).orElse(roots);
        }
    }

    /**
     * Bills roots in one transaction. One that fails is marked so with the reason, and the others are billed without it.
     *
     * @param roots ascending
     * @param begins told of each attempt
     * @throws PluginBroke if a plugin was stopped by force: the roots are as they were
     * @throws StoreException if the database is away
     */
    void bill(List<Long> roots, Consumer<Unit> begins) {
        List<Long> left = new ArrayList<>(roots);
        int attempt = 1;
        while (!left.isEmpty()) {
            Unit unit = new Unit(List.copyOf(left));
            begins.accept(unit);
            Finding reason;
            try {
                billOnce(unit);
                return;
            } catch (RootFailed e) {
                reason = e.finding();
            } catch (PluginBroke e) {
                if (e.gone()) {
                    throw e;
                }
                reason = e.finding();
            } catch (StoreException e) {
                if (Retry.mayHelp(e.reason()) && attempt < attempts) {
                    attempt++;
                    continue;
                }
                log.warn(
                        "Root is not billed run='{}' root='{}' reason='{}' attempt='{}'",
                        run,
                        unit.failing(),
                        e.reason(),
                        attempt,
                        e);
                reason = Retry.finding(e);
            } catch (Work.GivenUp e) {
                throw e;
            } catch (RuntimeException | Error e) {
                log.error("Root is not billed run='{}' root='{}'", run, unit.failing(), e);
                reason = storeFailure(e)
                        .map(Retry::finding)
                        .orElse(Finding.error("INTERNAL", "The engine broke on this root; the log has the reason"));
            }
            for (Long root : unit.failing()) {
                fail(root, reason);
            }
            left.removeAll(unit.failing());
            attempt = 1;
        }
    }

    /**
     * Marks the roots that could not be billed since a plugin did not come back: by another thread than the one that billed them.
     *
     * @return the others of the unit, which are as they were
     */
    List<Long> failed(Unit unit, Finding reason) {
        List<Long> failing = unit.failing();
        failing.forEach(root -> fail(root, reason));
        return unit.roots.stream().filter(root -> !failing.contains(root)).toList();
    }

    private static Optional<StoreException> storeFailure(Throwable thrown) {
        return thrown instanceof RuntimeException e ? Retry.storeFailure(e) : Optional.empty();
    }

    private void billOnce(Unit unit) {
        try (Snapshot plugins = inputs.plugins().unit()) {
            RunInputs frozen = inputs.with(plugins);
            Map<Long, FactBook> known = new HashMap<>();
            unit.roots.forEach(root -> known.put(root, facts.of(root)));
            transactions.call(store -> {
                billLocked(store, frozen, unit, known);
                return null;
            });
        }
    }

    private void billLocked(Store store, RunInputs frozen, Unit unit, Map<Long, FactBook> facts) {
        List<Long> roots = unit.roots.stream()
                .filter(root -> isLeft(store.runs().lockRoot(run, root)))
                .toList();
        if (roots.isEmpty()) {
            return;
        }
        Map<Long, ObjectRow> rows = store.objects().lock(roots);
        String reason = "Held until " + frozen.order.keyDate() + " or earlier";
        LedgerWriter writer = new LedgerWriter(store, frozen, run, actor, releasedBy, clock.instant());
        Map<Long, RootBilling> billed = new LinkedHashMap<>();
        for (Long root : roots) {
            unit.current = Optional.of(root);
            ObjectRow row = rows.get(root);
            if (row == null) {
                throw new RootFailed(Finding.error("UNKNOWN_OBJECT", "The root is gone"));
            }
            HeldSources.release(
                    store, root, frozen.order.keyDate(), new Act(Optional.of(run), actor, reason, clock.instant()));
            RootBilling billing = new RootBilling(store, frozen, writer, true, HeldSources.NONE, Optional.empty());
            billing.bill(row, facts.get(root));
            billed.put(root, billing);
        }
        unit.current = Optional.empty();
        List<RequestRow> requests = writer.finish();
        billed.forEach((root, billing) -> {
            RootRow ended = LedgerWriter.ended(run, root, State.DONE, requests, billing.findings());
            boolean waits = billing.waits() && ended.requests().isEmpty();
            store.runs().updateRoot(waits ? ended.in(State.WAITING) : ended);
        });
    }

    private static boolean isLeft(RootRow row) {
        return row.state() == State.PLANNED || row.state() == State.RUNNING;
    }

    private void fail(long root, Finding reason) {
        Retry.call(transactions, store -> {
            RootRow row = store.runs().lockRoot(run, root);
            if (isLeft(row)) {
                store.runs().updateRoot(new RootRow(run, root, State.FAILED, List.of(), 0, List.of(), List.of(reason)));
            }
            return null;
        });
    }
}
