package org.billhook.imports.internal.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.billhook.imports.internal.run.ImportFixture.INTEGRATOR;
import static org.billhook.imports.internal.run.ImportFixture.MAPPING;

import org.billhook.core.api.BillhookException;
import org.billhook.core.api.Page;
import org.junit.jupiter.api.Test;

class MappingsTest {

    private final Mappings mappings = new Mappings(new FakeConfigurations());

    @Test
    void deliveredMappingIsVersionZeroUntilSomebodySavesIt() {
        Mappings.Named delivered = mappings.get("sip");
        assertThat(delivered.version()).isZero();
        assertThat(Mappings.compile(delivered.json()).file().charset().name()).isEqualTo("windows-1252");

        mappings.put("sip", 0, MAPPING, INTEGRATOR);

        assertThat(mappings.get("sip").version()).isEqualTo(1);
        assertThat(mappings.get("sip").json()).isEqualTo(MAPPING);
        assertThat(mappings.list(Page.Request.first(10)).items())
                .extracting(Mappings.Named::name)
                .containsExactlyInAnyOrder(
                        "clockify",
                        "clockify-us",
                        "harvest",
                        "harvest-eu",
                        "jira",
                        "kimai",
                        "redmine",
                        "redmine-de",
                        "sip",
                        "tempo",
                        "toggl");
    }

    @Test
    void mappingIsCheckedBeforeItIsSaved() {
        assertThatThrownBy(() -> mappings.put("times", 0, "{}", INTEGRATOR))
                .isInstanceOfSatisfying(BillhookException.class, e -> {
                    assertThat(e.type()).isEqualTo(BillhookException.Type.REFUSED);
                    assertThat(e.findings()).hasSizeGreaterThan(2);
                });
        assertThat(mappings.find("times")).isEmpty();
    }

    @Test
    void nameThatIsNoPartOfAnAddressIsRefused() {
        assertThatThrownBy(() -> mappings.put("My times", 0, MAPPING, INTEGRATOR))
                .hasMessageContaining("Name 'My times' of a mapping");
    }

    @Test
    void changeOfAnotherVersionIsStale() {
        mappings.put("times", 0, MAPPING, INTEGRATOR);

        assertThatThrownBy(() -> mappings.put("times", 0, MAPPING, INTEGRATOR))
                .isInstanceOfSatisfying(
                        BillhookException.class, e -> assertThat(e.type()).isEqualTo(BillhookException.Type.STALE));
    }
}
