package org.billhook.itests.architecture;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static org.assertj.core.api.Assertions.assertThat;
import static org.billhook.itests.architecture.Bundles.CORE;
import static org.billhook.itests.architecture.Bundles.DERBY;
import static org.billhook.itests.architecture.Bundles.ENGINE;
import static org.billhook.itests.architecture.Bundles.HTTPS;
import static org.billhook.itests.architecture.Bundles.IMPORTS;
import static org.billhook.itests.architecture.Bundles.METRICS;
import static org.billhook.itests.architecture.Bundles.MICROMETER;
import static org.billhook.itests.architecture.Bundles.OPENAPI;
import static org.billhook.itests.architecture.Bundles.PASSWORDS;
import static org.billhook.itests.architecture.Bundles.REST;
import static org.billhook.itests.architecture.Bundles.SETTINGS;
import static org.billhook.itests.architecture.Bundles.SHELL;
import static org.billhook.itests.architecture.Bundles.STORE;
import static org.billhook.itests.architecture.Bundles.TESTKIT;
import static org.billhook.itests.architecture.Bundles.WHITEBOARD;
import static org.billhook.itests.architecture.Bundles.WIRE;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.Dependency;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

/** The arrows of the design: which bundle may import which. */
class BundleArrowsTest {

    private static final Map<String, Set<String>> ARROWS = Map.ofEntries(
            Map.entry(CORE, Set.of()),
            Map.entry(TESTKIT, Set.of(CORE)),
            Map.entry(ENGINE, Set.of(CORE)),
            Map.entry(STORE, Set.of(CORE, ENGINE)),
            Map.entry(REST, Set.of(CORE, ENGINE, WIRE)),
            Map.entry(WIRE, Set.of(CORE)),
            Map.entry(SETTINGS, Set.of(CORE)),
            Map.entry(PASSWORDS, Set.of()),
            Map.entry(HTTPS, Set.of(CORE)),
            Map.entry(METRICS, Set.of(CORE, WIRE)),
            Map.entry(MICROMETER, Set.of()),
            Map.entry(SHELL, Set.of(CORE, ENGINE)),
            Map.entry(IMPORTS, Set.of(CORE, WIRE)),
            Map.entry(WHITEBOARD, Set.of()),
            Map.entry(DERBY, Set.of()),
            Map.entry(OPENAPI, Set.of()));
    private static final Set<String> ARROWS_OF_RULES = Set.of(CORE);
    private static final Set<String> ARROWS_OF_RESOURCES = Set.of(CORE, WIRE);

    @Test
    void bundleImportsOnlyWhatItsArrowsAllow() {
        classes()
                .that(DescribedPredicate.describe("are ours", Bundles::ours))
                .should(followTheArrows())
                .check(Bundles.all());
    }

    @Test
    void restResourcesOfAPluginCallTheServicesOfCoreOnly() {
        classes()
                .that(DescribedPredicate.describe(
                        "are REST resources of plugins",
                        type -> Bundles.plugin(type) && !Bundles.rules().test(type)))
                .should()
                .onlyDependOnClassesThat(DescribedPredicate.describe(
                        "are no SPI", type -> !type.getPackageName().startsWith(CORE + ".spi")))
                .allowEmptyShould(true)
                .check(Bundles.all());
    }

    @Test
    void everyBundleThatIsBuiltIsLookedAt() {
        Set<String> seen = new TreeSet<>();
        Bundles.all().forEach(type -> seen.add(Bundles.of(type)));

        assertThat(seen).contains(CORE, ENGINE, WHITEBOARD, DERBY);
    }

    private static ArchCondition<JavaClass> followTheArrows() {
        return new ArchCondition<>("follow the arrows of the design") {
            @Override
            public void check(JavaClass type, ConditionEvents events) {
                type.getDirectDependenciesFromSelf().stream()
                        .filter(dependency -> Bundles.ours(target(dependency)))
                        .filter(dependency -> !allowed(type, Bundles.of(target(dependency))))
                        .forEach(dependency ->
                                events.add(SimpleConditionEvent.violated(dependency, dependency.getDescription())));
            }
        };
    }

    private static JavaClass target(Dependency dependency) {
        return dependency.getTargetClass().getBaseComponentType();
    }

    private static boolean allowed(JavaClass type, String to) {
        String from = Bundles.of(type);
        Set<String> ofPlugin = Bundles.rules().test(type) ? ARROWS_OF_RULES : ARROWS_OF_RESOURCES;
        return from.equals(to) || ARROWS.getOrDefault(from, ofPlugin).contains(to);
    }
}
