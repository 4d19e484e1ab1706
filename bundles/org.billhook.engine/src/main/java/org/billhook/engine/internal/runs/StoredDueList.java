package org.billhook.engine.internal.runs;

import java.time.Clock;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.billhook.core.api.Actor;
import org.billhook.core.api.BillhookException;
import org.billhook.core.api.BillingRuns.Order;
import org.billhook.core.api.DueList;
import org.billhook.core.api.LedgerCommands;
import org.billhook.core.api.LedgerCommands.Command;
import org.billhook.core.api.Page;
import org.billhook.core.api.Stake;
import org.billhook.core.ledger.ActKind;
import org.billhook.core.model.Finding;
import org.billhook.core.model.ObjectRef;
import org.billhook.engine.internal.duties.Duties;
import org.billhook.engine.internal.registry.PluginRegistry;
import org.billhook.engine.internal.retry.Retry;
import org.billhook.engine.internal.sources.PriceTables;
import org.billhook.engine.port.ObjectRow;
import org.billhook.engine.port.OpenRow;
import org.billhook.engine.port.SourceStore.OpenSum;
import org.billhook.engine.port.Store;
import org.billhook.engine.port.Transactions;
import org.joda.money.Money;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** The due list, looked up root by root each time it is asked for. */
@Component(configurationPid = RunSettings.PID)
public final class StoredDueList implements DueList {

    private static final int MOST_ROOTS = 1000;
    private static final int LOOKED = 10_000;
    private static final int SETTLED = 10_000;
    private static final int COMMANDS = 1000;

    private final Transactions transactions;
    private final PluginRegistry plugins;
    private final LedgerCommands ledger;
    private final Duties duties;
    private final RunSettings settings;
    private final Clock clock;
    private final PriceTables prices = new PriceTables();

    @Activate
    public StoredDueList(
            @Reference Transactions transactions,
            @Reference PluginRegistry plugins,
            @Reference LedgerCommands ledger,
            @Reference Duties duties,
            RunSettings settings) {
        this(transactions, plugins, ledger, duties, settings, Clock.systemDefaultZone());
    }

    StoredDueList(
            Transactions transactions,
            PluginRegistry plugins,
            LedgerCommands ledger,
            Duties duties,
            RunSettings settings,
            Clock clock) {
        this.transactions = transactions;
        this.plugins = plugins;
        this.ledger = ledger;
        this.duties = duties;
        this.settings = settings;
        this.clock = clock;
    }

    private <T> T frozen(LocalDate keyDate, Function<RunInputs, T> work) {
        return plugins.call(snapshot -> {
            Order order = OrderRules.priced(Order.all(keyDate), settings, LocalDate.now(clock));
            return work.apply(RunInputs.ofNow(transactions, prices, snapshot, order, settings));
        });
    }

    @Override
    public Page<DueRoot> list(Query query, Page.Request page) {
        return frozen(query.keyDate(), inputs -> list(inputs, query, page));
    }

    private Page<DueRoot> list(RunInputs inputs, Query query, Page.Request page) {
        List<DueRoot> found = new ArrayList<>();
        long from = page.after().map(StoredDueList::root).orElse(-1L);
        int looked = 0;
        while (true) {
            long after = from;
            DueRoots.Batch batch =
                    Retry.call(transactions, store -> new DueRoots(store, inputs).after(after, page.limit()));
            List<LookedRoot> roots =
                    batch.roots().stream().filter(root -> isWanted(root, query)).toList();
            List<DueRoot> shown = shown(inputs, roots, query);
            for (int i = 0; i < shown.size(); i++) {
                if (isWanted(shown.get(i), query)) {
                    found.add(shown.get(i));
                    boolean last = batch.last().isEmpty() && i == shown.size() - 1;
                    if (found.size() == page.limit() && !last) {
                        return new Page<>(found, Optional.of(Long.toString(roots.get(i).id)));
                    }
                }
            }
            looked += page.limit();
            if (batch.last().isEmpty() || looked >= LOOKED) {
                return new Page<>(found, batch.last().map(String::valueOf));
            }
            from = batch.last().get();
        }
    }

    private static long root(String cursor) {
        try {
            return Long.parseLong(cursor);
        } catch (NumberFormatException e) {
            BillhookException refusal = new BillhookException(
                    BillhookException.Type.UNREADABLE,
                    Finding.error(
                            "BAD_CURSOR", "after", "The cursor was not given out by this list; start without one"));
            refusal.initCause(e);
            throw refusal;
        }
    }

    private static boolean isWanted(LookedRoot root, Query query) {
        return (query.party().isEmpty()
                        || root.items.stream().anyMatch(item -> item.party()
                                .equals(query.party().get())))
                && (query.item().isEmpty()
                        || root.items.stream()
                                .anyMatch(item -> item.ref().equals(query.item().get())))
                && (query.relevance().isEmpty()
                        || root.items.stream().anyMatch(item -> item.row
                                .item()
                                .orElseThrow()
                                .relevance()
                                .equals(query.relevance().get())));
    }

    private static boolean isWanted(DueRoot root, Query query) {
        boolean reason = query.reason().isEmpty()
                || root.reasons().stream().anyMatch(finding -> finding.code()
                        .equals(query.reason().get()));
        return reason
                && (query.atLeast().isEmpty()
                        || root.atStake().isEmpty()
                        || root.atStake().get().stream()
                                .anyMatch(net -> isAtLeast(net, query.atLeast().get())));
    }

    private static boolean isAtLeast(Money net, Money least) {
        return net.getCurrencyUnit().equals(least.getCurrencyUnit()) && !net.isLessThan(least);
    }

    private List<DueRoot> shown(RunInputs inputs, List<LookedRoot> roots, Query query) {
        List<DueRoot> shown = roots.stream().map(LookedRoot::shown).toList();
        if (!query.atStake() && query.atLeast().isEmpty()) {
            return shown;
        }
        List<ItemOfRoot> items =
                roots.stream().flatMap(root -> root.items.stream()).toList();
        items.stream()
                .filter(item -> !item.pluginAway)
                .forEach(item -> item.reasons.removeIf(reason -> !Prerequisites.NEEDS.contains(reason.code())));
        FactBook facts = FactBook.isNeeded(inputs.plugins()) ? FactBook.fetch(inputs.plugins(), items) : FactBook.EMPTY;
        return Retry.call(transactions, store -> {
            AtStake atStake = new AtStake(store, inputs, facts);
            List<DueRoot> with = new ArrayList<>(roots.size());
            for (int i = 0; i < roots.size(); i++) {
                with.add(atStake.of(roots.get(i), shown.get(i)));
            }
            return with;
        });
    }

    @Override
    public Settled settleUnbilled(LocalDate keyDate, List<ObjectRef> roots, String reason, Actor actor) {
        if (roots.isEmpty() || roots.size() > MOST_ROOTS) {
            throw new BillhookException(
                    BillhookException.Type.REFUSED,
                    Finding.error(
                            "COUNT", "roots", "%d roots were named, 1 to 1000 are needed".formatted(roots.size())));
        }
        List<Long> sources = frozen(
                keyDate, inputs -> Retry.call(transactions, store -> unbilled(store, inputs, heads(store, roots))));
        if (!sources.isEmpty()) {
            duties.require(actor, Stake.UNPRICED);
        }
        List<Long> now = sources.subList(0, Math.min(sources.size(), SETTLED));
        List<LedgerCommands.Result> refused = new ArrayList<>();
        for (int from = 0; from < now.size(); from += COMMANDS) {
            List<Command> commands = now.subList(from, Math.min(now.size(), from + COMMANDS)).stream()
                    .map(source -> new Command(
                            ActKind.WRITE_OFF, source, Optional.empty(), Optional.empty(), Optional.empty(), reason))
                    .toList();
            ledger.apply(commands, actor).stream()
                    .filter(result -> result.act().isEmpty())
                    .forEach(refused::add);
        }
        return new Settled(now.size() - refused.size(), refused, sources.size() > now.size());
    }

    private static List<Long> heads(Store store, List<ObjectRef> roots) {
        Map<ObjectRef, ObjectRow> rows = store.objects().find(roots);
        List<Long> heads = new ArrayList<>(roots.size());
        for (ObjectRef ref : roots) {
            ObjectRow row = rows.get(ref);
            if (row == null) {
                throw BillhookException.unknown("billing object", ref);
            }
            if (row.root().filter(root -> root == row.id()).isEmpty()) {
                throw new BillhookException(
                        BillhookException.Type.REFUSED,
                        Finding.error("NO_ROOT", "roots", "%s heads no billing root".formatted(ref)));
            }
            heads.add(row.id());
        }
        return heads;
    }

    /** Sources that no item bills, one more than are settled at once. */
    private static List<Long> unbilled(Store store, RunInputs inputs, List<Long> heads) {
        List<Long> sources = new ArrayList<>();
        for (LookedRoot root : new DueRoots(store, inputs).of(heads)) {
            Map<Long, Set<String>> kinds = new HashMap<>(root.unbilled().stream()
                    .collect(Collectors.groupingBy(
                            OpenSum::object, Collectors.mapping(OpenSum::kind, Collectors.toSet()))));
            kinds.forEach((object, ofObject) -> {
                Optional<LocalDate> day = Optional.empty();
                long after = 0;
                int wanted = SETTLED + 1 - sources.size();
                while (wanted > 0) {
                    List<OpenRow> page = store.sources()
                            .open(
                                    root.id,
                                    ofObject,
                                    Optional.of(object),
                                    false,
                                    inputs.order.keyDate(),
                                    day,
                                    after,
                                    Math.min(wanted, COMMANDS));
                    page.forEach(row -> sources.add(row.id()));
                    if (page.size() < Math.min(wanted, COMMANDS)) {
                        return;
                    }
                    OpenRow last = page.get(page.size() - 1);
                    day = Optional.of(last.serviceDate());
                    after = last.id();
                    wanted -= page.size();
                }
            });
        }
        return sources;
    }
}
