package org.billhook.engine.internal.registry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.io.ByteArrayInputStream;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Stream;
import org.billhook.core.api.Actor;
import org.billhook.core.api.BillhookException;
import org.billhook.core.api.BillhookException.Type;
import org.billhook.engine.inmemory.MemoryStore;
import org.billhook.engine.internal.plugins.ForeignActivations;
import org.billhook.engine.port.LogStore;
import org.billhook.engine.port.PluginStore.KnownId;
import org.billhook.engine.port.StoreException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleException;

/** An id that has decided and is away is vacant, in whatever way it went, until it is back or retired (law 4). */
@Timeout(120)
class RememberedPluginsTest {

    private static final String ID = "chained";
    private static final String NAME = "test.chained";
    private static final Actor ROOT = new Actor("root");
    private static final Instant NOON = Instant.parse("2026-03-31T12:00:00Z");
    private static final Duration LONG = Duration.ofHours(1);

    @TempDir
    private Path storage;

    private final MemoryStore store = new MemoryStore();
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private TestFramework framework;
    private WhiteboardRegistry registry;
    private RememberedPlugins plugins;

    private static Stream<Spi<?>> chains() {
        return Stream.of(Spi.FACT, Spi.DECISION, Spi.ADJUSTMENT, Spi.FIELD_CHECK);
    }

    @BeforeEach
    void startFramework() throws Exception {
        framework = new TestFramework(storage.resolve("first"));
        boot(LONG);
    }

    @AfterEach
    void stopFramework() throws Exception {
        threads.shutdownNow();
        plugins.close();
        registry.close();
        framework.close();
    }

    private void boot(Duration patience) {
        registry = new WhiteboardRegistry(
                framework.context(), new ForeignActivations(framework.context()), WhiteboardRegistryTest.patience(300));
        plugins = new RememberedPlugins(
                framework.context(), registry, store, patience, Clock.fixed(NOON, ZoneOffset.UTC));
    }

    private void shutDown() throws Exception {
        plugins.close();
        registry.close();
    }

    private static PluginJar jar(Spi<?> spi, String version) {
        return TestFramework.silent(spi, NAME, version, ID);
    }

    private static ByteArrayInputStream stream(PluginJar jar) {
        return new ByteArrayInputStream(jar.bytes());
    }

    /** Has decided, as a snapshot was taken while it was there. */
    private Bundle decided(Spi<?> spi) throws BundleException {
        Bundle bundle = framework.start(jar(spi, "1.0.0"));
        assertThat(vacant(spi)).isEmpty();
        return bundle;
    }

    private List<Vacancy> vacant(Spi<?> spi) {
        try (Snapshot snapshot = plugins.freeze();
                Snapshot unit = snapshot.unit()) {
            assertThat(unit.vacant(spi)).isEqualTo(snapshot.vacant(spi));
            return snapshot.vacant(spi);
        }
    }

    private boolean decides(Spi<?> spi) {
        try (Snapshot snapshot = plugins.freeze()) {
            return snapshot.find(spi, ID).isPresent();
        }
    }

    private void isVacant(Spi<?> spi, String version) {
        assertThat(decides(spi)).isFalse();
        assertThat(vacant(spi)).singleElement().satisfies(vacancy -> {
            assertThat(vacancy.id()).isEqualTo(ID);
            assertThat(vacancy.finding().code()).isEqualTo("PLUGIN_AWAY");
            assertThat(vacancy.finding().message())
                    .startsWith(
                            "%s 'chained' of bundle test.chained %s is away since 20".formatted(spi.name(), version))
                    .endsWith("start, mend or install it, or retire the id if it is to decide no more");
        });
        assertThat(plugins.vacant()).hasSize(1);
        assertThat(plugins.problems())
                .as("what /health says")
                .containsExactly(plugins.vacant().get(0).finding());
    }

    private static void until(Callable<Boolean> condition) throws Exception {
        while (!condition.call()) {
            TimeUnit.MILLISECONDS.sleep(5);
        }
    }

    private boolean isThere() {
        return framework.context().getServiceReference(PluginRegistry.class) != null;
    }

    private BillhookException refusal(String id, String reason) {
        return catchThrowableOfType(
                BillhookException.class, () -> plugins.retire("BillingAdjustment", id, reason, ROOT));
    }

    @ParameterizedTest
    @MethodSource("chains")
    void oneThatIsStoppedIsAwayUntilItIsStarted(Spi<?> spi) throws Exception {
        Bundle bundle = decided(spi);
        bundle.stop();
        isVacant(spi, "1.0.0");
        bundle.start();
        assertThat(vacant(spi)).isEmpty();
        assertThat(decides(spi)).isTrue();
    }

    @ParameterizedTest
    @MethodSource("chains")
    void oneThatIsUninstalledIsAwayUntilItIsInstalledAgain(Spi<?> spi) throws Exception {
        decided(spi).uninstall();
        isVacant(spi, "1.0.0");
        framework.start(jar(spi, "1.2.0"));
        assertThat(vacant(spi)).isEmpty();
        assertThat(decides(spi)).isTrue();
    }

    @ParameterizedTest
    @MethodSource("chains")
    void oneThatCannotBeResolvedAfterAnUpdateIsAway(Spi<?> spi) throws Exception {
        Bundle bundle = decided(spi);
        PluginJar unresolved = jar(spi, "1.1.0")
                .header(
                        "Import-Package",
                        "org.example.absent,org.osgi.framework," + spi.type().getPackageName());
        catchThrowableOfType(BundleException.class, () -> bundle.update(stream(unresolved)));
        isVacant(spi, "1.0.0");
        bundle.update(stream(jar(spi, "1.1.1")));
        bundle.start();
        assertThat(vacant(spi)).isEmpty();
    }

    @ParameterizedTest
    @MethodSource("chains")
    void oneWhoseActivationThrowsAfterAnUpdateIsAway(Spi<?> spi) throws Exception {
        Bundle bundle = decided(spi);
        bundle.update(stream(jar(spi, "1.1.0").header("Test-Breaks", "yes")));
        isVacant(spi, "1.0.0");
        assertThat(registry.list()).singleElement().satisfies(version -> assertThat(version.state())
                .isEqualTo(org.billhook.core.api.Plugins.State.BROKEN));
    }

    @ParameterizedTest
    @MethodSource("chains")
    void oneThatNeverCouldBeActivatedIsAwayAsLongAsItIsInstalled(Spi<?> spi) throws Exception {
        Bundle bundle = framework.start(jar(spi, "1.0.0").header("Test-Breaks", "yes"));
        isVacant(spi, "1.0.0");
        BillhookException refusal = catchThrowableOfType(
                BillhookException.class, () -> plugins.retire(spi.name(), ID, "It is broken", ROOT));
        assertThat(refusal.findings().get(0).code()).isEqualTo("NEVER_DECIDED");
        bundle.uninstall();
        assertThat(vacant(spi)).isEmpty();
    }

    @ParameterizedTest
    @MethodSource("chains")
    void whileOneIsUpdatedItDecidesOrIsAwayAtEachMoment(Spi<?> spi) throws Exception {
        Bundle bundle = decided(spi);
        AtomicBoolean ended = new AtomicBoolean();
        Future<Integer> looks = threads.submit(() -> {
            int looked = 0;
            for (; !ended.get(); looked++) {
                try (Snapshot snapshot = plugins.freeze()) {
                    assertThat(snapshot.find(spi, ID).isPresent())
                            .isNotEqualTo(!snapshot.vacant(spi).isEmpty());
                }
            }
            return looked;
        });
        for (int i = 1; i <= 20; i++) {
            bundle.update(stream(jar(spi, "1." + i + ".0")));
        }
        ended.set(true);
        assertThat(looks.get(10, TimeUnit.SECONDS)).isPositive();
        assertThat(vacant(spi)).isEmpty();
    }

    @ParameterizedTest
    @MethodSource("chains")
    void aSwapSideBySideLeavesNoMomentWithoutIt(Spi<?> spi) throws Exception {
        Bundle active = decided(spi);
        AtomicBoolean ended = new AtomicBoolean();
        Future<?> looks = threads.submit(() -> {
            while (!ended.get()) {
                assertThat(vacant(spi)).isEmpty();
                assertThat(decides(spi)).isTrue();
            }
        });
        for (int i = 1; i <= 20; i++) {
            Bundle next = framework.context().installBundle("test:" + i, stream(jar(spi, "1." + i + ".0")));
            registry.stage(next.getBundleId());
            next.start();
            registry.swap(next.getBundleId(), Set.of(active.getBundleId()));
            registry.drained(active.getBundleId()).get(10, TimeUnit.SECONDS);
            active.uninstall();
            active = next;
        }
        ended.set(true);
        looks.get(10, TimeUnit.SECONDS);
    }

    @ParameterizedTest
    @MethodSource("chains")
    void afterARestartOneIsAwayUntilItHasStarted(Spi<?> spi) throws Exception {
        Bundle bundle = decided(spi);
        shutDown();
        bundle.stop();
        boot(LONG);

        until(() -> !plugins.vacant().isEmpty());
        assertThat(isThere()).as("nobody is asked before it is there").isFalse();
        bundle.start();
        until(this::isThere);
        assertThat(vacant(spi)).isEmpty();
    }

    @ParameterizedTest
    @MethodSource("chains")
    void afterAStartOnAnEmptyCacheOneThatDoesNotComeIsAway(Spi<?> spi) throws Exception {
        decided(spi);
        shutDown();
        framework.close();
        framework = new TestFramework(storage.resolve("second"));
        boot(Duration.ofMillis(200));

        until(this::isThere);
        isVacant(spi, "1.0.0");
        framework.start(jar(spi, "1.0.0"));
        assertThat(vacant(spi)).isEmpty();
    }

    @Test
    void aFirstStartWaitsForNothing() throws Exception {
        until(this::isThere);
        assertThat(plugins.vacant()).isEmpty();
    }

    @Test
    void aStartDoesNotWaitForWhatWasAwayBefore() throws Exception {
        Bundle bundle = decided(Spi.ADJUSTMENT);
        bundle.stop();
        isVacant(Spi.ADJUSTMENT, "1.0.0");
        Instant since = plugins.vacant().get(0).since();
        shutDown();
        boot(LONG);
        until(this::isThere);
        isVacant(Spi.ADJUSTMENT, "1.0.0");
        assertThat(plugins.vacant().get(0).since())
                .as("since when, over a restart")
                .isEqualTo(since);
    }

    @Test
    void aSnapshotThatHasItKeepsItAndKnowsOfNoVacancy() throws Exception {
        Bundle bundle = decided(Spi.ADJUSTMENT);
        try (Snapshot run = plugins.freeze()) {
            registry.withdraw(bundle.getBundleId());
            isVacant(Spi.ADJUSTMENT, "1.0.0");
            assertThat(run.vacant(Spi.ADJUSTMENT)).isEmpty();
            assertThat(run.find(Spi.ADJUSTMENT, ID)).isPresent();
        }
    }

    @Test
    void anotherVersionOrBundleThatHasTheIdFillsIt() throws Exception {
        Bundle bundle = decided(Spi.DECISION);
        framework.start(TestFramework.silent(Spi.DECISION, "other.chained", "1.0.0", ID));
        bundle.uninstall();
        assertThat(vacant(Spi.DECISION)).isEmpty();
        assertThat(decides(Spi.DECISION)).isTrue();
    }

    @Test
    void anIdThatAnUpdateDropsIsAway() throws Exception {
        Bundle bundle = decided(Spi.ADJUSTMENT);
        bundle.update(stream(TestFramework.silent(Spi.ADJUSTMENT, NAME, "1.1.0", "other")));
        isVacant(Spi.ADJUSTMENT, "1.0.0");
    }

    @Test
    @Tag("I-8")
    void anIdThatIsRetiredIsWaitedForNoMoreAndTheLogSaysWhoAndWhy() throws Exception {
        decided(Spi.ADJUSTMENT).stop();
        isVacant(Spi.ADJUSTMENT, "1.0.0");
        plugins.retire("BillingAdjustment", ID, "Caps ended in 2025", ROOT);

        assertThat(vacant(Spi.ADJUSTMENT)).isEmpty();
        assertThat(store.plugins().known()).isEmpty();
        assertThat(store.changes()).singleElement().satisfies(change -> {
            assertThat(change.actor()).isEqualTo("root");
            assertThat(change.at()).isEqualTo(NOON);
            assertThat(change.subject()).isEqualTo("plugin/test.chained");
            assertThat(change.field()).isEqualTo("BillingAdjustment chained");
            assertThat(change.before().orElseThrow()).startsWith("1.0.0, away since 20");
            assertThat(change.after()).contains("retired: Caps ended in 2025");
        });
        List<LogStore.Unnumbered> events = store.call(s -> s.log().unnumbered(9));
        assertThat(events).singleElement().satisfies(event -> {
            assertThat(event.type()).isEqualTo("plugin.retired");
            assertThat(event.json())
                    .contains("\"id\":\"chained\"", "\"reason\":\"Caps ended in 2025\"", "\"actor\":\"root\"");
        });
        shutDown();
        boot(LONG);
        until(this::isThere);
        assertThat(vacant(Spi.ADJUSTMENT)).as("after a restart").isEmpty();
    }

    @Test
    void aRetiredIdDecidesAgainWhenItIsBackAndIsWaitedForThen() throws Exception {
        Bundle bundle = decided(Spi.ADJUSTMENT);
        bundle.stop();
        plugins.retire("BillingAdjustment", ID, "For now", ROOT);
        bundle.start();
        assertThat(decides(Spi.ADJUSTMENT)).isTrue();
        bundle.stop();
        isVacant(Spi.ADJUSTMENT, "1.0.0");
    }

    @Test
    void theIdOfAnotherBundleStepsInWhenTheOneThatIsAwayIsRetired() throws Exception {
        Bundle bundle = decided(Spi.ADJUSTMENT);
        framework.start(TestFramework.silent(Spi.ADJUSTMENT, "other.chained", "1.0.0", ID));
        bundle.stop();
        isVacant(Spi.ADJUSTMENT, "1.0.0");
        plugins.retire("BillingAdjustment", ID, "The other has it now", ROOT);
        assertThat(decides(Spi.ADJUSTMENT)).isTrue();
    }

    @Test
    void onlyAnIdThatIsAwayIsRetiredAndOnlyForAReason() throws Exception {
        Bundle bundle = decided(Spi.ADJUSTMENT);
        BillhookException present = refusal(ID, "No more");
        assertThat(present.type()).isEqualTo(Type.CONFLICT);
        assertThat(present.findings().get(0).message())
                .isEqualTo("BillingAdjustment 'chained' is not away, bundle test.chained 1.0.0 decides by it: "
                        + "take that away first");
        assertThat(refusal("unheard-of", "No more").type()).isEqualTo(Type.UNKNOWN);
        bundle.stop();
        assertThat(refusal(ID, " ").type()).isEqualTo(Type.REFUSED);
        assertThat(refusal(ID, "x".repeat(501)).findings().get(0).message())
                .isEqualTo("An id is retired for a reason of 1 to 500 characters, this one has 501");
        isVacant(Spi.ADJUSTMENT, "1.0.0");
    }

    @Test
    void whatTheDatabaseCannotKeepIsNotRetiredAndNothingIsDecidedWithoutIt() throws Exception {
        Bundle bundle = decided(Spi.ADJUSTMENT);
        bundle.stop();
        isVacant(Spi.ADJUSTMENT, "1.0.0");
        store.failWith(name -> {
            throw new StoreException(StoreException.Reason.BROKEN, "away", null);
        });
        assertThat(refusal(ID, "No more").type()).isEqualTo(Type.UNAVAILABLE);
        assertThat(plugins.vacant()).hasSize(1);
        bundle.start();
        BillhookException unknown = catchThrowableOfType(BillhookException.class, () -> plugins.freeze());
        assertThat(unknown.type()).as("that it is back can't be kept").isEqualTo(Type.UNAVAILABLE);
        store.failWith(name -> {});
        assertThat(decides(Spi.ADJUSTMENT)).isTrue();
    }

    @Test
    void idsAreKeptWithTheBundleAndVersionThatDecidedLast() throws Exception {
        Bundle bundle = decided(Spi.FACT);
        bundle.update(stream(jar(Spi.FACT, "2.0.0")));
        assertThat(vacant(Spi.FACT)).isEmpty();
        assertThat(store.plugins().known())
                .containsExactly(new KnownId("FactSource", ID, NAME, "2.0.0", java.util.Optional.empty()));
    }
}
