package org.billhook.engine.internal.plugins;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.io.ByteArrayInputStream;
import java.lang.annotation.Annotation;
import java.lang.ref.WeakReference;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.billhook.core.api.Actor;
import org.billhook.core.api.BillhookException;
import org.billhook.core.api.BillhookException.Type;
import org.billhook.core.api.Plugins;
import org.billhook.core.model.Finding;
import org.billhook.core.spi.relevance.BillingRelevance;
import org.billhook.engine.inmemory.MemoryStore;
import org.billhook.engine.internal.registry.Leased;
import org.billhook.engine.internal.registry.PluginJar;
import org.billhook.engine.internal.registry.RememberedPlugins;
import org.billhook.engine.internal.registry.Snapshot;
import org.billhook.engine.internal.registry.Spi;
import org.billhook.engine.internal.registry.TestFramework;
import org.billhook.engine.internal.registry.TestRelevance;
import org.billhook.engine.internal.registry.WhiteboardRegistry;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.osgi.framework.Bundle;

@Timeout(60)
class InstalledPluginsTest {

    private static final Actor ROOT = new Actor("root");
    private static final String NAME = "test.itemized";
    private static final String ID = "itemized";

    /** Milliseconds that are enough on a busy machine. */
    private static final int LONG = 30_000;

    private static final int SHORT = 500;

    @TempDir
    private Path storage;

    private final MemoryStore transactions = new MemoryStore();
    private TestFramework framework;
    private ForeignActivations activations;
    private PluginStarter starter;
    private WhiteboardRegistry registry;
    private RememberedPlugins known;
    private InstalledPlugins plugins;

    @BeforeEach
    void start() throws Exception {
        framework = new TestFramework(storage);
        activations = new ForeignActivations(framework.context());
        starter = new PluginStarter(framework.context(), activations);
        registry = new WhiteboardRegistry(framework.context(), activations, new RegistryConfig());
        known = new RememberedPlugins(framework.context(), registry, transactions);
        open(LONG);
    }

    private void open(int patienceMillis) {
        plugins = new InstalledPlugins(
                framework.context(), registry, known, transactions, activations, starter, new Config(patienceMillis));
    }

    /** From now on plugins have so long to come up. */
    private void patience(int millis) throws Exception {
        plugins.close();
        open(millis);
    }

    @AfterEach
    void stop() throws Exception {
        plugins.close();
        known.close();
        registry.close();
        starter.close();
        framework.close();
    }

    @Test
    void uploadedVersionTakesOverAndTheOldOneGoesWhenItsRunsHaveEnded() throws Exception {
        install("1.0.0");
        Snapshot run = registry.lease();
        Plugins.Swap swap = install("1.1.0");

        assertThat(swap.oldVersions()).containsExactly("1.0.0");
        assertThat(swap.services()).extracting(Plugins.Version::state).containsExactly(Plugins.State.ACTIVE);
        assertThat(answering()).isEqualTo("1.1.0");
        assertThat(answering(run)).isEqualTo("1.0.0");
        assertThat(states()).containsExactly("1.0.0 DRAINING 1", "1.1.0 ACTIVE 0");
        run.close();
        until(() -> states().equals(List.of("1.1.0 ACTIVE 0")));
        until(() -> framework.context().getBundle(PluginBundles.LOCATION + NAME + "/1.0.0") == null);
    }

    @Test
    void olderVersionCanBeUploadedToGoBack() throws Exception {
        install("1.1.0");
        install("1.0.0");
        assertThat(answering()).isEqualTo("1.0.0");
        until(() -> states().equals(List.of("1.0.0 ACTIVE 0")));
    }

    @Test
    void classesOfTheOldVersionAreCollected() throws Exception {
        install("1.0.0");
        WeakReference<ClassLoader> loader = new WeakReference<>(framework
                .context()
                .getBundle(PluginBundles.LOCATION + NAME + "/1.0.0")
                .loadClass(TestRelevance.class.getName())
                .getClassLoader());
        assertThat(answering()).isEqualTo("1.0.0");
        install("1.1.0");
        until(() -> {
            System.gc();
            return loader.get() == null;
        });
    }

    @Test
    void versionThatThrowsOnStartGoesAndMendedItWorksWithoutRestart() throws Exception {
        install("1.0.0");
        PluginJar broken = TestFramework.relevance(NAME, "1.1.0", "throws");
        assertThat(refusal(Type.REFUSED, broken))
                .extracting(Finding::message)
                .containsExactly("test.itemized 1.1.0 does not start: java.lang.IllegalStateException: Does not start");
        assertThat(states()).containsExactly("1.0.0 ACTIVE 0");

        install("1.1.0");
        assertThat(answering()).isEqualTo("1.1.0");
    }

    @Test
    void versionThatFailsItsSelfCheckGoes() throws Exception {
        install("1.0.0");
        assertThat(refusal(Type.REFUSED, TestFramework.relevance(NAME, "1.1.0.broken", ID)))
                .extracting(Finding::code)
                .containsExactly("SELF_CHECK");
        assertThat(states()).containsExactly("1.0.0 ACTIVE 0");
    }

    @Test
    void serviceOfAConfigurationIsNotMissedWhileThereIsNoConfiguration() throws Exception {
        install("1.0.0");
        plugins.install(
                new ByteArrayInputStream(TestFramework.relevance(NAME, "1.1.0", ID)
                        .declares(Spi.FIELD_CHECK, "")
                        .bytes()),
                ROOT);
        assertThat(answering()).isEqualTo("1.1.0");
        assertThat(plugins.list()).extracting(Plugins.Version::state).doesNotContain(Plugins.State.BROKEN);
    }

    @Test
    void versionWhoseServiceDoesNotComeGoes() throws Exception {
        install("1.0.0");
        patience(SHORT);
        PluginJar silent = TestFramework.relevance(NAME, "1.1.0", ID).declares(Spi.PRICE, "never");
        assertThat(refusal(Type.REFUSED, silent))
                .extracting(Finding::message)
                .containsExactly("test.itemized 1.1.0 declares PriceSource 'never', which was not there after 500 ms: "
                        + "a configuration or a service that it needs is missing");
        assertThat(states()).containsExactly("1.0.0 ACTIVE 0");
    }

    @Test
    void bundleThatCannotBeResolvedGoes() {
        PluginJar jar = TestFramework.relevance(NAME, "1.1.0", ID)
                .header("Import-Package", "org.osgi.framework,org.billhook.core.spi.relevance;version=\"[9,10)\"");
        assertThat(refusal(Type.REFUSED, jar)).singleElement().satisfies(finding -> assertThat(finding.message())
                .contains("does not start", "org.billhook.core.spi.relevance"));
        assertThat(framework.context().getBundle(PluginBundles.LOCATION + NAME + "/1.1.0"))
                .isNull();
    }

    @Test
    void sameVersionTwiceIsAConflict() throws Exception {
        install("1.0.0");
        assertThat(refusal(Type.CONFLICT, relevance("1.0.0")))
                .extracting(Finding::message)
                .containsExactly("test.itemized 1.0.0 is installed already, from billhook:plugin/test.itemized/1.0.0; "
                        + "give the new one a higher version");
    }

    @Test
    void whatIsNoBundleIsUnreadable() {
        byte[] text = "no jar".getBytes(StandardCharsets.UTF_8);
        BillhookException refusal = catchThrowableOfType(
                BillhookException.class, () -> plugins.install(new ByteArrayInputStream(text), ROOT));
        assertThat(refusal.type()).isEqualTo(Type.UNREADABLE);
        refusal(Type.UNREADABLE, relevance("1.0.0").header("Bundle-SymbolicName", ""));
        refusal(Type.UNREADABLE, relevance("1.0.0").header("Bundle-Version", "one"));
    }

    @Test
    void nameOfABundleOfTheServerIsRefused() throws Exception {
        Bundle server = framework.start(PluginJar.of("test.server", "1.0.0").header("Import-Package", "java.util"));
        for (String version : List.of("1.0.0", "9.0.0")) {
            assertThat(refusal(Type.REFUSED, TestFramework.relevance("test.server", version, "other")))
                    .extracting(Finding::message)
                    .containsExactly("test.server is the name of a bundle of the server, 1.0.0, which is no plugin");
        }
        assertThat(server.getState()).isEqualTo(Bundle.ACTIVE);
        refusal(Type.REFUSED, TestFramework.relevance("org.apache.felix.framework", "9.0.0", "other"));
        assertThat(plugins.list()).isEmpty();
    }

    @Test
    void archiveThatUnpacksWithoutEndIsUnreadable() throws Exception {
        assertThat(refusal(Type.UNREADABLE, packed("data.bin", 300 << 20)))
                .extracting(Finding::message)
                .containsExactly("The file unpacks to more than 268435456 bytes");
        assertThat(refusal(Type.UNREADABLE, packed("META-INF/MANIFEST.MF", 2 << 20)))
                .extracting(Finding::message)
                .containsExactly("The file has a META-INF/MANIFEST.MF of more than 1048576 bytes");
        refusal(Type.UNREADABLE, packed("no-manifest.txt", 1));
        assertThat(plugins.list()).isEmpty();
        assertThat(framework.context().getBundles()).hasSize(1);
    }

    /** A small archive with one large entry of blanks. */
    private static byte[] packed(String name, int size) throws Exception {
        java.io.ByteArrayOutputStream bytes = new java.io.ByteArrayOutputStream();
        try (java.util.zip.ZipOutputStream zip = new java.util.zip.ZipOutputStream(bytes)) {
            zip.putNextEntry(new java.util.zip.ZipEntry(name));
            byte[] blanks = " ".repeat(1 << 16).getBytes(StandardCharsets.UTF_8);
            for (int left = size; left > 0; left -= blanks.length) {
                zip.write(blanks, 0, Math.min(left, blanks.length));
            }
        }
        return bytes.toByteArray();
    }

    @Test
    void importsBeyondCoreAreRefused() {
        PluginJar jar = relevance("1.0.0")
                .header(
                        "Import-Package",
                        "org.billhook.core.spi.relevance;version=\"[1.0,2)\",jakarta.persistence;resolution:=optional,"
                                + "org.billhook.engine.port");
        assertThat(refusal(Type.REFUSED, jar))
                .extracting(finding ->
                        finding.message().substring(0, finding.message().indexOf(';')))
                .containsExactly(
                        "test.itemized imports package jakarta.persistence",
                        "test.itemized imports package org.billhook.engine.port");
        refusal(Type.REFUSED, relevance("1.0.0").header("DynamicImport-Package", "*"));
        refusal(Type.REFUSED, relevance("1.0.0").header("Fragment-Host", "org.billhook.core"));
    }

    @Test
    void copyOfCoreIsRefused() {
        assertThat(refusal(Type.REFUSED, relevance("1.0.0").with(BillingRelevance.class)))
                .extracting(Finding::code)
                .containsExactly("HOLDS_CORE");
        assertThat(refusal(Type.REFUSED, relevance("1.0.0").header("Export-Package", "org.billhook.core.model")))
                .extracting(Finding::code)
                .containsExactly("EXPORT_NOT_ALLOWED");
    }

    @Test
    void bundleWithoutPluginIsRefused() {
        PluginJar jar = PluginJar.of("test.none", "1.0.0").header("Import-Package", "java.util");
        assertThat(refusal(Type.REFUSED, jar)).extracting(Finding::code).containsExactly("NO_PLUGIN");
    }

    @Test
    void versionThatOtherBundlesUseIsNotDraggedAway() throws Exception {
        framework.start(relevance("1.0.0").header("Export-Package", "test.exported"));
        Bundle user = framework.start(PluginJar.of("test.user", "1.0.0").header("Import-Package", "test.exported"));
        assertThat(refusal(Type.REFUSED, relevance("1.1.0")))
                .extracting(Finding::message)
                .containsExactly(
                        "Bundle test.user 1.0.0 uses classes of [test.itemized 1.0.0], so it would be restarted"
                                + " with it");
        assertThat(user.getState()).isEqualTo(Bundle.ACTIVE);
    }

    @Test
    void deployedVersionThatDoesNotStartIsShownAndTheOldOneStays() throws Exception {
        framework.start(relevance("1.0.0"));
        PluginJar broken = TestFramework.relevance(NAME, "1.1.0", "throws");
        catchThrowableOfType(org.osgi.framework.BundleException.class, () -> framework.start(broken));

        assertThat(answering()).isEqualTo("1.0.0");
        assertThat(plugins.list())
                .extracting(version -> version.version() + " " + version.id() + " " + version.state())
                .containsExactly("1.0.0 itemized ACTIVE", "1.1.0 throws BROKEN");
    }

    @Test
    void higherDeployedVersionIsNotRolledBackByAnUpload() throws Exception {
        framework.start(relevance("2.0.0"));
        assertThat(refusal(Type.CONFLICT, relevance("1.0.0")))
                .extracting(Finding::code)
                .containsExactly("HIGHER_VERSION");
        assertThat(answering()).isEqualTo("2.0.0");
    }

    @Test
    void uninstalledVersionGoesAfterItsRuns() throws Exception {
        install("1.0.0");
        Snapshot run = registry.lease();
        assertThat(plugins.uninstall(NAME, "1.0.0", Optional.empty(), ROOT))
                .extracting(version -> version.spi() + " " + version.id() + " " + version.state())
                .containsExactly("BillingRelevance itemized AWAY");
        assertThat(answering(run)).isEqualTo("1.0.0");
        try (Snapshot next = registry.lease()) {
            assertThat(next.find(Spi.RELEVANCE, ID)).isEmpty();
        }
        run.close();
        until(() -> states().equals(List.of("1.0.0 AWAY 0")));
        assertThat(plugins.list().get(0).findings()).extracting(Finding::code).containsExactly("PLUGIN_AWAY");

        plugins.retire("BillingRelevance", ID, "Nobody uses it", ROOT);
        assertThat(plugins.list()).isEmpty();
    }

    @Test
    void versionIsTakenAwayAndItsIdsRetiredInOneStep() throws Exception {
        install("1.0.0");
        BillhookException refusal = catchThrowableOfType(
                BillhookException.class, () -> plugins.uninstall(NAME, "1.0.0", Optional.of(" "), ROOT));
        assertThat(refusal.type()).isEqualTo(Type.REFUSED);
        assertThat(answering()).as("nothing was done without a reason").isEqualTo("1.0.0");

        assertThat(plugins.uninstall(NAME, "1.0.0", Optional.of("Nobody uses it"), ROOT))
                .isEmpty();
        until(() -> plugins.list().isEmpty());
        assertThat(transactions.changes())
                .extracting(change -> change.after().orElse("-"))
                .containsExactly("1.0.0", "-", "retired: Nobody uses it");
    }

    @Test
    void idsOfAVersionThatHadStoppedBeforeAreRetiredWithIt() throws Exception {
        install("1.0.0");
        framework.context().getBundle(PluginBundles.LOCATION + NAME + "/1.0.0").stop();
        plugins.uninstall(NAME, "1.0.0", Optional.of("Nobody uses it"), ROOT);
        until(() -> plugins.list().isEmpty());
    }

    @Test
    void onlyPluginsCanBeUninstalled() throws Exception {
        framework.start(PluginJar.of("some.library", "1.0.0").header("Import-Package", "java.util"));
        BillhookException refusal = catchThrowableOfType(
                BillhookException.class, () -> plugins.uninstall("some.library", "1.0.0", Optional.empty(), ROOT));
        assertThat(refusal.type()).isEqualTo(Type.REFUSED);
        BillhookException unknown = catchThrowableOfType(
                BillhookException.class, () -> plugins.uninstall(NAME, "9.0.0", Optional.empty(), ROOT));
        assertThat(unknown.type()).isEqualTo(Type.UNKNOWN);
    }

    @Test
    void serverThatDiesWhileTheOldVersionDrainsComesUpWithTheNewOne() throws Exception {
        install("1.1.0");
        Snapshot run = registry.lease();
        install("1.0.0");
        assertThat(answering(run)).isEqualTo("1.1.0");

        stop();
        start();
        until(() -> states().equals(List.of("1.0.0 ACTIVE 0")));
        assertThat(answering()).isEqualTo("1.0.0");
    }

    @Test
    void versionThatBlocksIsRefusedAndHoldsUpNothing() throws Exception {
        install("1.0.0");
        patience(SHORT);
        assertThat(refusal(Type.REFUSED, TestFramework.relevance(NAME, "1.1.0", "blocks")))
                .extracting(Finding::code)
                .containsExactly("NOT_STARTED");

        patience(LONG);
        assertThat(answering()).isEqualTo("1.0.0");
        assertThat(install("1.2.0").oldVersions()).containsExactly("1.0.0");
        until(() -> states().equals(List.of("1.2.0 ACTIVE 0")));
    }

    @Test
    void uploadThatBlocksHoldsUpNoUploadAndNoRemovalOfOthers() throws Exception {
        install("1.0.0");
        patience(5000);
        CompletableFuture<List<Finding>> blocked = CompletableFuture.supplyAsync(
                () -> refusal(Type.REFUSED, TestFramework.relevance("test.blocks", "1.0.0", "blocks")));
        until(() -> framework.context().getBundle(PluginBundles.LOCATION + "test.blocks/1.0.0") != null);

        plugins.uninstall(NAME, "1.0.0", Optional.empty(), ROOT);
        install(TestFramework.relevance("test.other", "1.0.0", "other"));

        assertThat(blocked).as("still in work").isNotDone();
        assertThat(blocked.get()).extracting(Finding::code).containsExactly("NOT_STARTED");
    }

    @Test
    void pluginThatCameUpWhenTheServerEndedIsSkippedUntilItIsUploadedAgain() throws Exception {
        install("1.0.0");
        Bundle plugin = framework.context().getBundle(PluginBundles.LOCATION + NAME + "/1.0.0");
        CountDownLatch ends = new CountDownLatch(1);
        activations.run(plugin, "its start", () -> {
            ends.await();
            return null;
        });
        stop();
        start();

        assertThat(starter.problems()).singleElement().satisfies(finding -> {
            assertThat(finding.code()).isEqualTo("PLUGIN_SKIPPED");
            assertThat(finding.message()).contains(NAME + " 1.0.0", "upload it again");
        });
        assertThat(states()).contains("1.0.0 BROKEN 0").doesNotContain("1.0.0 ACTIVE 0");

        stop();
        start();
        assertThat(starter.problems()).as("also at the start after that").hasSize(1);

        install("1.0.0");
        assertThat(answering()).isEqualTo("1.0.0");
        assertThat(starter.problems()).isEmpty();
        stop();
        start();
        until(() -> states().equals(List.of("1.0.0 ACTIVE 0")));
        ends.countDown();
    }

    @Test
    void pluginThatWasStoppedByHandStaysStoppedAtTheNextStart() throws Exception {
        install("1.0.0");
        framework.context().getBundle(PluginBundles.LOCATION + NAME + "/1.0.0").stop();
        install(TestFramework.relevance("test.other", "1.0.0", "other"));
        stop();
        start();

        until(() -> states().contains("1.0.0 ACTIVE 0"));
        assertThat(states()).contains("1.0.0 BROKEN 0");
        framework.context().getBundle(PluginBundles.LOCATION + NAME + "/1.0.0").start();
        stop();
        start();
        until(() -> states().equals(List.of("1.0.0 ACTIVE 0", "1.0.0 ACTIVE 0")));
    }

    @Test
    @Tag("I-8")
    void swapIsInTheChangeLog() throws Exception {
        install("1.0.0");
        install("1.1.0");
        assertThat(transactions.changes())
                .extracting(change -> "%s %s %s %s %s"
                        .formatted(
                                change.actor(),
                                change.subject(),
                                change.field(),
                                change.before().orElse("-"),
                                change.after().orElse("-")))
                .containsExactly(
                        "root plugin/test.itemized version - 1.0.0", "root plugin/test.itemized version 1.0.0 1.1.0");
    }

    private Plugins.Swap install(String version) {
        return install(relevance(version));
    }

    private Plugins.Swap install(PluginJar jar) {
        return plugins.install(new ByteArrayInputStream(jar.bytes()), ROOT);
    }

    private List<Finding> refusal(Type type, PluginJar jar) {
        return refusal(type, jar.bytes());
    }

    private List<Finding> refusal(Type type, byte[] jar) {
        BillhookException refusal = catchThrowableOfType(
                BillhookException.class, () -> plugins.install(new ByteArrayInputStream(jar), ROOT));
        assertThat(refusal).as("a refusal").isNotNull();
        assertThat(refusal.type()).isEqualTo(type);
        return refusal.findings();
    }

    private static PluginJar relevance(String version) {
        return TestFramework.relevance(NAME, version, ID);
    }

    private String answering() {
        try (Snapshot snapshot = registry.lease()) {
            return answering(snapshot);
        }
    }

    private static String answering(Snapshot snapshot) {
        Leased<BillingRelevance> leased = snapshot.find(Spi.RELEVANCE, ID).orElseThrow();
        return leased.call(
                "terms", service -> service.terms().sourceKinds().iterator().next());
    }

    private List<String> states() {
        return plugins.list().stream()
                .map(version -> version.version() + " " + version.state() + " " + version.leases())
                .toList();
    }

    private static void until(Callable<Boolean> condition) throws Exception {
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(20);
        while (!condition.call()) {
            assertThat(System.nanoTime()).as("time is up").isLessThan(end);
            TimeUnit.MILLISECONDS.sleep(20);
        }
    }

    private static final class RegistryConfig implements WhiteboardRegistry.Config {
        @Override
        public int patienceMillis() {
            return 100;
        }

        @Override
        public int callSeconds() {
            return 120;
        }

        @Override
        public Class<? extends Annotation> annotationType() {
            return WhiteboardRegistry.Config.class;
        }
    }

    /** The defaults, but for the activators that test bundles have in place of components. */
    private static final class Config implements InstalledPlugins.Config {
        private final int patienceMillis;

        Config(int patienceMillis) {
            this.patienceMillis = patienceMillis;
        }

        @Override
        public String[] allowedImports() {
            try {
                String[] allowed = (String[]) InstalledPlugins.Config.class
                        .getMethod("allowedImports")
                        .getDefaultValue();
                String[] more = Arrays.copyOf(allowed, allowed.length + 1);
                more[allowed.length] = "org.osgi.framework";
                return more;
            } catch (NoSuchMethodException e) {
                throw new IllegalStateException(e);
            }
        }

        @Override
        public int patienceMillis() {
            return patienceMillis;
        }

        @Override
        public long mostBytes() {
            return 1_000_000;
        }

        @Override
        public int startLevel() {
            return 80;
        }

        @Override
        public Class<? extends Annotation> annotationType() {
            return InstalledPlugins.Config.class;
        }
    }
}
