package org.billhook.store.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TimeZone;
import java.util.function.Function;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.billhook.core.api.BillingRuns;
import org.billhook.core.api.Configurations.Configuration;
import org.billhook.core.api.Events.Change;
import org.billhook.core.api.Events.Event;
import org.billhook.core.api.IdempotentCalls.Answer;
import org.billhook.core.api.ImportJournal;
import org.billhook.core.api.ImportJournal.Import;
import org.billhook.core.api.ImportJournal.RowResult;
import org.billhook.core.api.Jobs;
import org.billhook.core.api.Jobs.Job;
import org.billhook.core.api.Page;
import org.billhook.core.api.Prices;
import org.billhook.core.api.Requests.Decider;
import org.billhook.core.model.Finding;
import org.billhook.core.model.Unit;
import org.billhook.core.spi.price.PriceEntry;
import org.billhook.engine.port.ImportStore;
import org.billhook.engine.port.JobStore;
import org.billhook.engine.port.JobStore.Call;
import org.billhook.engine.port.LogStore;
import org.billhook.engine.port.LogStore.Unnumbered;
import org.billhook.engine.port.PluginStore;
import org.billhook.engine.port.PluginStore.KnownId;
import org.billhook.engine.port.RunStore;
import org.billhook.engine.port.RunStore.RootRow;
import org.billhook.engine.port.RunStore.RunRow;
import org.billhook.engine.port.SettingsStore;
import org.billhook.engine.port.Store;
import org.billhook.engine.port.StoreException;
import org.billhook.engine.port.StoreException.Reason;
import org.joda.money.BigMoney;
import org.joda.money.CurrencyUnit;

/** Runs, jobs, settings, imports and logs come back as they were stored. */
class RecordsTest {

    private static final Finding FINDING =
            Finding.error("NO_PRICE", "field", "No price for \u20ac").withRule("J-86");

    @OnEachDatabase
    void aRunComesBackWithItsRoots(Database database) {
        RunStore runs = database.each(RunStore.class, Store::runs);
        long id = runs.insert(run(0, BillingRuns.State.RUNNING, Optional.empty()));
        RunRow ended = run(id, BillingRuns.State.DONE, Optional.of(Fixture.NOON.plusSeconds(1)));
        runs.update(ended);
        List<Long> heads = List.of(9_001L, 9_002L, 9_003L);
        runs.plan(id, heads);
        RootRow done = new RootRow(
                id,
                9_002,
                BillingRuns.State.DONE,
                List.of(3L, 4L),
                17,
                List.of(Fixture.euros("-1.50"), org.joda.money.Money.parse("JPY 100")),
                List.of(FINDING));
        database.stores().call(store -> {
            assertThat(store.runs().lockRoot(id, 9_002).state()).isEqualTo(BillingRuns.State.PLANNED);
            store.runs().updateRoot(done);
            return null;
        });

        assertThat(runs.find(id)).contains(ended);
        assertThat(runs.list(Page.Request.first(1)).items()).containsExactly(ended);
        assertThat(runs.roots(id, Set.of(BillingRuns.State.PLANNED), 0, 10)).containsExactly(9_001L, 9_003L);
        assertThat(runs.roots(id, Set.of(BillingRuns.State.PLANNED, BillingRuns.State.DONE), 9_001, 1))
                .containsExactly(9_002L);
        assertThat(runs.rootResults(id, Optional.of(BillingRuns.State.DONE), Page.Request.first(5))
                        .items())
                .containsExactly(done);
        assertThat(runs.countByState(id)).isEqualTo(Map.of(BillingRuns.State.PLANNED, 2L, BillingRuns.State.DONE, 1L));
        assertThat(runs.lines(id)).isEqualTo(17);
        assertThat(runs.inState(Set.of(BillingRuns.State.DONE))).contains(ended);
        assertThatThrownBy(() -> runs.lockRoot(id, 1)).hasMessageContaining("was not planned");
    }

    private static RunRow run(long id, BillingRuns.State state, Optional<Instant> ended) {
        return new RunRow(
                id,
                7,
                "{\"keyDate\":\"2026-03-31\"}",
                state,
                "ann",
                Fixture.NOON,
                ended,
                "abc",
                3,
                List.of(new Decider("relevance", "itemized", "org.x", "1.2.3", "ff")),
                List.of(FINDING, Finding.warning("W", "Warning")));
    }

    @OnEachDatabase
    void theIdsOfPluginsComeBackUntilTheyAreForgotten(Database database) {
        PluginStore plugins = database.each(PluginStore.class, Store::plugins);
        KnownId there = new KnownId("BillingAdjustment", "cap", "org.x.cap", "1.0.0", Optional.empty());
        KnownId away = new KnownId("FieldCheck", "cap", "org.x.check", "2.0.0.beta", Optional.of(Fixture.NOON));
        plugins.put(List.of(there, away));
        assertThat(plugins.known()).contains(there, away);

        KnownId gone = new KnownId("BillingAdjustment", "cap", "org.x.cap", "1.1.0", Optional.of(Fixture.NOON));
        plugins.put(List.of(gone));
        plugins.forget("FieldCheck", "cap");
        plugins.forget("FieldCheck", "unknown");
        assertThat(plugins.known()).contains(gone).doesNotContain(there, away);
        plugins.forget("BillingAdjustment", "cap");
    }

    /** The hour that summer time skips in Berlin is an hour like any other in UTC. */
    @OnEachDatabase
    void momentsDoNotDependOnTheZoneOfTheServer(Database database) {
        Instant skipped = Instant.parse("2026-03-29T02:30:00Z");
        TimeZone before = TimeZone.getDefault();
        try {
            TimeZone.setDefault(TimeZone.getTimeZone("Europe/Berlin"));
            JobStore jobs = database.each(JobStore.class, Store::jobs);
            long job = jobs.insert(job(0, Jobs.State.RUNNING, skipped), Optional.empty());
            String key = Fixture.unique("key");
            jobs.insertCall(new Call("ann", key, "hash", skipped, Optional.empty()));
            TimeZone.setDefault(TimeZone.getTimeZone("Pacific/Auckland"));

            assertThat(jobs.find(job).orElseThrow().createdAt()).isEqualTo(skipped);
            assertThat(jobs.findCall("ann", key).orElseThrow().at()).isEqualTo(skipped);
        } finally {
            TimeZone.setDefault(before);
        }
    }

    @OnEachDatabase
    void aJobComesBack(Database database) {
        JobStore jobs = database.each(JobStore.class, Store::jobs);
        long id = jobs.insert(job(0, Jobs.State.WAITING, Fixture.NOON), Optional.empty());
        Job done = new Job(
                id,
                "import",
                "4",
                Jobs.State.FAILED,
                12,
                Optional.of(99L),
                "ann",
                Fixture.NOON,
                Optional.of(Fixture.NOON.plusNanos(1_000)),
                List.of(FINDING));
        assertThat(jobs.update(done, Jobs.State.RUNNING)).as("it waits").isFalse();
        assertThat(jobs.find(id)).map(Job::state).hasValue(Jobs.State.WAITING);
        assertThat(jobs.update(done, Jobs.State.WAITING)).isTrue();

        assertThat(jobs.find(id)).contains(done);
        assertThat(jobs.inState(Set.of(Jobs.State.FAILED))).contains(done);
        assertThat(jobs.list(Page.Request.first(1)).items()).containsExactly(done);
    }

    @OnEachDatabase
    void nameOfTheCallThatBeganAJobStays(Database database) {
        JobStore jobs = database.each(JobStore.class, Store::jobs);
        long called = jobs.insert(job(0, Jobs.State.WAITING, Fixture.NOON), Optional.of("month-end.3"));
        long uncalled = jobs.insert(job(0, Jobs.State.WAITING, Fixture.NOON), Optional.empty());
        jobs.update(job(called, Jobs.State.RUNNING, Fixture.NOON), Jobs.State.WAITING);

        assertThat(jobs.callOf(called)).contains("month-end.3");
        assertThat(jobs.callOf(uncalled)).isEmpty();
    }

    @OnEachDatabase
    void jobsOfASubjectAreFoundHoweverOldTheyAre(Database database) {
        String subject = Fixture.unique("run");
        JobStore jobs = database.each(JobStore.class, Store::jobs);
        long first = jobs.insert(of("billing-run", subject), Optional.empty());
        long second = jobs.insert(of("billing-run", subject), Optional.empty());
        jobs.insert(of("import", subject), Optional.empty());
        database.stores().call(store -> {
            for (int i = 0; i < 1_001; i++) {
                store.jobs().insert(of("billing-run", subject + "-" + i), Optional.empty());
            }
            return null;
        });

        assertThat(jobs.of("billing-run", subject)).extracting(Job::id).containsExactly(second, first);
        assertThat(jobs.of("billing-run", subject + "-none")).isEmpty();
    }

    private static Job of(String kind, String subject) {
        return new Job(
                0,
                kind,
                subject,
                Jobs.State.RUNNING,
                0,
                Optional.empty(),
                "ann",
                Fixture.NOON,
                Optional.empty(),
                List.of());
    }

    private static Job job(long id, Jobs.State state, Instant at) {
        return new Job(id, "import", "4", state, 0, Optional.empty(), "ann", at, Optional.empty(), List.of());
    }

    @OnEachDatabase
    void aKeyIsClaimedOnce(Database database) {
        JobStore jobs = database.each(JobStore.class, Store::jobs);
        String key = Fixture.unique("key");
        Call call = new Call("ann", key, "hash", Fixture.NOON, Optional.empty());
        jobs.insertCall(call);
        assertThatThrownBy(() -> jobs.insertCall(call))
                .asInstanceOf(InstanceOfAssertFactories.type(StoreException.class))
                .extracting(StoreException::reason)
                .isEqualTo(Reason.DUPLICATE);
        jobs.keepAnswer("ann", key, new Answer(201, "application/json", "Location: /x", new byte[] {0, -1, 92}));

        Call kept = jobs.findCall("ann", key).orElseThrow();
        assertThat(kept.answer().orElseThrow().body()).containsExactly(0, -1, 92);
        assertThat(kept.answer().orElseThrow().headers()).isEqualTo("Location: /x");
        assertThat(jobs.deleteCallsBefore(Fixture.NOON.plusSeconds(1), true)).isZero();
        jobs.deleteCall("ann", key);
        assertThat(jobs.findCall("ann", key)).isEmpty();
    }

    @OnEachDatabase
    void pricesKeepTheirDecimalsAndAreStoredOnce(Database database) {
        SettingsStore settings = database.each(SettingsStore.class, Store::settings);
        String list = Fixture.unique("list");
        PriceEntry entry = price(list, "103.3750");
        long version = settings.pricesVersion();

        PriceEntry stored = settings.addPrices(List.of(entry)).get(0);
        PriceEntry again = settings.addPrices(List.of(price(list, "99"))).get(0);

        assertThat(stored.price()).isEqualTo(entry.price());
        assertThat(again).isEqualTo(stored);
        assertThat(settings.pricesVersion()).isEqualTo(version + 1);
        assertThat(settings.endPrice(stored.number(), LocalDate.of(2026, 12, 31))
                        .validTo())
                .contains(LocalDate.of(2026, 12, 31));
        assertThat(settings.pricesVersion()).isEqualTo(version + 2);
        assertThat(settings.prices(Optional.of(list), Page.Request.first(5)).items())
                .containsExactly(settings.findPrice(stored.number()).orElseThrow());
        assertThat(settings.findPrice(stored.number()).orElseThrow().cancellation())
                .isEmpty();
        assertThat(settings.pricesAt(version + 2))
                .contains(settings.findPrice(stored.number()).orElseThrow().entry());
    }

    @OnEachDatabase
    void aSurchargeAndADiscountOfTheSameStartAreTwoEntries(Database database) {
        SettingsStore settings = database.each(SettingsStore.class, Store::settings);
        String list = Fixture.unique("list");
        List<PriceEntry> both = settings.addPrices(List.of(percentage(list, "12.5"), percentage(list, "-5")));

        assertThat(both).extracting(PriceEntry::isDiscount).containsExactly(false, true);
        assertThat(both.get(0).number()).isNotEqualTo(both.get(1).number());
        assertThat(settings.addPrices(List.of(percentage(list, "-6"), percentage(list, "10"))))
                .containsExactly(both.get(1), both.get(0));
    }

    private static PriceEntry percentage(String list, String percent) {
        return PriceEntry.percentage(
                list, Map.of(), new BigDecimal(percent), Fixture.DAY, Optional.empty(), BigDecimal.ZERO);
    }

    @OnEachDatabase
    void pricesAreThereAsTheyStoodAtAnyVersion(Database database) {
        SettingsStore settings = database.each(SettingsStore.class, Store::settings);
        String list = Fixture.unique("list");
        long version = settings.pricesVersion();
        PriceEntry stored = settings.addPrices(List.of(price(list, "10"))).get(0);
        settings.endPrice(stored.number(), LocalDate.of(2026, 12, 31));
        settings.endPrice(stored.number(), LocalDate.of(2026, 6, 30));

        assertThat(lastDays(settings, list, version)).isEmpty();
        assertThat(lastDays(settings, list, version + 1)).containsExactly("open");
        assertThat(lastDays(settings, list, version + 2)).containsExactly("2026-12-31");
        assertThat(lastDays(settings, list, version + 3)).containsExactly("2026-06-30");
    }

    @OnEachDatabase
    void aPriceThatIsCancelledMakesRoomForAnotherAndStaysToBeSeen(Database database) {
        SettingsStore settings = database.each(SettingsStore.class, Store::settings);
        String list = Fixture.unique("list");
        PriceEntry wrong = settings.addPrices(List.of(price(list, "1000"))).get(0);
        long before = settings.pricesVersion();

        List<Prices.Listed> both = settings.cancelPrice(wrong.number(), "Typed wrong", Optional.of(price(list, "100")));

        PriceEntry right = both.get(1).entry();
        assertThat(both.get(0))
                .isEqualTo(new Prices.Listed(
                        wrong, Optional.of(new Prices.Cancellation("Typed wrong", Optional.of(right.number())))));
        assertThat(settings.pricesVersion()).isEqualTo(before + 1);
        assertThat(settings.pricesAt(before)).contains(wrong).doesNotContain(right);
        assertThat(settings.pricesAt(before + 1)).contains(right).doesNotContain(wrong);
        assertThat(settings.prices(Optional.of(list), Page.Request.first(5)).items())
                .containsExactlyElementsOf(both);
        // once only, and the start of what was cancelled is free again and again
        assertThat(settings.cancelPrice(wrong.number(), "Again", Optional.empty()))
                .isEmpty();
        assertThat(settings.addPrices(List.of(price(list, "1000")))).containsExactly(right);
        assertThat(settings.cancelPrice(right.number(), "Wrong as well", Optional.empty()))
                .hasSize(1);
        assertThat(settings.addPrices(List.of(price(list, "110"))).get(0).price())
                .isEqualTo(price(list, "110").price());
    }

    private static List<String> lastDays(SettingsStore settings, String list, long version) {
        return settings.pricesAt(version).stream()
                .filter(entry -> entry.list().equals(list))
                .map(entry -> entry.validTo().map(LocalDate::toString).orElse("open"))
                .toList();
    }

    @OnEachDatabase
    void factsAreKeptWithTheRootsOfARun(Database database) {
        RunStore runs = database.each(RunStore.class, Store::runs);
        long id = runs.insert(run(0, BillingRuns.State.RUNNING, Optional.empty()));
        runs.plan(id, List.of(9_101L, 9_102L, 9_103L));
        runs.putFacts(id, Map.of(9_101L, "{\"a\":1}", 9_102L, "{\"b\":2}"));
        runs.dropFacts(id, 9_102L);
        assertThat(runs.facts(id, List.of(9_101L, 9_102L, 9_103L))).isEqualTo(Map.of(9_101L, "{\"a\":1}"));
    }

    private static PriceEntry price(String list, String price) {
        return new PriceEntry(
                list,
                0,
                Map.of("person", "P-1", "activity", "Dev"),
                Unit.HOUR,
                BigMoney.of(CurrencyUnit.EUR, new BigDecimal(price)),
                Fixture.DAY,
                Optional.empty());
    }

    @OnEachDatabase
    void configurationsKeepEveryVersion(Database database) {
        SettingsStore settings = database.each(SettingsStore.class, Store::settings);
        String section = Fixture.unique("section");
        Configuration first = new Configuration(section, "b", 0, "{\"x\":\"\u20ac\"}", "ann", Fixture.NOON);
        settings.put(first, 0);
        Configuration second = settings.put(new Configuration(section, "b", 0, "{}", "bob", Fixture.NOON), 1);
        settings.put(new Configuration(section, "a", 0, "{}", "bob", Fixture.NOON), 0);

        assertThat(second.version()).isEqualTo(2);
        assertThat(settings.newest(section, "b")).contains(second);
        assertThat(settings.version(section, "b", 1).orElseThrow().json()).isEqualTo("{\"x\":\"\u20ac\"}");
        assertThat(settings.newest(section, Page.Request.first(5)).items())
                .extracting(Configuration::name, Configuration::version)
                .containsExactly(
                        org.assertj.core.api.Assertions.tuple("a", 1L), org.assertj.core.api.Assertions.tuple("b", 2L));
        assertThatThrownBy(() -> settings.put(first, 1))
                .asInstanceOf(InstanceOfAssertFactories.type(StoreException.class))
                .extracting(StoreException::reason)
                .isEqualTo(Reason.STALE);
    }

    @OnEachDatabase
    void anImportKeepsAResultPerRow(Database database) {
        ImportStore imports = database.each(ImportStore.class, Store::imports);
        long id = imports.insert(imported(0, ImportJournal.State.RUNNING, 0));
        Import changed = imported(id, ImportJournal.State.DONE, 3);
        imports.update(changed);
        RowResult posted = new RowResult(1, RowResult.Outcome.POSTED, Optional.of(5L), List.of());
        RowResult refused = new RowResult(2, RowResult.Outcome.REFUSED, Optional.empty(), List.of(FINDING));
        RowResult skipped = new RowResult(3, RowResult.Outcome.SKIPPED, Optional.empty(), List.of());
        imports.insertResults(id, List.of(posted, refused, skipped));

        assertThat(imports.find(id)).contains(changed);
        Page<RowResult> first = imports.results(id, Optional.empty(), Page.Request.first(2));
        assertThat(first.items()).containsExactly(posted, refused);
        assertThat(imports.results(id, Optional.empty(), new Page.Request(first.next(), 2))
                        .items())
                .containsExactly(skipped);
        assertThat(imports.results(id, Optional.of(RowResult.Outcome.REFUSED), Page.Request.first(2))
                        .items())
                .containsExactly(refused);
    }

    /** Rows 3 to 1203 are stored as a few; 1204 and 1206 are not next to them in number or source. */
    @OnEachDatabase
    void rowsThatFollowOneAnotherComeBackOneByOne(Database database) {
        ImportStore imports = database.each(ImportStore.class, Store::imports);
        long id = imports.insert(imported(0, ImportJournal.State.RUNNING, 0));
        List<RowResult> rows = new ArrayList<>();
        rows.add(new RowResult(2, RowResult.Outcome.POSTED, Optional.of(70L), List.of(FINDING)));
        for (long number = 3; number <= 1203; number++) {
            rows.add(new RowResult(number, RowResult.Outcome.POSTED, Optional.of(68 + number), List.of()));
        }
        rows.add(new RowResult(1204, RowResult.Outcome.POSTED, Optional.of(9L), List.of()));
        rows.add(new RowResult(1205, RowResult.Outcome.UNCHANGED, Optional.of(10L), List.of()));
        rows.add(new RowResult(1206, RowResult.Outcome.POSTED, Optional.of(11L), List.of()));
        rows.add(new RowResult(1207, RowResult.Outcome.SKIPPED, Optional.empty(), List.of()));
        rows.add(new RowResult(1208, RowResult.Outcome.SKIPPED, Optional.empty(), List.of()));
        imports.insertResults(id, rows.subList(0, 700));
        imports.insertResults(id, rows.subList(700, rows.size()));

        assertThat(all(imports, id, Optional.empty(), 7)).isEqualTo(rows);
        assertThat(all(imports, id, Optional.empty(), 1000)).isEqualTo(rows);
        assertThat(all(imports, id, Optional.of(RowResult.Outcome.POSTED), 333))
                .isEqualTo(rows.stream()
                        .filter(row -> row.outcome() == RowResult.Outcome.POSTED)
                        .toList());
    }

    private static List<RowResult> all(ImportStore imports, long id, Optional<RowResult.Outcome> outcome, int atATime) {
        List<RowResult> all = new ArrayList<>();
        Optional<String> next = Optional.empty();
        do {
            Page<RowResult> page = imports.results(id, outcome, new Page.Request(next, atATime));
            all.addAll(page.items());
            next = page.next();
        } while (next.isPresent());
        return all;
    }

    private static Import imported(long id, ImportJournal.State state, long rows) {
        return new Import(
                id, "sip", 2, "time.csv", "ab", state, rows, 1, 0, 1, 1, "ann", Fixture.NOON, Optional.empty());
    }

    @OnEachDatabase
    void changesAreListedNewestFirst(Database database) {
        LogStore log = database.each(LogStore.class, Store::log);
        String subject = Fixture.unique("wbs-element/E");
        log.insertChanges(List.of(
                change(subject, "name", Optional.empty(), Optional.of("x".repeat(50_000))),
                change(subject, "status", Optional.of("a"), Optional.of("b"))));

        Page<Change> first = log.changes(Optional.of(subject), Page.Request.first(1));
        assertThat(first.items()).extracting(Change::field).containsExactly("status");
        Page<Change> second = log.changes(Optional.of(subject), new Page.Request(first.next(), 1));
        assertThat(second.items()).extracting(Change::field).containsExactly("name");
        assertThat(second.items().get(0).after()).contains("x".repeat(50_000));
        assertThat(second.next()).isEmpty();
    }

    private static Change change(String subject, String field, Optional<String> before, Optional<String> after) {
        return new Change(0, Fixture.NOON, "ann", subject, field, before, after, Optional.of("standard 1.0"));
    }

    @OnEachDatabase
    void eventsMoveFromTheOutboxToTheChain(Database database) {
        LogStore log = database.each(LogStore.class, Store::log);
        while (!log.unnumbered(1).isEmpty()) {
            // what other tests left
            number(database);
        }
        long last = log.last().map(Event::number).orElse(0L);
        log.putEvents(List.of(
                new Unnumbered(0, "request.created", "request/1", "{}", Fixture.NOON),
                new Unnumbered(0, "request.created", "request/2", "{\"a\":1}", Fixture.NOON)));

        List<Event> numbered = number(database);

        assertThat(numbered).extracting(Event::subject).containsExactly("request/1", "request/2");
        assertThat(log.unnumbered(10)).isEmpty();
        assertThat(log.events(last, 100)).isEqualTo(numbered);
        assertThat(log.last()).contains(numbered.get(numbered.size() - 1));
    }

    private static List<Event> number(Database database) {
        return database.stores().call(store -> {
            long last = store.log().last().map(Event::number).orElse(0L);
            List<Unnumbered> waiting = store.log().unnumbered(1000);
            List<Event> events = new ArrayList<>();
            for (Unnumbered event : waiting) {
                events.add(new Event(
                        last + events.size() + 1, event.type(), event.subject(), event.json(), event.at(), "hash"));
            }
            store.log().number(waiting, events);
            return events;
        });
    }

    /** What JPA wrote and has not committed is seen by JDBC of the same transaction, and the other way round. */
    @OnEachDatabase
    void jpaAndJdbcShareOneTransaction(Database database) {
        Function<Store, Boolean> both = store -> {
            var head = Fixture.head(store);
            store.objects().notePosting(Map.of(head.id(), Fixture.DAY));
            return store.objects().find(head.ref()).orElseThrow().firstActual().equals(Optional.of(Fixture.DAY));
        };

        assertThat(database.stores().<Boolean>call(both)).isTrue();
        assertThatThrownBy(
                        () -> database.stores().call(store -> database.stores().call(both)))
                .isInstanceOf(IllegalStateException.class);
    }
}
