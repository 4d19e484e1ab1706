package org.billhook.engine.internal.runs;

import static org.billhook.engine.inmemory.Installation.CLERK;
import static org.billhook.engine.inmemory.Installation.CLOCK;

import java.lang.annotation.Annotation;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.billhook.core.api.Actor;
import org.billhook.core.api.BillingRuns.Order;
import org.billhook.core.api.BillingRuns.RootResult;
import org.billhook.core.api.BillingRuns.Run;
import org.billhook.core.api.JobRunner;
import org.billhook.core.api.Jobs;
import org.billhook.core.api.LedgerCommands.Command;
import org.billhook.core.api.Page;
import org.billhook.core.api.Proposals;
import org.billhook.core.model.Finding;
import org.billhook.core.spi.relevance.BillingRelevance;
import org.billhook.engine.inmemory.ActivityPrices;
import org.billhook.engine.inmemory.Installation;
import org.billhook.engine.inmemory.Kinds;
import org.billhook.engine.inmemory.Names;
import org.billhook.engine.inmemory.Relevances;
import org.billhook.engine.inmemory.TimeKind;
import org.billhook.engine.internal.duties.Duties;
import org.billhook.engine.internal.ledger.StoredLedger;
import org.billhook.engine.internal.registry.Spi;
import org.billhook.engine.port.LineRow;
import org.billhook.engine.port.ObjectRow;
import org.billhook.engine.port.RequestItem;
import org.billhook.engine.port.RequestRow;
import org.joda.money.Money;

/** An installation that bills: itemized by the hour, in GBP, at the prices of a list. Jobs run at once on the thread of the test. */
final class Billing {

    static final LocalDate KEY_DATE = LocalDate.of(2026, 3, 31);

    final Installation here = new Installation();
    final TestJobs jobs = new TestJobs();
    int pageSize = 10;
    int patience = 0;
    int workers = 1;
    boolean allowEarlierDate;
    boolean priceByServiceDate;
    final RunSettings settings = new Settings();
    final Names approvers = new Names("clerk");
    final Duties duties = new Duties(approvers, new Proposals.Rules(true, 0, 0, 366));
    final StoredBillingRuns runs =
            new StoredBillingRuns(here.store, here.plugins, jobs, () -> {}, duties, settings, CLOCK);

    final StoredDueList dueList = new StoredDueList(
            here.store,
            here.plugins,
            new StoredLedger(here.store, here.plugins, new PipelinePrice(settings), () -> {}, duties, CLOCK),
            duties,
            settings,
            CLOCK);

    Billing() {
        here.plugins.with(Spi.SOURCE, "time", new TimeKind(true));
        here.plugins.with(Spi.OBJECT, "element", new Kinds());
        here.plugins.with(Spi.OBJECT, "item", new Kinds());
        here.plugins.with(Spi.PRICE, "list", new ActivityPrices());
        relevance(Relevances.itemized());
        here.price("Development", "97.35");
    }

    Billing relevance(BillingRelevance relevance) {
        here.plugins.with(Spi.RELEVANCE, "itemized", relevance);
        return this;
    }

    /** A root with an item that bills it. */
    ObjectRow project(String key) {
        ObjectRow root = here.root(key);
        here.item(root, key + "-10", "itemized");
        return root;
    }

    long hours(ObjectRow object, String id, String hours) {
        return here.post(Installation.hours(object, id, hours));
    }

    Run run() {
        return run(Order.all(KEY_DATE));
    }

    Run run(Order order) {
        long id = runs.start(order, CLERK).id();
        return runs.find(id).orElseThrow();
    }

    static Order decided(Command... decisions) {
        return new Order(KEY_DATE, List.of(), Optional.empty(), Optional.empty(), List.of(decisions));
    }

    List<RootResult> roots(Run run) {
        return runs.roots(run.id(), Optional.empty(), Page.Request.first(1000)).items();
    }

    List<String> codes(Run run) {
        return roots(run).stream()
                .flatMap(root -> root.findings().stream())
                .map(Finding::code)
                .toList();
    }

    List<RequestRow> requests() {
        return here.store.call(s -> s.requests()
                .list(
                        new org.billhook.core.api.Requests.Query(
                                Optional.empty(),
                                Optional.empty(),
                                Optional.empty(),
                                Optional.empty(),
                                Optional.empty()),
                        Page.Request.first(1000))
                .items());
    }

    List<LineRow> lines(long request) {
        return here.store.call(
                s -> s.requests().lines(request, Page.Request.first(1000)).items());
    }

    static Money gbp(String amount) {
        return Money.of(Installation.GBP, new BigDecimal(amount));
    }

    Money net() {
        Money net = gbp("0");
        for (RequestRow request : requests()) {
            if (request.state() == org.billhook.core.api.Requests.State.OPEN) {
                net = net.plus(request.net());
            }
        }
        return net;
    }

    /** What stands, by key of the item. */
    Map<String, Money> netByItem() {
        Map<String, Money> net = new TreeMap<>();
        for (RequestRow request : requests()) {
            for (RequestItem part : request.items()) {
                ObjectRow item = here.store.objects().byId(List.of(part.item())).get(part.item());
                net.merge(item.ref().key(), part.net(), Money::plus);
            }
        }
        return net;
    }

    RunJob job() {
        return new RunJob(here.store, here.plugins, () -> {}, duties, new Settings(), CLOCK);
    }

    /** Settings that a test can change. */
    private final class Settings implements RunSettings {
        @Override
        public int workers() {
            return workers;
        }

        @Override
        public int pageSize() {
            return pageSize;
        }

        @Override
        public int attempts() {
            return 3;
        }

        @Override
        public int patienceSeconds() {
            return patience;
        }

        @Override
        public boolean priceByServiceDate() {
            return priceByServiceDate;
        }

        @Override
        public boolean allowEarlierDate() {
            return allowEarlierDate;
        }

        @Override
        public int previewHours() {
            return 24;
        }

        @Override
        public Class<? extends Annotation> annotationType() {
            return RunSettings.class;
        }
    }

    /** Runs billing jobs as soon as they are submitted. */
    final class TestJobs implements Jobs {
        final List<List<Finding>> ended = new ArrayList<>();
        boolean paused;
        volatile boolean suspended;
        volatile boolean cancelled;

        @Override
        public Job submit(String kind, String subject, Actor actor) {
            Job job = new Job(
                    ended.size() + 1L,
                    kind,
                    subject,
                    State.RUNNING,
                    0,
                    Optional.empty(),
                    actor.name(),
                    CLOCK.instant(),
                    Optional.empty(),
                    List.of());
            if (!paused) {
                again(job);
            }
            return job;
        }

        void again(Job job) {
            try {
                ended.add(job().run(new Told(job)));
            } catch (InterruptedException e) {
                throw new AssertionError(e);
            }
        }

        void again(long run) {
            again(new Job(
                    1,
                    RunJob.KIND,
                    Long.toString(run),
                    State.RUNNING,
                    0,
                    Optional.empty(),
                    "clerk",
                    CLOCK.instant(),
                    Optional.empty(),
                    List.of()));
        }

        private final class Told implements JobRunner.Progress {
            private final Job job;

            Told(Job job) {
                this.job = job;
            }

            @Override
            public Job job() {
                return job;
            }

            @Override
            public void total(long units) {}

            @Override
            public void done(long units) {}

            @Override
            public boolean cancelled() {
                return cancelled;
            }

            @Override
            public boolean suspended() {
                return suspended;
            }
        }

        @Override
        public Optional<Job> find(long id) {
            return Optional.empty();
        }

        @Override
        public Page<Job> list(Page.Request page) {
            return new Page<>(List.of(), Optional.empty());
        }

        @Override
        public List<Job> of(String kind, String subject) {
            return List.of();
        }

        @Override
        public Job cancel(long id, Actor actor) {
            throw new UnsupportedOperationException("Nothing runs");
        }
    }
}
