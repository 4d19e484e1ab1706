package org.billhook.itests.architecture;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.AccessTarget.CodeUnitCallTarget;
import com.tngtech.archunit.core.domain.JavaCall;
import com.tngtech.archunit.core.domain.JavaClass;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** What a call means does not depend on where the server stands: time comes from a clock, locale and charset are named. */
class DefaultsTest {

    private static final Set<String> TEXTS = Set.of("toLowerCase", "toUpperCase", "getBytes");
    private static final Set<String> READERS = Set.of(
            "java.io.InputStreamReader", "java.io.OutputStreamWriter", "java.io.FileReader", "java.io.FileWriter");

    @Test
    void nothingAsksTheMachineForTimeLocaleOrCharset() {
        noClasses()
                .that(DescribedPredicate.describe("are ours", Bundles::ours))
                .should()
                .callCodeUnitWhere(
                        DescribedPredicate.describe("takes the machine's default", DefaultsTest::takesDefault))
                .check(Bundles.all());
    }

    private static boolean takesDefault(JavaCall<?> call) {
        CodeUnitCallTarget target = call.getTarget();
        String owner = target.getOwner().getName();
        List<JavaClass> parameters = target.getRawParameterTypes();
        boolean plain = parameters.isEmpty();
        boolean time = owner.startsWith("java.time.") && target.getName().equals("now") && plain;
        boolean zone = owner.equals("java.time.ZoneId") && target.getName().equals("systemDefault");
        boolean text = owner.equals("java.lang.String") && TEXTS.contains(target.getName()) && plain;
        boolean reader = READERS.contains(owner) && target.getName().equals("<init>") && parameters.size() == 1;
        boolean bytes = owner.equals("java.lang.String")
                && target.getName().equals("<init>")
                && parameters.size() == 1
                && parameters.get(0).getName().equals("[B");
        return time || zone || text || reader || bytes;
    }
}
