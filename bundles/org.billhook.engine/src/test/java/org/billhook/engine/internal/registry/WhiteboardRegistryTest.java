package org.billhook.engine.internal.registry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.InstanceOfAssertFactories.type;

import java.lang.annotation.Annotation;
import java.lang.ref.WeakReference;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import org.billhook.core.api.Plugins;
import org.billhook.core.spi.relevance.BillingRelevance;
import org.billhook.engine.internal.plugins.ForeignActivations;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.osgi.framework.Bundle;
import org.osgi.framework.wiring.FrameworkWiring;

@Timeout(120)
class WhiteboardRegistryTest {

    private static final String NAME = "test.itemized";
    private static final String ID = "itemized";

    @TempDir
    private Path storage;

    private TestFramework framework;
    private WhiteboardRegistry registry;
    private final ExecutorService threads = Executors.newCachedThreadPool();

    @BeforeEach
    void startFramework() throws Exception {
        framework = new TestFramework(storage);
        registry =
                new WhiteboardRegistry(framework.context(), new ForeignActivations(framework.context()), patience(300));
    }

    @AfterEach
    void stopFramework() throws Exception {
        threads.shutdownNow();
        registry.close();
        framework.close();
    }

    @Test
    void highestVersionOfABundleDecidesWhateverTheOrderOfStart() throws Exception {
        framework.start(relevance("1.10.0"));
        framework.start(relevance("1.9.0"));

        assertThat(answering()).isEqualTo("1.10.0");
        assertThat(states()).containsExactly("1.9.0 SHADOWED", "1.10.0 ACTIVE");
    }

    @Test
    void anotherBundleWithTheSameIdIsShadowedWithAFinding() throws Exception {
        framework.start(relevance("1.0.0"));
        framework.start(TestFramework.relevance("other.itemized", "9.0.0", ID));

        assertThat(answering()).isEqualTo("1.0.0");
        assertThat(registry.list())
                .filteredOn(version -> version.bundle().equals("other.itemized"))
                .singleElement()
                .satisfies(version -> {
                    assertThat(version.state()).isEqualTo(Plugins.State.SHADOWED);
                    assertThat(version.findings()).singleElement().satisfies(finding -> assertThat(finding.message())
                            .isEqualTo("Bundle test.itemized had the BillingRelevance 'itemized' first; "
                                    + "that of bundle other.itemized is not used"));
                });
    }

    @Test
    void pluginThatFailsItsSelfCheckNeverDecides() throws Exception {
        framework.start(relevance("1.0.0"));
        framework.start(relevance("1.1.0.broken"));

        assertThat(answering()).isEqualTo("1.0.0");
        assertThat(states()).containsExactly("1.0.0 ACTIVE", "1.1.0.broken BROKEN");
    }

    @Test
    void generationDependsOnVersionAndSettingsButNotOnTheInstallation() throws Exception {
        Bundle first = framework.start(relevance("1.0.0"));
        String generation = registry.generation();
        first.uninstall();
        framework.start(relevance("1.0.0"));
        assertThat(registry.generation()).isEqualTo(generation);

        Bundle second = framework.start(relevance("1.1.0").header("Test-Settings", "a"));
        String withSettings = registry.generation();
        second.uninstall();
        framework.start(relevance("1.1.0").header("Test-Settings", "b"));
        assertThat(registry.generation()).isNotEqualTo(withSettings).isNotEqualTo(generation);
    }

    @Test
    void whatAPluginThrowsNamesItAndIsNotAnAnswer() throws Exception {
        framework.start(relevance("1.0.0"));
        try (Snapshot snapshot = registry.lease()) {
            Leased<BillingRelevance> leased = snapshot.find(Spi.RELEVANCE, ID).orElseThrow();
            for (Throwable thrown : List.of(
                    new IllegalStateException("no"), new NoClassDefFoundError("a/B"), new StackOverflowError())) {
                assertThatThrownBy(() -> leased.call("propose item/1", service -> sneaky(thrown)))
                        .asInstanceOf(type(PluginBroke.class))
                        .satisfies(broke -> {
                            assertThat(broke.gone()).isFalse();
                            assertThat(broke.getCause()).isNull();
                            assertThat(broke.finding().message())
                                    .startsWith("BillingRelevance 'itemized' of bundle test.itemized 1.0.0 broke at "
                                            + "propose item/1: "
                                            + thrown.getClass().getName());
                        });
            }
        }
    }

    @Test
    @Tag("I-7")
    void listSaysWhichCallsOfAnActivePluginBreakUntilTheyGoWell() throws Exception {
        framework.start(relevance("1.0.0"));
        try (Snapshot snapshot = registry.lease()) {
            Leased<BillingRelevance> leased = snapshot.find(Spi.RELEVANCE, ID).orElseThrow();
            for (String item : List.of("item/1", "item/2")) {
                assertThatThrownBy(() ->
                                leased.call("propose " + item, service -> sneaky(new IllegalStateException("no"))))
                        .isInstanceOf(PluginBroke.class);
            }
            version(snapshot);
            assertThat(registry.list()).singleElement().satisfies(plugin -> {
                assertThat(plugin.state()).isEqualTo(Plugins.State.ACTIVE);
                assertThat(plugin.findings()).singleElement().satisfies(finding -> {
                    assertThat(finding.code()).isEqualTo("BREAKS");
                    assertThat(finding.message())
                            .startsWith("'propose' broke each time since it last went well, 2 in all, last at 20")
                            .endsWith("Z: java.lang.IllegalStateException: no");
                });
            });
            assertThatThrownBy(() -> leased.call("propose item/3", service -> {
                        throw new org.billhook.engine.port.StoreException(
                                org.billhook.engine.port.StoreException.Reason.BROKEN, "away", null);
                    }))
                    .hasMessageContaining("away");
            leased.call("propose item/1", service -> "well");
            assertThat(registry.list().get(0).findings()).isEmpty();
        }
    }

    @Test
    void snapshotEndsOnTheVersionItBeganWith() throws Exception {
        Bundle old = framework.start(relevance("1.0.0"));
        Snapshot running = registry.lease();
        framework.start(relevance("1.1.0"));

        assertThat(version(running)).isEqualTo("1.0.0");
        assertThat(answering()).isEqualTo("1.1.0");
        assertThat(states()).containsExactly("1.0.0 DRAINING", "1.1.0 ACTIVE");
        var drained = registry.drained(old.getBundleId());
        assertThat(drained).isNotDone();
        running.close();
        drained.get(5, TimeUnit.SECONDS);
        assertThat(states()).containsExactly("1.0.0 SHADOWED", "1.1.0 ACTIVE");
    }

    @Test
    void stagedBundleBecomesActiveOnlyWithTheSwap() throws Exception {
        Bundle old = framework.start(relevance("2.0.0"));
        Bundle rollback = framework
                .context()
                .installBundle(
                        "test:rollback",
                        new java.io.ByteArrayInputStream(relevance("1.0.0").bytes()));
        registry.stage(rollback.getBundleId());
        rollback.start();
        assertThat(answering()).isEqualTo("2.0.0");

        registry.swap(rollback.getBundleId(), Set.of(old.getBundleId()));
        assertThat(answering()).isEqualTo("1.0.0");
        assertThat(states()).containsExactly("1.0.0 ACTIVE", "2.0.0 DRAINING");
    }

    @Test
    void forcedStopWaitsForTheUnitInWork() throws Exception {
        registry.close();
        registry = new WhiteboardRegistry(
                framework.context(), new ForeignActivations(framework.context()), patience(30_000));
        Bundle bundle = framework.start(relevance("1.0.0"));
        Snapshot run = registry.lease();
        Snapshot root = run.unit();
        Future<?> stop = threads.submit(() -> stop(bundle));
        awaitNoProvider();

        assertThat(version(root)).as("between two calls of the unit").isEqualTo("1.0.0");
        awaitGone(run);
        assertThat(stop).isNotDone();
        root.close();
        stop.get(10, TimeUnit.SECONDS);
    }

    @Test
    void forcedStopBreaksTheLeaseAfterItsPatience() throws Exception {
        Bundle bundle = framework.start(relevance("1.0.0"));
        Snapshot root = registry.lease().unit();
        long begin = System.nanoTime();
        stop(bundle);
        assertThat(System.nanoTime() - begin).isGreaterThan(290_000_000L);

        assertThatThrownBy(() -> version(root)).satisfies(this::isGone);
        bundle.start();
        assertThatThrownBy(() -> version(root))
                .as("the old instance is never called again")
                .satisfies(this::isGone);
        assertThat(answering()).isEqualTo("1.0.0");
    }

    @Test
    void readsSeeAProviderThroughAHundredSwaps() throws Exception {
        Bundle active = framework.start(relevance("1.0.0"));
        AtomicBoolean ended = new AtomicBoolean();
        AtomicLong reads = new AtomicLong();
        CountDownLatch started = new CountDownLatch(4);
        List<Future<?>> readers = new ArrayList<>();
        for (int i = 0; i < 4; i++) {
            readers.add(threads.submit(() -> {
                started.countDown();
                while (!ended.get()) {
                    try (Snapshot snapshot = registry.lease();
                            Snapshot unit = snapshot.unit()) {
                        assertThat(version(unit)).isEqualTo(version(unit));
                    }
                    reads.incrementAndGet();
                }
            }));
        }
        started.await();
        for (int i = 1; i <= 100; i++) {
            Bundle next = framework
                    .context()
                    .installBundle(
                            "test:" + i,
                            new java.io.ByteArrayInputStream(
                                    relevance("1." + i + ".0").bytes()));
            registry.stage(next.getBundleId());
            next.start();
            registry.swap(next.getBundleId(), Set.of(active.getBundleId()));
            registry.drained(active.getBundleId()).get(10, TimeUnit.SECONDS);
            active.uninstall();
            active = next;
        }
        ended.set(true);
        for (Future<?> reader : readers) {
            reader.get(10, TimeUnit.SECONDS);
        }
        assertThat(answering()).isEqualTo("1.100.0");
        assertThat(reads.get()).isGreaterThan(1000);
    }

    @Test
    @Tag("I-7")
    void lowerVersionNeverDecidesWhileTheHigherOneIsUpdatedByForce() throws Exception {
        framework.start(relevance("0.1.0"));
        Bundle forced = framework.start(relevance("1.0.0"));
        AtomicBoolean ended = new AtomicBoolean();
        Future<Set<String>> seen = threads.submit(() -> {
            Set<String> versions = new TreeSet<>();
            while (!ended.get()) {
                try (Snapshot snapshot = registry.lease()) {
                    snapshot.find(Spi.RELEVANCE, ID).map(Leased::version).ifPresent(versions::add);
                }
            }
            return versions;
        });
        for (int i = 1; i <= 30; i++) {
            forced.update(
                    new java.io.ByteArrayInputStream(relevance("1." + i + ".0").bytes()));
            assertThat(answering()).isEqualTo("1." + i + ".0");
        }
        ended.set(true);
        assertThat(seen.get(10, TimeUnit.SECONDS)).isNotEmpty().doesNotContain("0.1.0");
    }

    @Test
    @Tag("I-7")
    void updateThatBreaksLeavesTheIdToNobodyAndSaysSo() throws Exception {
        framework.start(relevance("0.1.0"));
        Bundle forced = framework.start(relevance("1.0.0"));
        forced.update(new java.io.ByteArrayInputStream(relevance("1.1.0.broken").bytes()));
        assertThat(nobodyDecides()).isTrue();
        assertThat(states()).containsExactly("0.1.0 SHADOWED", "1.1.0.broken BROKEN");
        assertThat(registry.list().get(0).findings()).singleElement().satisfies(finding -> {
            assertThat(finding.code()).isEqualTo("HELD_BACK");
            assertThat(finding.message())
                    .isEqualTo(
                            "A higher version of bundle test.itemized has the BillingRelevance 'itemized' and is away; "
                                    + "start or mend it, or take it away so that version 0.1.0 decides");
        });

        forced.update(new java.io.ByteArrayInputStream(relevance("1.1.1").bytes()));
        assertThat(answering()).as("mended").isEqualTo("1.1.1");
        forced.uninstall();
        assertThat(answering()).as("taken away").isEqualTo("0.1.0");
    }

    @Test
    void idThatAnUpdateDropsIsFree() throws Exception {
        framework.start(relevance("0.1.0"));
        Bundle forced = framework.start(relevance("1.0.0"));
        forced.update(new java.io.ByteArrayInputStream(
                TestFramework.relevance(NAME, "1.1.0", "other").bytes()));
        assertThat(answering()).isEqualTo("0.1.0");
    }

    @Test
    void bundleThatHadTheIdFirstKeepsItWhileItIsUpdated() throws Exception {
        Bundle first = framework.start(relevance("1.0.0"));
        framework.start(TestFramework.relevance("other.itemized", "9.0.0", ID));
        first.stop();
        assertThat(nobodyDecides()).isTrue();
        first.start();
        assertThat(answering()).isEqualTo("1.0.0");
        first.uninstall();
        assertThat(answering()).isEqualTo("9.0.0");
    }

    @Test
    void afterARestartNoneButWhoDecidedBeforeDecides() throws Exception {
        Bundle lower = framework.start(relevance("0.1.0"));
        Bundle higher = framework.start(relevance("1.0.0"));
        registry.close();
        lower.stop();
        higher.stop();
        registry =
                new WhiteboardRegistry(framework.context(), new ForeignActivations(framework.context()), patience(300));

        lower.start();
        assertThat(nobodyDecides()).as("the higher one has not started yet").isTrue();
        higher.start();
        assertThat(answering()).isEqualTo("1.0.0");
    }

    @Test
    void classesOfAnUninstalledVersionAreCollected() throws Exception {
        Bundle old = framework.start(relevance("1.0.0"));
        WeakReference<ClassLoader> loader = loaderOf(old);
        try (Snapshot snapshot = registry.lease()) {
            version(snapshot);
            assertThatThrownBy(() -> snapshot.find(Spi.RELEVANCE, ID)
                            .orElseThrow()
                            .call("break", service -> sneaky(new IllegalStateException(service.toString()))))
                    .isInstanceOf(PluginBroke.class);
        }
        framework.start(relevance("1.1.0"));
        registry.drained(old.getBundleId()).get(5, TimeUnit.SECONDS);
        old.uninstall();
        CountDownLatch refreshed = new CountDownLatch(1);
        framework
                .context()
                .getBundle(0)
                .adapt(FrameworkWiring.class)
                .refreshBundles(Set.of(old), event -> refreshed.countDown());
        assertThat(refreshed.await(10, TimeUnit.SECONDS)).isTrue();
        old = null;

        assertThat(collected(loader)).isTrue();
    }

    @Test
    void listenerHearsOfAChange() throws Exception {
        CountDownLatch heard = new CountDownLatch(1);
        registry.onChange(heard::countDown);
        framework.start(relevance("1.0.0"));
        assertThat(heard.await(5, TimeUnit.SECONDS)).isTrue();
    }

    private static PluginJar relevance(String version) {
        return TestFramework.relevance(NAME, version, ID);
    }

    private String answering() {
        try (Snapshot snapshot = registry.lease()) {
            return version(snapshot);
        }
    }

    private boolean nobodyDecides() {
        try (Snapshot snapshot = registry.lease()) {
            return snapshot.find(Spi.RELEVANCE, ID).isEmpty();
        }
    }

    private static String version(Snapshot snapshot) {
        Leased<BillingRelevance> leased = snapshot.find(Spi.RELEVANCE, ID).orElseThrow();
        String answered = leased.call(
                "terms", service -> service.terms().sourceKinds().iterator().next());
        assertThat(answered).isEqualTo(leased.version());
        return answered;
    }

    private List<String> states() {
        return registry.list().stream()
                .map(version -> version.version() + " " + version.state())
                .toList();
    }

    private void isGone(Throwable thrown) {
        assertThat(thrown).asInstanceOf(type(PluginBroke.class)).matches(PluginBroke::gone);
    }

    private void awaitNoProvider() throws InterruptedException {
        while (!registry.list().isEmpty()) {
            Thread.onSpinWait();
        }
    }

    /** Calls outside of a unit are refused as soon as the stop has begun. */
    private void awaitGone(Snapshot snapshot) {
        while (true) {
            try {
                version(snapshot);
            } catch (PluginBroke e) {
                assertThat(e.gone()).isTrue();
                return;
            }
        }
    }

    private static WeakReference<ClassLoader> loaderOf(Bundle bundle) throws ClassNotFoundException {
        ClassLoader loader = bundle.loadClass(TestRelevance.class.getName()).getClassLoader();
        assertThat(loader).isNotSameAs(TestRelevance.class.getClassLoader());
        return new WeakReference<>(loader);
    }

    private static boolean collected(WeakReference<?> reference) throws InterruptedException {
        for (int i = 0; i < 50 && reference.get() != null; i++) {
            System.gc();
            TimeUnit.MILLISECONDS.sleep(50);
        }
        return reference.get() == null;
    }

    private static void stop(Bundle bundle) {
        try {
            bundle.stop();
        } catch (org.osgi.framework.BundleException e) {
            throw new IllegalStateException(e);
        }
    }

    @SuppressWarnings("unchecked")
    private static <T, E extends Throwable> T sneaky(Throwable thrown) throws E {
        throw (E) thrown;
    }

    static WhiteboardRegistry.Config patience(int millis) {
        return new WhiteboardRegistry.Config() {
            @Override
            public int patienceMillis() {
                return millis;
            }

            @Override
            public int callSeconds() {
                return 120;
            }

            @Override
            public Class<? extends Annotation> annotationType() {
                return WhiteboardRegistry.Config.class;
            }
        };
    }
}
