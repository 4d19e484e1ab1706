package org.billhook.itests.architecture;

import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClass;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

class PackagesTest {

    @Test
    void packageIsHeldByOneBundleOnly() {
        Map<String, Set<String>> places = new TreeMap<>();
        Bundles.all().forEach(type -> places.computeIfAbsent(type.getPackageName(), name -> new TreeSet<>())
                .add(place(type)));
        places.values().removeIf(found -> found.size() == 1);

        assertThat(places).as("packages that stand in several bundles").isEmpty();
    }

    @Test
    void packageBeginsWithTheNameOfItsBundle() {
        assertThat(Bundles.all())
                .allSatisfy(type -> assertThat(place(type)).as(type.getName()).contains("/" + Bundles.of(type) + "/"));
    }

    @Test
    void packagesDependOnEachOtherOneWayOnly() {
        slices().matching("org.billhook.(**)").should().beFreeOfCycles().check(Bundles.all());
    }

    /** The folder or file that a class was read from, up to the folder of its module. */
    private static String place(JavaClass type) {
        String uri = type.getSource().orElseThrow().getUri().toString();
        return uri.substring(0, uri.indexOf("/target/") + 1);
    }
}
