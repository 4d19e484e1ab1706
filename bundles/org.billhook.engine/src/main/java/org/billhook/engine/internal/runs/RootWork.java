package org.billhook.engine.internal.runs;

import java.time.Clock;
import java.util.List;
import java.util.Optional;
import org.billhook.core.api.BillingRuns.State;
import org.billhook.core.model.Finding;
import org.billhook.engine.internal.registry.PluginBroke;
import org.billhook.engine.internal.registry.Snapshot;
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

/** Bills one root of a run after the other, each in one transaction that also marks it done (law 5). Safe on any thread. */
final class RootWork {

    private static final Logger log = LoggerFactory.getLogger(RootWork.class);

    private final Transactions transactions;
    private final RunInputs inputs;
    private final RunFacts facts;
    private final long run;
    private final String actor;
    private final int attempts;
    private final Clock clock;

    RootWork(
            Transactions transactions,
            RunInputs inputs,
            RunFacts facts,
            long run,
            String actor,
            int attempts,
            Clock clock) {
        this.transactions = transactions;
        this.inputs = inputs;
        this.facts = facts;
        this.run = run;
        this.actor = actor;
        this.attempts = attempts;
        this.clock = clock;
    }

    /**
     * Bills a root, or marks it failed with the reason.
     *
     * @throws PluginBroke if a plugin was stopped by force: the root is as it was
     * @throws StoreException if the database is away
     */
    void bill(long root) {
        for (int attempt = 1; ; attempt++) {
            try {
                billOnce(root);
                return;
            } catch (RootFailed e) {
                fail(root, e.finding());
                return;
            } catch (PluginBroke e) {
                if (e.gone()) {
                    throw e;
                }
                fail(root, e.finding());
                return;
            } catch (StoreException e) {
                if (!Retry.mayHelp(e.reason()) || attempt >= attempts) {
                    log.warn(
                            "Root is not billed run='{}' root='{}' reason='{}' attempt='{}'",
                            run,
                            root,
                            e.reason(),
                            attempt,
                            e);
                    fail(root, Retry.finding(e));
                    return;
                }
            } catch (RuntimeException e) {
                log.error("Root is not billed run='{}' root='{}'", run, root, e);
                fail(
                        root,
                        Retry.storeFailure(e)
                                .map(Retry::finding)
                                .orElse(Finding.error(
                                        "INTERNAL", "The engine broke on this root; the log has the reason")));
                return;
            }
        }
    }

    private void billOnce(long root) {
        try (Snapshot unit = inputs.plugins().unit()) {
            RunInputs frozen = inputs.with(unit);
            FactBook known = facts.of(root);
            transactions.call(store -> {
                billLocked(store, frozen, root, known);
                return null;
            });
        }
    }

    private void billLocked(Store store, RunInputs frozen, long root, FactBook facts) {
        RootRow planned = store.runs().lockRoot(run, root);
        if (planned.state() != State.PLANNED && planned.state() != State.RUNNING) {
            return;
        }
        ObjectRow row = store.objects().lock(List.of(root)).get(root);
        if (row == null) {
            throw new RootFailed(Finding.error("UNKNOWN_OBJECT", "The root is gone"));
        }
        String reason = "Held until " + frozen.order.keyDate() + " or earlier";
        HeldSources.release(
                store, root, frozen.order.keyDate(), new Act(Optional.of(run), actor, reason, clock.instant()));
        LedgerWriter writer = new LedgerWriter(store, frozen, run, actor, clock.instant());
        RootBilling billing = new RootBilling(store, frozen, writer, true, HeldSources.NONE, Optional.empty());
        billing.bill(row, facts);
        List<RequestRow> requests = writer.finish();
        boolean waits = billing.waits() && requests.isEmpty();
        store.runs().updateRoot(result(planned, waits ? State.WAITING : State.DONE, requests, billing.findings()));
    }

    private static RootRow result(RootRow before, State state, List<RequestRow> requests, List<Finding> findings) {
        return new RootRow(
                before.run(),
                before.root(),
                state,
                requests.stream().map(RequestRow::id).toList(),
                requests.stream().mapToLong(RequestRow::lines).sum(),
                LedgerWriter.totals(requests),
                findings);
    }

    private void fail(long root, Finding reason) {
        Retry.call(transactions, store -> {
            RootRow row = store.runs().lockRoot(run, root);
            if (row.state() == State.PLANNED || row.state() == State.RUNNING) {
                store.runs().updateRoot(new RootRow(run, root, State.FAILED, List.of(), 0, List.of(), List.of(reason)));
            }
            return null;
        });
    }
}
