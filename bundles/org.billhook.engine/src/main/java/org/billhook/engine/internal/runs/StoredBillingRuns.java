package org.billhook.engine.internal.runs;

import java.time.Clock;
import java.time.LocalDate;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import org.billhook.core.api.Actor;
import org.billhook.core.api.BillhookException;
import org.billhook.core.api.BillingRuns;
import org.billhook.core.api.Jobs;
import org.billhook.core.api.Page;
import org.billhook.core.api.Requests;
import org.billhook.core.api.Requests.BilledItem;
import org.billhook.core.api.Requests.Decider;
import org.billhook.core.dip.DipProfile;
import org.billhook.core.model.Finding;
import org.billhook.core.spi.relevance.BillingRelevance;
import org.billhook.engine.internal.dip.FrozenProfiles;
import org.billhook.engine.internal.dip.ProfileTables;
import org.billhook.engine.internal.duties.Duties;
import org.billhook.engine.internal.log.Sequencer;
import org.billhook.engine.internal.registry.PluginRegistry;
import org.billhook.engine.internal.registry.Snapshot;
import org.billhook.engine.internal.registry.Spi;
import org.billhook.engine.internal.requests.RequestView;
import org.billhook.engine.internal.retry.Retry;
import org.billhook.engine.internal.sources.PriceTables;
import org.billhook.engine.port.LineRow;
import org.billhook.engine.port.RequestStore.PreviewRow;
import org.billhook.engine.port.RunStore.RootRow;
import org.billhook.engine.port.RunStore.RunRow;
import org.billhook.engine.port.Store;
import org.billhook.engine.port.Transactions;
import org.joda.money.Money;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.metatype.annotations.Designate;

/** Runs and previews as they are stored; the work itself is a job. */
@Component(
        service = {BillingRuns.class, PreviewMaker.class},
        configurationPid = RunSettings.PID)
@Designate(ocd = RunSettings.class)
public final class StoredBillingRuns implements BillingRuns, PreviewMaker {

    private final Transactions transactions;
    private final PluginRegistry plugins;
    private final Jobs jobs;
    private final Sequencer sequencer;
    private final OrderStake stakes;
    private final RunSettings settings;
    private final Clock clock;
    private final PriceTables prices = new PriceTables();

    @Activate
    public StoredBillingRuns(
            @Reference Transactions transactions,
            @Reference PluginRegistry plugins,
            @Reference Jobs jobs,
            @Reference Sequencer sequencer,
            @Reference Duties duties,
            RunSettings settings) {
        this(transactions, plugins, jobs, sequencer, duties, settings, Clock.systemDefaultZone());
    }

    StoredBillingRuns(
            Transactions transactions,
            PluginRegistry plugins,
            Jobs jobs,
            Sequencer sequencer,
            Duties duties,
            RunSettings settings,
            Clock clock) {
        this.transactions = transactions;
        this.plugins = plugins;
        this.jobs = jobs;
        this.sequencer = sequencer;
        stakes = new OrderStake(duties);
        this.settings = settings;
        this.clock = clock;
    }

    private Order priced(Order order) {
        return OrderRules.priced(order, settings, LocalDate.now(clock));
    }

    private <T> T frozen(Order order, Function<RunInputs, T> work) {
        return frozen(order, UnaryOperator.identity(), List.of(), work);
    }

    /** @param before a dictionary of plugins whose numbers stay */
    private <T> T frozen(
            Order order, UnaryOperator<FrozenProfiles> profiles, List<Decider> before, Function<RunInputs, T> work) {
        return plugins.call(snapshot -> {
            RunInputs inputs = new RunInputs(
                    order,
                    snapshot,
                    Deciders.of(snapshot, before),
                    Retry.call(transactions, store -> prices.freeze(store.settings())),
                    profiles.apply(Retry.call(transactions, store -> ProfileTables.freeze(store.settings()))),
                    Math.max(10, Math.min(1000, settings.pageSize())),
                    settings.allowEarlierDate());
            return work.apply(inputs);
        });
    }

    @Override
    public List<Relevance> relevances() {
        return plugins.call(StoredBillingRuns::relevances);
    }

    private static List<Relevance> relevances(Snapshot snapshot) {
        try (Snapshot unit = snapshot.unit()) {
            return unit.ranked(Spi.RELEVANCE).stream()
                    .map(plugin -> new Relevance(
                            plugin.id(),
                            plugin.call("terms", BillingRelevance::terms),
                            plugin.bundle(),
                            plugin.version()))
                    .sorted(Comparator.comparing(Relevance::id))
                    .toList();
        }
    }

    @Override
    public Preview preview(Order order, Actor actor) {
        return make(order, Map.of(), Set.of(), actor);
    }

    @Override
    public Preview make(Order order, Map<Long, Money> worthBefore, Set<String> authors, Actor actor) {
        OrderRules.check(order);
        Set<String> all = new TreeSet<>(authors);
        all.add(actor.name());
        return frozen(priced(order), inputs -> previews().compute(inputs, actor, worthBefore, all));
    }

    private Previews previews() {
        return new Previews(transactions, clock, settings.previewHours(), stakes);
    }

    @Override
    public Preview dryRun(Order order, DipProfile profile, Actor actor) {
        List<Finding> errors = profile.check().stream().filter(Finding::isError).toList();
        if (!errors.isEmpty()) {
            throw new BillhookException(BillhookException.Type.REFUSED, errors);
        }
        OrderRules.check(order);
        return frozen(priced(order), profiles -> profiles.trying(profile), List.of(), inputs -> previews()
                .compute(inputs, actor, Map.of(), Set.of(actor.name())));
    }

    @Override
    public Optional<Preview> findPreview(long id) {
        return Retry.call(transactions, store -> store.requests().findPreview(id))
                .filter(this::stands)
                .map(Previews::shown);
    }

    private boolean stands(PreviewRow preview) {
        return preview.endsAt().isAfter(clock.instant());
    }

    @Override
    public Page<Requests.Line> previewLines(long previewId, int request, Page.Request page) {
        return Retry.call(transactions, store -> {
            PreviewRow preview = store.requests()
                    .findPreview(previewId)
                    .orElseThrow(() -> BillhookException.unknown("preview", previewId));
            List<BilledItem> items = PreviewResult.read(preview.resultJson()).requests().stream()
                    .filter(draft -> draft.number() == request)
                    .flatMap(draft -> draft.items().stream())
                    .toList();
            Page<LineRow> rows = store.requests().previewLines(previewId, request, page);
            return new Page<>(RequestView.lines(store, items, rows.items()), rows.next());
        });
    }

    @Override
    public Run commit(long previewId, String token, Actor actor) {
        PreviewRow preview = Retry.call(transactions, store -> store.requests().findPreview(previewId))
                .orElseThrow(() -> BillhookException.unknown("preview", previewId));
        if (!preview.token().equals(token)) {
            throw new BillhookException(
                    BillhookException.Type.CONFLICT,
                    Finding.error("OTHER_TOKEN", "token", "The token is not that of preview " + previewId));
        }
        long run;
        if (preview.run().isPresent()) {
            run = preview.run().get();
        } else if (!stands(preview)) {
            throw new BillhookException(
                    BillhookException.Type.CONFLICT,
                    Finding.error("PREVIEW_ENDED", "Preview %d ended at %s".formatted(previewId, preview.endsAt())));
        } else {
            PreviewResult shown = PreviewResult.read(preview.resultJson());
            Order order = OrderJson.read(preview.orderJson());
            Optional<String> releasedBy =
                    Retry.call(transactions, store -> stakes.release(store, preview, shown, order, actor));
            run = frozen(order, UnaryOperator.identity(), shown.deciders(), inputs -> new PreviewCommit(
                            transactions, clock, stakes, releasedBy)
                    .commit(inputs, preview, shown, actor));
        }
        sequencer.wake();
        return find(run).orElseThrow();
    }

    @Override
    public Run start(Order asked, Actor actor) {
        OrderRules.check(asked);
        Order order = priced(asked);
        stakes.requireForRun(order, actor);
        long id = frozen(
                order,
                inputs -> Retry.call(transactions, store -> {
                    OrderRules.roots(store, order);
                    return store.runs()
                            .insert(new RunRow(
                                    0,
                                    0,
                                    OrderJson.write(order),
                                    State.PLANNED,
                                    actor.name(),
                                    clock.instant(),
                                    Optional.empty(),
                                    inputs.plugins().generation(),
                                    inputs.prices.version(),
                                    Deciders.with(inputs.deciders.all(), inputs.profiles),
                                    List.of()));
                }));
        Jobs.Job job;
        try {
            job = jobs.submit(RunJob.KIND, Long.toString(id), actor);
        } catch (BillhookException e) {
            // the caller is told that nothing was started, so nothing may start it later
            withdraw(id, e);
            throw e;
        }
        return view(id, job);
    }

    private void withdraw(long id, BillhookException why) {
        try {
            Retry.call(transactions, store -> store.runs().find(id))
                    .filter(run -> run.state() == State.PLANNED)
                    .ifPresent(this::cancelled);
        } catch (BillhookException e) {
            why.addSuppressed(e);
        }
    }

    private Run submit(long run, Actor actor) {
        return view(run, jobs.submit(RunJob.KIND, Long.toString(run), actor));
    }

    private Run view(long run, Jobs.Job job) {
        return Retry.call(
                transactions, store -> RunView.of(store, store.runs().find(run).orElseThrow(), job.id()));
    }

    @Override
    public Optional<Run> find(long id) {
        return Retry.call(transactions, store -> store.runs().find(id).map(row -> RunView.of(store, row)));
    }

    @Override
    public Page<Run> list(Page.Request page) {
        return Retry.call(transactions, store -> {
            Page<RunRow> rows = store.runs().list(page);
            return new Page<>(
                    rows.items().stream().map(row -> RunView.of(store, row)).toList(), rows.next());
        });
    }

    @Override
    public Page<RootResult> roots(long runId, Optional<State> state, Page.Request page) {
        return Retry.call(transactions, store -> {
            required(store, runId);
            Page<RootRow> rows = store.runs().rootResults(runId, state, page);
            return new Page<>(RunView.roots(store, rows.items()), rows.next());
        });
    }

    @Override
    public Run resume(long runId, Actor actor) {
        stakes.requireForRun(order(runId), actor);
        boolean left =
                jobs(Retry.call(transactions, store -> required(store, runId))).isEmpty();
        frozen(
                Order.all(LocalDate.now(clock)),
                inputs -> Retry.call(transactions, store -> {
                    new PlannedAgain(store, inputs, clock.instant()).plan(required(store, runId), left);
                    return null;
                }));
        return submit(runId, actor);
    }

    private Order order(long run) {
        return OrderJson.read(
                Retry.call(transactions, store -> required(store, run)).orderJson());
    }

    @Override
    public Run cancel(long runId, Actor actor) {
        RunRow run = Retry.call(transactions, store -> required(store, runId));
        switch (run.state()) {
            case RUNNING, PLANNED -> cancelJob(run, actor);
            case WAITING -> cancelled(run);
            case DONE, FAILED, CANCELLED -> throw new BillhookException(
                    BillhookException.Type.CONFLICT,
                    Finding.error("ENDED", "Run %d has ended: %s".formatted(runId, run.state())));
        }
        return find(runId).orElseThrow();
    }

    /** The job marks the run when it stops; one that never began can't, so it is done here. */
    private void cancelJob(RunRow run, Actor actor) {
        boolean running = false;
        for (Jobs.Job job : jobs(run)) {
            running |= jobs.cancel(job.id(), actor).state() == Jobs.State.RUNNING;
        }
        if (!running) {
            cancelled(run);
        }
    }

    /** Those that work on the run, or are going to. */
    private List<Jobs.Job> jobs(RunRow run) {
        return jobs.of(RunJob.KIND, Long.toString(run.id())).stream()
                .filter(job -> job.state() == Jobs.State.WAITING || job.state() == Jobs.State.RUNNING)
                .toList();
    }

    private void cancelled(RunRow run) {
        Retry.call(transactions, store -> {
            store.runs()
                    .update(RunRows.with(
                            run,
                            run.job(),
                            State.CANCELLED,
                            run.generation(),
                            run.deciders(),
                            run.findings(),
                            Optional.of(clock.instant())));
            return null;
        });
    }

    private static RunRow required(Store store, long id) {
        return store.runs().find(id).orElseThrow(() -> BillhookException.unknown("run", id));
    }
}
