package org.billhook.engine.internal.objects;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.Map;
import org.billhook.core.api.StoredObject;
import org.billhook.engine.internal.registry.Spi;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

class ConfiguredObjectTest extends ObjectsFixture {

    private ConfiguredObject configured(String object, String... attributes) {
        Map<String, Object> settings = new HashMap<>(Map.of("object", object, "name", "From a file"));
        for (int i = 0; i < attributes.length; i += 2) {
            settings.put("attribute." + attributes[i], attributes[i + 1]);
        }
        return new ConfiguredObject(objects, plugins, settings);
    }

    @Test
    @Tag("R-20")
    void anObjectIsCreatedAndLoggedUnderConfiguration() {
        configured("node/A", "code", "X", "size", "L");
        StoredObject stored = objects.get(ref("node/A"));
        assertThat(stored.name()).isEqualTo("From a file");
        assertThat(stored.attributes()).isEqualTo(Map.of("code", "X", "size", "L"));
        assertThat(lastChange().actor()).isEqualTo("configuration");
    }

    @Test
    void oneThatIsThereGetsTheValuesOfTheFileAndKeepsTheOthers() {
        create("node/A", Map.of("size", "S", "since", "2026-01-01"));
        configured("node/A", "size", "L");
        StoredObject stored = objects.get(ref("node/A"));
        assertThat(stored.attributes()).isEqualTo(Map.of("size", "L", "since", "2026-01-01"));
        assertThat(stored.version()).isEqualTo(2);
        configured("node/A", "size", "L");
        assertThat(objects.get(ref("node/A")).version()).isEqualTo(2);
    }

    @Test
    void itWaitsForItsKind() {
        configured("late/A", "size", "L");
        assertThat(objects.find(ref("late/A"))).isEmpty();
        plugins.with(Spi.OBJECT, "late", new TestKinds.Node());
        assertThat(objects.get(ref("late/A")).attributes()).containsEntry("size", "L");
    }

    @Test
    void whatIsRefusedIsNotTriedAgain() {
        configured("node/A", "size", "XXL");
        configured("no reference at all");
        plugins.with(Spi.OBJECT, "late", new TestKinds.Node());
        assertThat(objects.find(ref("node/A"))).isEmpty();
    }

    @Test
    void aLaterChangeByAnotherIsLeftAlone() {
        configured("node/A", "size", "L");
        attribute("node/A", 1, "size", "S");
        plugins.with(Spi.OBJECT, "late", new TestKinds.Node());
        assertThat(objects.get(ref("node/A")).attributes()).containsEntry("size", "S");
    }
}
