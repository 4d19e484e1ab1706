package org.billhook.settings.internal;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Dictionary;
import java.util.Hashtable;
import java.util.Map;
import org.billhook.core.model.Finding;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.osgi.service.cm.ConfigurationEvent;

class GuardTest {

    private static final String RUNS = "test.runs";
    private static final String RULE = "test.rule";

    private static final String DESCRIPTION =
            """
            <metatype:MetaData xmlns:metatype="http://www.osgi.org/xmlns/metatype/v1.2.0">
              <OCD id="Runs" name="Runs">
                <AD id="workers" type="Integer" default="2" min="1" max="64"/>
                <AD id="byServiceDate" type="Boolean" default="false"/>
                <AD id="mostBytes" type="Long" default="10"/>
                <AD id="several" type="String" default="FIRST">
                  <Option label="FIRST" value="FIRST"/><Option label="REFUSE" value="REFUSE"/>
                </AD>
                <AD id="driver.target" type="String" default="(name=derby)"/>
                <AD id="hosts" type="String" cardinality="2147483647"/>
                <AD id="password" type="Password"/>
              </OCD>
              <Designate pid="test.runs"><Object ocdref="Runs"/></Designate>
              <Designate factoryPid="test.rule"><Object ocdref="Runs"/></Designate>
            </metatype:MetaData>
            """;

    @TempDir
    private Path folder;

    private Map<String, Map<String, Setting>> described;
    private Guard guard;

    @BeforeEach
    void read() throws IOException {
        described = new java.util.HashMap<>();
        Descriptions.read(new ByteArrayInputStream(DESCRIPTION.getBytes(StandardCharsets.UTF_8)))
                .forEach(one -> described.put(one.pid(), one.settings()));
        guard = started();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "workers       | banana    | a whole number from 1 to 64",
                "workers       | 0         | a whole number from 1 to 64",
                "workers       | 65        | a whole number from 1 to 64",
                "workers       | 2.5       | a whole number from 1 to 64",
                "workers       | 2.0       | a whole number from 1 to 64",
                "workers       | ''        | a whole number from 1 to 64",
                "mostBytes     | 1e30      | a whole number from -9223372036854775808 to 9223372036854775807",
                "byServiceDate | ja        | true or false",
                "byServiceDate | 1         | true or false",
                "several       | Refuse    | one of [FIRST, REFUSE]",
                "driver.target | (name=    | a filter such as (name=value)",
            })
    void badValueIsRefusedWithNameValueAndWhatIsAllowed(String name, String value, String allowed) {
        Dictionary<String, Object> seen = set(name, value);

        assertThat(seen.get(name)).as("nothing before, so the default").isNull();
        assertThat(guard.problems()).hasSize(1);
        Finding problem = guard.problems().get(0);
        assertThat(problem.code()).isEqualTo("SETTING_REFUSED");
        assertThat(problem.field()).hasValue("etc/test.runs.cfg: " + name);
        assertThat(problem.message())
                .isEqualTo("%s = %s in etc/test.runs.cfg is refused: it must be %s. The default counts"
                        .formatted(name, value, allowed));
    }

    @ParameterizedTest
    @CsvSource({
        "workers, 1",
        "workers, ' 64 '",
        "byServiceDate, TRUE",
        "mostBytes, 9223372036854775807",
        "several, REFUSE",
        "driver.target, (name=x)",
        "hosts, anything",
        "password, anything"
    })
    void goodValueGoesThrough(String name, String value) {
        assertThat(set(name, value).get(name)).isEqualTo(value.strip());
        assertThat(guard.problems()).isEmpty();
    }

    @Test
    void valueBeforeCountsOnAlsoOverARestart() {
        set("workers", "8");
        assertThat(set("workers", "banana").get("workers")).isEqualTo("8");
        assertThat(guard.problems())
                .extracting(Finding::message)
                .containsExactly("workers = banana in etc/test.runs.cfg is refused: it must be a whole number from 1 to"
                        + " 64. The value before, 8, counts");

        guard = started();
        assertThat(set("workers", "banana").get("workers")).isEqualTo("8");

        assertThat(set("workers", "9").get("workers")).isEqualTo("9");
        assertThat(guard.problems()).as("mended").isEmpty();
    }

    @Test
    void settingThatIsTakenOutOrWhoseFileGoesHasItsDefaultAgain() {
        set("workers", "8");
        set("several", "REFUSE");
        assertThat(set("workers", "banana").get("workers"))
                .as("it was taken out")
                .isNull();

        set("workers", "8");
        guard.configurationEvent(new ConfigurationEvent(reference(), ConfigurationEvent.CM_DELETED, null, RUNS));
        assertThat(set("workers", "banana").get("workers")).isNull();
        guard.configurationEvent(new ConfigurationEvent(reference(), ConfigurationEvent.CM_DELETED, null, RUNS));
        assertThat(guard.problems()).isEmpty();
    }

    @Test
    void nameThatIsNoSettingIsAWarningButNotWhereConfigurationsBringTheirOwn() {
        set("worker", "8");
        assertThat(guard.problems()).hasSize(1);
        assertThat(guard.problems().get(0).isError()).isFalse();
        assertThat(guard.problems().get(0).message())
                .startsWith("worker in etc/test.runs.cfg is no setting and does nothing; there are [byServiceDate,");

        guard = started();
        Dictionary<String, Object> rule = new Hashtable<>(
                Map.of("service.pid", RULE + "~a", "service.factoryPid", RULE, "own", "x", "workers", "banana"));
        guard.modifyConfiguration(null, rule);
        assertThat(rule.get("own")).isEqualTo("x");
        assertThat(rule.get("workers")).isNull();
        assertThat(guard.problems()).hasSize(1);
    }

    @Test
    void everyValueOfSeveralIsLookedAtAndOthersConfigurationsAreNot() {
        Dictionary<String, Object> several =
                new Hashtable<>(Map.of("service.pid", RUNS, "workers", new Object[] {"1", "banana"}));
        guard.modifyConfiguration(null, several);
        assertThat(several.get("workers")).isNull();

        Dictionary<String, Object> other = new Hashtable<>(Map.of("service.pid", "other", "workers", "banana"));
        guard.modifyConfiguration(null, other);
        assertThat(other.get("workers")).isEqualTo("banana");
    }

    private Dictionary<String, Object> set(String name, String value) {
        Dictionary<String, Object> properties = new Hashtable<>(Map.of(
                "service.pid",
                RUNS,
                name,
                value,
                "felix.fileinstall.filename",
                "file:/opt/billhook/etc/test.runs.cfg"));
        guard.modifyConfiguration(null, properties);
        return properties;
    }

    private Guard started() {
        return new Guard(
                pid -> described.getOrDefault(pid, Map.of()), new InUse(folder.resolve("settings-in-use.properties")));
    }

    private static org.osgi.framework.ServiceReference<org.osgi.service.cm.ConfigurationAdmin> reference() {
        return TestReference.of();
    }
}
