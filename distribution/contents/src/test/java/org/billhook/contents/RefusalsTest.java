package org.billhook.contents;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

class RefusalsTest {

    @Test
    void allowedLicenceOnJava17Passes() {
        assertThat(Refusals.of(List.of(component(61, "Apache-2.0")))).isEmpty();
    }

    @Test
    void classpathExceptionMayStandBesideAnAllowedLicence() {
        assertThat(Refusals.of(List.of(component(52, "EPL-2.0", "GPL-2.0-with-classpath-exception"))))
                .isEmpty();
    }

    @Test
    void classpathExceptionAloneIsRefused() {
        assertThat(Refusals.of(List.of(component(52, "GPL-2.0-with-classpath-exception"))))
                .hasSize(1);
    }

    @Test
    void licenceThatIsNotOnTheListIsRefusedEvenBesideAnAllowedOne() {
        assertThat(Refusals.of(List.of(component(52, "Apache-2.0", "LGPL-2.1-or-later"))))
                .singleElement()
                .asString()
                .startsWith("system/tool.jar org.example:tool: licences [Apache-2.0, LGPL-2.1-or-later]");
    }

    @Test
    void jarWithoutLicenceIsRefused() {
        assertThat(Refusals.of(List.of(component(52)))).hasSize(1);
    }

    @Test
    void classesThatJava17DoesNotLoadAreRefused() {
        assertThat(Refusals.of(List.of(component(63, "MIT"))))
                .containsExactly("system/tool.jar org.example:tool: classes of level 63, allowed 61");
    }

    private static Component component(int classLevel, String... licences) {
        return new Component(
                "org.example", "tool", "1", "system/tool.jar", "", new TreeSet<>(List.of(licences)), classLevel);
    }
}
