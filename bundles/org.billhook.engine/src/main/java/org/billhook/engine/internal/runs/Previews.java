package org.billhook.engine.internal.runs;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.billhook.core.api.Actor;
import org.billhook.core.api.BillhookException;
import org.billhook.core.api.BillingRuns.Preview;
import org.billhook.core.api.BillingRuns.RootResult;
import org.billhook.core.api.BillingRuns.State;
import org.billhook.core.api.Stake;
import org.billhook.core.model.Finding;
import org.billhook.engine.internal.registry.PluginBroke;
import org.billhook.engine.internal.registry.Snapshot;
import org.billhook.engine.internal.retry.Retry;
import org.billhook.engine.port.ObjectRow;
import org.billhook.engine.port.RequestItem;
import org.billhook.engine.port.RequestStore.PreviewRow;
import org.billhook.engine.port.Store;
import org.billhook.engine.port.Transactions;
import org.joda.money.Money;

/** Computes and stores previews: the run, without the commit. */
final class Previews {

    private static final int MOST = 1000;

    private final Transactions transactions;
    private final Clock clock;
    private final int hours;
    private final OrderStake stakes;

    Previews(Transactions transactions, Clock clock, int hours, OrderStake stakes) {
        this.stakes = stakes;
        this.transactions = transactions;
        this.clock = clock;
        this.hours = hours;
    }

    /**
     * @param worthBefore what sources were worth before anybody decided; for the tree of expenditures
     * @param authors who decided something in it
     */
    Preview compute(RunInputs inputs, Actor actor, Map<Long, Money> worthBefore, Set<String> authors) {
        FactBook facts = facts(transactions, inputs);
        return Retry.call(transactions, store -> {
            Instant now = clock.instant();
            store.requests().deletePreviewsEndedBefore(now);
            long id = store.requests().nextPreviewId();
            PreviewWriter writer = new PreviewWriter(store.requests(), inputs, id);
            Optional<ExpenditureWriter> expenditures =
                    inputs.order.structure().map(structure -> new ExpenditureWriter(writer, inputs, worthBefore));
            List<PreviewResult.Root> roots = new ArrayList<>();
            Stake stake = Stake.NONE;
            for (ObjectRow root : roots(store, inputs)) {
                RootStake given = RootStake.before(store, inputs, root, facts, stakes);
                BillWriter into =
                        given.around(expenditures.<BillWriter>map(all -> all).orElse(writer));
                PreviewResult.Root result = root(store, inputs, root, facts, writer, into);
                if (result.result().state() != State.FAILED) {
                    stake = stake.plus(given.stake());
                }
                expenditures.ifPresent(all -> all.endRoot(result.result().state() != State.FAILED));
                roots.add(result);
            }
            expenditures.ifPresent(all -> all.tree().store(store.expenditures(), id));
            PreviewResult result = new PreviewResult(
                    inputs.plugins().generation(),
                    inputs.profiles.isTrial(),
                    inputs.deciders.all(),
                    roots,
                    writer.requests(),
                    stake,
                    authors);
            PreviewRow row = new PreviewRow(
                    id,
                    result.token(),
                    OrderJson.write(inputs.order),
                    result.json(),
                    actor.name(),
                    now,
                    now.plus(Duration.ofHours(hours)),
                    Optional.empty());
            store.requests().insertPreview(row);
            return shown(row);
        });
    }

    static List<ObjectRow> roots(Store store, RunInputs inputs) {
        TreeSet<Long> ids = new TreeSet<>();
        RootPlan.pages(store, inputs, page -> {
            ids.addAll(page);
            if (ids.size() > MOST) {
                throw new BillhookException(
                        BillhookException.Type.REFUSED,
                        Finding.error(
                                "TOO_MANY",
                                "roots",
                                "More than 1000 roots are due: name roots or a party, or start a run"));
            }
        });
        return List.copyOf(store.objects().byId(ids).values());
    }

    /** What fact sources say about the items of all roots; nothing if none is installed. */
    static FactBook facts(Transactions transactions, RunInputs inputs) {
        if (!FactBook.isNeeded(inputs.plugins())) {
            return FactBook.EMPTY;
        }
        Map<Long, List<ItemOfRoot>> items =
                Retry.call(transactions, store -> RootBilling.items(store, inputs, roots(store, inputs)));
        return FactBook.fetch(
                inputs.plugins(), items.values().stream().flatMap(List::stream).toList());
    }

    private static PreviewResult.Root root(
            Store store, RunInputs inputs, ObjectRow root, FactBook facts, PreviewWriter writer, BillWriter into) {
        RootDigest digest = new RootDigest(into, inputs);
        digest.add(root.id());
        try (Snapshot unit = inputs.plugins().unit()) {
            HeldSources held = HeldSources.shown(store, root.id(), inputs.order.keyDate());
            RootBilling billing = new RootBilling(store, inputs.with(unit), digest, false, held, Optional.empty());
            billing.bill(root, facts);
            List<RequestItem> parts = writer.keep(root.id());
            State state = billing.waits() && parts.isEmpty() ? State.WAITING : State.DONE;
            return new PreviewResult.Root(root.id(), result(root, state, parts, billing.findings()), digest.hash());
        } catch (RootFailed e) {
            writer.undo(root.id());
            return failed(root, e.finding());
        } catch (PluginBroke e) {
            writer.undo(root.id());
            return failed(root, e.finding());
        }
    }

    private static PreviewResult.Root failed(ObjectRow root, Finding reason) {
        return new PreviewResult.Root(root.id(), result(root, State.FAILED, List.of(), List.of(reason)), "");
    }

    private static RootResult result(ObjectRow root, State state, List<RequestItem> parts, List<Finding> findings) {
        Map<String, Money> totals = new TreeMap<>();
        long lines = 0;
        for (RequestItem part : parts) {
            totals.merge(part.net().getCurrencyUnit().getCode(), part.net(), Money::plus);
            lines += part.lines();
        }
        return new RootResult(root.ref(), state, List.of(), lines, List.copyOf(totals.values()), findings);
    }

    static Preview shown(PreviewRow row) {
        PreviewResult result = PreviewResult.read(row.resultJson());
        Set<String> authors = result.authors().isEmpty() ? Set.of(row.actor()) : result.authors();
        return new Preview(
                row.id(),
                row.token(),
                OrderJson.read(row.orderJson()),
                row.actor(),
                row.createdAt(),
                row.endsAt(),
                result.roots().stream().map(PreviewResult.Root::result).toList(),
                result.requests(),
                result.stake(),
                authors);
    }
}
