package org.billhook.engine.internal.runs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.billhook.engine.internal.runs.Billing.gbp;

import java.io.IOException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.billhook.core.api.BillingRuns.Order;
import org.billhook.core.api.BillingRuns.Preview;
import org.billhook.core.api.BillingRuns.Run;
import org.billhook.core.api.BillingRuns.State;
import org.billhook.core.api.DipProfiles;
import org.billhook.core.api.Page;
import org.billhook.core.dip.DipProfile;
import org.billhook.core.model.Finding;
import org.billhook.core.model.ObjectRef;
import org.billhook.core.model.Phase;
import org.billhook.core.spi.fact.Fact;
import org.billhook.core.spi.fact.FactSource;
import org.billhook.core.spi.price.PriceEntry;
import org.billhook.core.spi.relevance.BillingItem;
import org.billhook.core.spi.relevance.Claim;
import org.billhook.core.spi.relevance.DynamicItem;
import org.billhook.engine.inmemory.Installation;
import org.billhook.engine.inmemory.Relevances;
import org.billhook.engine.internal.dip.StoredDipProfiles;
import org.billhook.engine.internal.registry.Spi;
import org.billhook.engine.internal.settings.StoredConfigurations;
import org.billhook.engine.port.ObjectRow;
import org.billhook.engine.port.StoreException;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** A run ends on the prices and facts it began with, whatever happens in between (law 2). */
class FrozenInputsTest {

    private final Billing billing = new Billing();
    private final AtomicInteger proposals = new AtomicInteger();
    private final Discounts discounts = new Discounts();

    /** An outside system that a test can change or break. */
    private static final class Discounts implements FactSource {
        private final List<Integer> asked = new ArrayList<>();
        private String answer = "gold";
        private boolean broken;

        @Override
        public List<Fact> fetch(Collection<BillingItem> items) throws IOException {
            asked.add(items.size());
            if (broken) {
                throw new IOException("connection refused");
            }
            return items.stream()
                    .map(item -> new Fact(item.ref(), "class", answer))
                    .toList();
        }
    }

    /** Every line has as text what the fact source said. */
    private void textFromFacts() {
        billing.here.plugins.with(Spi.FACT, "discounts", discounts);
        billing.relevance(Relevances.of((item, out) -> {
            proposals.incrementAndGet();
            String text = item.facts().get("discounts", "class").orElse("unknown");
            item.openSources()
                    .forEach(open -> out.propose(DynamicItem.builder()
                            .claim(Claim.all(open))
                            .text(text)
                            .characteristic("activity", "Development")
                            .build()));
        }));
    }

    private void hoursOn(String... projects) {
        for (String project : projects) {
            billing.hours(billing.project(project), project, "1");
        }
    }

    /** Begins a run and kills it while it bills the root of the given number, counted from 1. */
    private Run killedAt(int root) {
        billing.here.store.failWith(name -> {
            if (proposals.get() == root) {
                throw new StoreException(StoreException.Reason.BROKEN, "dead", null);
            }
        });
        assertThatThrownBy(billing::run).hasMessageContaining("dead");
        billing.here.store.failWith(name -> {});
        return billing.runs.list(Page.Request.first(1)).items().get(0);
    }

    private List<String> texts() {
        return billing.requests().stream()
                .flatMap(request -> billing.lines(request.id()).stream())
                .map(line -> line.text())
                .sorted()
                .toList();
    }

    /** A profile with this text, as its next version. */
    private void profile(String text) {
        DipProfiles profiles = new StoredDipProfiles(
                new StoredConfigurations(billing.here.store, Installation.CLOCK), billing.here.store);
        DipProfile profile = new DipProfile("P", 0, text, List.of(), List.of(), List.of(), List.of());
        profiles.put(profile, profiles.find("P").map(DipProfile::version).orElse(0L), Installation.CLERK);
    }

    /** Every line has as text that of the profile of its item. */
    private void textFromProfile(String... projects) {
        billing.relevance(Relevances.of((item, out) -> {
            proposals.incrementAndGet();
            String text = item.profile().map(DipProfile::text).orElse("none");
            item.openSources()
                    .forEach(open -> out.propose(DynamicItem.builder()
                            .claim(Claim.all(open))
                            .text(text)
                            .characteristic("activity", "Development")
                            .build()));
        }));
        for (String project : projects) {
            ObjectRow root = billing.here.root(project);
            billing.here.item(root, project + "-10", "itemized", Phase.RELEASED, Map.of("profile", "P"));
            billing.hours(root, project, "1");
        }
    }

    @Test
    @Tag("D-79")
    @Tag("G-15")
    void aKilledRunGoesOnWithTheProfileItBeganWith() {
        profile("one");
        textFromProfile("V", "W");
        Run killed = killedAt(2);
        profile("two");
        billing.jobs.again(killed.id());
        assertThat(texts()).containsExactly("one", "one");
        billing.hours(
                billing.here.store.objects().find(new ObjectRef("element", "V")).orElseThrow(), "late", "1");
        billing.run();
        assertThat(texts()).containsExactly("one", "one", "two");
    }

    @Test
    @Tag("D-79")
    void aPreviewOfAnotherProfileIsNotCommitted() {
        profile("one");
        textFromProfile("V");
        Preview preview = billing.runs.preview(Order.all(Billing.KEY_DATE), Installation.CLERK);
        profile("two");
        assertThatThrownBy(() -> billing.runs.commit(preview.id(), preview.token(), Installation.CLERK))
                .hasMessageContaining("was GBP 97.35 for 1 HUR one, now GBP 97.35 for 1 HUR two");
        assertThat(billing.requests()).isEmpty();
    }

    @Test
    void aKilledRunGoesOnWithThePricesItBeganWith() {
        billing.relevance(Relevances.of((item, out) -> {
            proposals.incrementAndGet();
            item.openSources().forEach(open -> out.propose(DynamicItem.of(open)));
        }));
        hoursOn("V", "W");
        Run killed = killedAt(2);
        assertThat(killed.rootsByState()).isEqualTo(Map.of(State.DONE, 1L, State.PLANNED, 1L));

        PriceEntry before = billing.here
                .prices
                .list(java.util.Optional.empty(), Page.Request.first(1))
                .items()
                .get(0)
                .entry();
        billing.here.prices.end(before.number(), LocalDate.of(2026, 1, 1), Installation.CLERK);
        billing.here.price("Development", "200.00", LocalDate.of(2026, 1, 2));
        billing.jobs.again(killed.id());

        assertThat(billing.runs.find(killed.id()).orElseThrow().state()).isEqualTo(State.DONE);
        assertThat(billing.net()).as("twice the price of the beginning").isEqualTo(gbp("194.70"));
        hoursOn("X");
        assertThat(billing.run().totals()).as("a new run").isEqualTo(Map.of("GBP", gbp("200.00")));
    }

    @Test
    void aRunThatIsResumedByHandTakesThePricesOfNow() {
        billing.relevance(Relevances.of((item, out) -> {
            if (proposals.incrementAndGet() == 1) {
                throw new IllegalStateException("not yet");
            }
            item.openSources().forEach(open -> out.propose(DynamicItem.of(open)));
        }));
        hoursOn("V");
        Run failed = billing.run();
        assertThat(failed.rootsByState()).isEqualTo(Map.of(State.FAILED, 1L));

        billing.here.price("Development", "200.00", LocalDate.of(2026, 1, 2));
        billing.runs.resume(failed.id(), Installation.CLERK);

        assertThat(billing.net()).isEqualTo(gbp("200.00"));
    }

    @Test
    void factsAreFetchedInBulkAndKeptWithTheRun() {
        textFromFacts();
        hoursOn("U", "V", "W");
        Run killed = killedAt(2);
        assertThat(discounts.asked).as("three roots, one question").containsExactly(3);

        discounts.answer = "silver";
        billing.jobs.again(killed.id());

        assertThat(discounts.asked).as("nobody asks again").containsExactly(3);
        assertThat(texts()).containsExactly("gold", "gold", "gold");
        hoursOn("X");
        billing.run();
        assertThat(texts()).as("a new run asks anew").containsExactly("gold", "gold", "gold", "silver");
    }

    @Test
    void itemsWaitWhileAFactSourceIsOutOfReach() {
        textFromFacts();
        hoursOn("V");
        discounts.broken = true;
        Run run = billing.run();
        assertThat(run.rootsByState()).isEqualTo(Map.of(State.WAITING, 1L));
        assertThat(billing.roots(run).get(0).findings())
                .extracting(Finding::message)
                .singleElement()
                .asString()
                .contains("connection refused", "test.discounts");
        assertThat(billing.requests()).isEmpty();

        discounts.broken = false;
        billing.runs.resume(run.id(), Installation.CLERK);
        assertThat(texts()).containsExactly("gold");
    }

    @Test
    void aPreviewWhoseFactsChangedIsNotCommitted() {
        textFromFacts();
        hoursOn("V", "W");
        Preview preview = billing.runs.preview(Billing.decided(), Installation.CLERK);
        assertThat(discounts.asked).containsExactly(2);
        discounts.answer = "silver";
        assertThatThrownBy(() -> billing.runs.commit(preview.id(), preview.token(), Installation.CLERK))
                .hasMessageContaining("was GBP 97.35 for 1 HUR gold, now GBP 97.35 for 1 HUR silver");
        assertThat(billing.requests()).isEmpty();
    }
}
