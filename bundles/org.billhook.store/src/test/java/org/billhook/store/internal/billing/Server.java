package org.billhook.store.internal.billing;

import java.lang.annotation.Annotation;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.billhook.core.api.Actor;
import org.billhook.core.api.Approvers;
import org.billhook.core.api.JobRunner;
import org.billhook.core.api.Jobs;
import org.billhook.core.api.Page;
import org.billhook.core.api.Proposals;
import org.billhook.core.api.Roles;
import org.billhook.core.api.Sources.Result;
import org.billhook.core.model.Finding;
import org.billhook.core.model.ObjectRef;
import org.billhook.core.model.Phase;
import org.billhook.core.spi.source.SourceDraft;
import org.billhook.engine.internal.duties.Duties;
import org.billhook.engine.internal.ledger.StoredLedger;
import org.billhook.engine.internal.requests.StoredRequests;
import org.billhook.engine.internal.runs.PipelinePrice;
import org.billhook.engine.internal.runs.PipelineReasons;
import org.billhook.engine.internal.runs.RunJob;
import org.billhook.engine.internal.runs.RunSettings;
import org.billhook.engine.internal.runs.StoredBillingRuns;
import org.billhook.engine.internal.runs.StoredExpenditures;
import org.billhook.engine.internal.sources.PostedSources;
import org.billhook.engine.port.ObjectRow;
import org.billhook.engine.port.Store;
import org.billhook.engine.port.Transactions;
import org.billhook.store.internal.Fixture;

/** The services of the engine on a real database; jobs run on the thread of the caller, with two workers. */
final class Server implements Jobs, JobRunner.Progress {

    static final Actor CLERK = new Actor("clerk", Roles.effective(Set.of(Roles.BILLING_CLERK, Roles.BILLING_APPROVER)));
    /** Of a firm of one person. */
    static final Duties DUTIES = new Duties(
            new Approvers() {
                @Override
                public boolean has(String name) {
                    return true;
                }

                @Override
                public boolean areSeveral() {
                    return false;
                }

                @Override
                public boolean hasOtherThan(String name) {
                    return false;
                }
            },
            new Proposals.Rules(true, 0, 0, 366));

    static final LocalDate KEY_DATE = LocalDate.of(2026, 3, 31);

    final Transactions transactions;
    final RulePlugins plugins = new RulePlugins();
    final PostedSources sources;
    final StoredBillingRuns runs;
    final StoredRequests requests;
    final StoredLedger commands;
    final StoredExpenditures expenditures;
    private final RunJob job;
    private Job running;

    Server(Transactions transactions) {
        this.transactions = transactions;
        sources = new PostedSources(transactions, plugins, () -> {});
        runs = new StoredBillingRuns(transactions, plugins, this, () -> {}, DUTIES, new Settings());
        requests = new StoredRequests(
                transactions, new PipelineReasons(transactions, plugins, new Settings()), () -> {}, DUTIES);
        commands = new StoredLedger(transactions, plugins, new PipelinePrice(new Settings()), () -> {}, DUTIES);
        expenditures = new StoredExpenditures(transactions, runs, commands);
        job = new RunJob(transactions, plugins, () -> {}, DUTIES, new Settings());
    }

    /** A billing element with an item that bills it. */
    ObjectRow project() {
        return transactions.call(store -> {
            ObjectRow root = Fixture.head(store);
            long id = store.objects().nextId();
            ObjectRow.Item side = new ObjectRow.Item(
                    "itemized", "ACME", "EUR", true, Optional.of(root.ref()), Optional.of(root.id()));
            insert(store, root, id, side);
            return root;
        });
    }

    private static void insert(Store store, ObjectRow root, long id, ObjectRow.Item side) {
        ObjectRow item = new ObjectRow(
                id,
                new ObjectRef("order-item", Fixture.unique("4711-")),
                "Item",
                "RELEASED",
                Phase.RELEASED,
                Optional.of(root.id()),
                Optional.of(root.id()),
                root.path() + id + "/",
                false,
                Map.of(),
                Map.of(),
                Optional.of(side),
                Optional.empty(),
                List.of(),
                0,
                Fixture.NOON);
        store.objects().insert(item, Map.of(), Map.of());
    }

    List<Long> post(ObjectRow object, String hours, int count) {
        return post(object, hours, count, "Work on part ");
    }

    List<Long> post(ObjectRow object, String hours, int count, String text) {
        List<Long> ids = new ArrayList<>(count);
        for (int from = 0; from < count; from += 1000) {
            List<SourceDraft> drafts = drafts(object, hours, from, Math.min(count, from + 1000), text);
            for (Result result : sources.post("test", drafts, CLERK)) {
                ids.add(result.id().orElseThrow(() -> new AssertionError(result.findings())));
            }
        }
        return ids;
    }

    static List<SourceDraft> drafts(ObjectRow object, String hours, int from, int to) {
        return drafts(object, hours, from, to, "Work on part ");
    }

    /** @param text with the number of the source behind it if it ends in a blank */
    private static List<SourceDraft> drafts(ObjectRow object, String hours, int from, int to, String text) {
        List<SourceDraft> drafts = new ArrayList<>();
        for (int i = from; i < to; i++) {
            drafts.add(SourceDraft.of(Fixture.COST_LINE, object.ref())
                    .externalId(Fixture.unique("H"))
                    .posted(Fixture.hours(hours))
                    .serviceDate(Fixture.DAY.plusDays(i % 20))
                    .text(text.endsWith(" ") ? text + i : text)
                    .characteristic("person", "P" + i % 7)
                    .characteristic("activity", "Development")
                    .build());
        }
        return drafts;
    }

    @Override
    public Job submit(String kind, String subject, Actor actor) {
        running = new Job(
                1,
                kind,
                subject,
                State.RUNNING,
                0,
                Optional.empty(),
                actor.name(),
                Instant.now(),
                Optional.empty(),
                List.of());
        State end;
        List<Finding> findings;
        try {
            findings = job.run(this);
            end = findings.stream().anyMatch(Finding::isError) ? State.FAILED : State.DONE;
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        } catch (RuntimeException e) {
            // the job is over, and its run may not know: that is how a database that is away leaves it
            findings = List.of(Finding.error("INCIDENT", "Job broke"));
            end = State.FAILED;
        }
        running = new Job(
                1,
                kind,
                subject,
                end,
                0,
                Optional.empty(),
                actor.name(),
                Instant.now(),
                Optional.of(Instant.now()),
                findings);
        return running;
    }

    @Override
    public Optional<Job> find(long id) {
        return Optional.of(running);
    }

    @Override
    public Page<Job> list(Page.Request page) {
        return new Page<>(Optional.ofNullable(running).stream().toList(), Optional.empty());
    }

    @Override
    public List<Job> of(String kind, String subject) {
        return Optional.ofNullable(running).stream()
                .filter(job -> job.kind().equals(kind) && job.subject().equals(subject))
                .toList();
    }

    @Override
    public Job cancel(long id, Actor actor) {
        return running;
    }

    @Override
    public Job job() {
        return running;
    }

    @Override
    public void total(long units) {
        // nobody looks
    }

    @Override
    public void done(long units) {
        // nobody looks
    }

    @Override
    public boolean cancelled() {
        return false;
    }

    @Override
    public boolean suspended() {
        return false;
    }

    private static final class Settings implements RunSettings {
        @Override
        public int workers() {
            return 2;
        }

        @Override
        public int pageSize() {
            return 1000;
        }

        @Override
        public int attempts() {
            return 10;
        }

        @Override
        public int patienceSeconds() {
            return 0;
        }

        @Override
        public boolean priceByServiceDate() {
            return false;
        }

        @Override
        public boolean allowEarlierDate() {
            return false;
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
}
