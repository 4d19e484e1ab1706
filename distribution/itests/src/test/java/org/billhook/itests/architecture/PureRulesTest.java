package org.billhook.itests.architecture;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noCodeUnits;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noFields;
import static org.billhook.itests.architecture.Bundles.CORE;
import static org.billhook.itests.architecture.Bundles.ENGINE;
import static org.billhook.itests.architecture.Bundles.IMPORTS;
import static org.billhook.itests.architecture.Bundles.REST;
import static org.billhook.itests.architecture.Bundles.STORE;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.AccessTarget;
import com.tngtech.archunit.core.domain.JavaAccess;
import com.tngtech.archunit.core.domain.JavaClass;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Laws 2 and 7 as far as the compiled classes tell: what decides is plain Java and has no clock, no I/O, no threads. */
class PureRulesTest {

    private static final String[] TECHNICAL = {
        "jakarta..",
        "javax.persistence..",
        "javax.sql..",
        "javax.ws..",
        "java.sql..",
        "com.fasterxml..",
        "org.apache..",
        "org.eclipse..",
        "org.osgi.framework..",
        "org.osgi.service.cm..",
        "org.osgi.service.component",
        "org.osgi.service.jakartars..",
        "org.osgi.util.."
    };

    private static final Set<String> CLOCKS = Set.of("now", "systemUTC", "systemDefaultZone", "system");

    @Test
    void coreIsPlainJava() {
        noClasses()
                .that(Bundles.in(CORE))
                .should()
                .dependOnClassesThat(resideInAnyPackage(TECHNICAL))
                .check(Bundles.all());
    }

    @Test
    void rulesArePlainJava() {
        noClasses()
                .that(Bundles.rules())
                .should()
                .dependOnClassesThat(resideInAnyPackage(TECHNICAL))
                .allowEmptyShould(true)
                .check(Bundles.all());
    }

    @Test
    void rulesReachNothingOutside() {
        noClasses()
                .that(Bundles.rules())
                .should()
                .dependOnClassesThat(resideInAnyPackage(
                        "java.io..", "java.net..", "java.nio.file..", "java.nio.channels..", "java.util.concurrent"))
                .orShould()
                .dependOnClassesThat(DescribedPredicate.describe("give chance or threads", type -> Set.of(
                                "java.util.Random", "java.security.SecureRandom", "java.lang.Thread")
                        .contains(type.getName())))
                .allowEmptyShould(true)
                .check(Bundles.all());
    }

    @Test
    void rulesAskNoClock() {
        noClasses()
                .that(Bundles.rules())
                .or(Bundles.in(CORE))
                .should()
                .accessTargetWhere(askingAClock())
                .check(Bundles.all());
    }

    @Test
    void noFloatingPointInWhatCountsMoney() {
        DescribedPredicate<JavaClass> counting = DescribedPredicate.describe(
                "count money",
                type -> Bundles.in(CORE, ENGINE, STORE, REST, IMPORTS).test(type) || Bundles.plugin(type));
        List<String> floating = List.of("double", "float", "java.lang.Double", "java.lang.Float");
        DescribedPredicate<JavaClass> isFloating =
                DescribedPredicate.describe("floating point", type -> floating.contains(type.getName()));
        noFields()
                .that()
                .areDeclaredInClassesThat(counting)
                .should()
                .haveRawType(isFloating)
                .check(Bundles.all());
        noCodeUnits()
                .that()
                .areDeclaredInClassesThat(counting)
                .should()
                .haveRawReturnType(isFloating)
                .check(Bundles.all());
        noCodeUnits()
                .that()
                .areDeclaredInClassesThat(counting)
                .should()
                .haveRawParameterTypes(DescribedPredicate.describe(
                        "with floating point", types -> types.stream().anyMatch(isFloating)))
                .check(Bundles.all());
    }

    @Test
    void jpaIsKnownToTheStoreOnly() {
        classes()
                .that(DescribedPredicate.describe("are ours", Bundles::ours))
                .and(DescribedPredicate.not(Bundles.in(STORE)))
                .should()
                .onlyDependOnClassesThat(DescribedPredicate.not(
                        resideInAnyPackage("jakarta.persistence..", "org.eclipse.persistence..", "com.zaxxer..")))
                .check(Bundles.all());
    }

    private static DescribedPredicate<JavaAccess<?>> askingAClock() {
        return DescribedPredicate.describe("asking a clock or for chance", access -> {
            AccessTarget target = access.getTarget();
            String owner = target.getOwner().getName();
            boolean time = owner.startsWith("java.time.") && CLOCKS.contains(target.getName());
            boolean system = owner.equals("java.lang.System")
                    && Set.of("currentTimeMillis", "nanoTime").contains(target.getName());
            boolean chance = target.getName().equals("random") && owner.equals("java.lang.Math")
                    || target.getName().equals("randomUUID");
            return time || system || chance;
        });
    }
}
