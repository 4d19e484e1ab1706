package org.billhook.engine.internal.objects;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.billhook.core.api.BillhookException.Type;
import org.billhook.core.api.BillingObjects;
import org.billhook.core.api.Page;
import org.billhook.core.api.StoredObject;
import org.billhook.core.model.Finding;
import org.billhook.core.spi.fieldcheck.FieldCheck;
import org.billhook.core.spi.fieldcheck.Opinion;
import org.billhook.core.spi.fieldcheck.Verdict;
import org.billhook.core.spi.object.ObjectSnapshot;
import org.billhook.engine.internal.log.ChainKeys;
import org.billhook.engine.internal.log.ChainedEvents;
import org.billhook.engine.internal.registry.Spi;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("R-34")
class HiddenFieldsTest extends ObjectsFixture {

    /** Where the node above is released, a check of its own says so of the code. */
    private void checkOfTheNodeAbove(Verdict verdict) {
        FieldCheck check = checked -> checked.named("parent")
                .map(ObjectSnapshot::status)
                .filter("RELEASED"::equals)
                .map(released -> Map.of("code", new Opinion(verdict, "The node above is released.")))
                .orElse(Map.of());
        plugins.with(Spi.FIELD_CHECK, "above", check, "1.0.0", 5);
    }

    private void nodes() {
        create("node/A", Map.of("code", "open"));
        create("node/A1", Map.of("parent", "node/A", "code", "secret", "size", "S"));
    }

    @Test
    void whatIsHiddenIsInNoRead() {
        nodes();
        checkOfTheNodeAbove(Verdict.HIDDEN);
        assertThat(objects.get(ref("node/A1")).attributes()).containsEntry("code", "secret");

        status("node/A", 1, "RELEASED");

        StoredObject hidden = objects.get(ref("node/A1"));
        assertThat(hidden.attributes()).isEqualTo(Map.of("parent", "node/A", "size", "S"));
        assertThat(objects.get(ref("node/A")).attributes()).containsEntry("code", "open");
        BillingObjects.Query nodes = new BillingObjects.Query(
                Optional.of("node"), Optional.empty(), Optional.empty(), Optional.empty(), Map.of());
        assertThat(objects.list(nodes, Page.Request.first(10)).items()).contains(hidden);
        assertThat(found("secret")).as("nor is it found by it").isEmpty();
        assertThat(found("open")).containsExactly("node/A");
        assertThat(field("node/A1", "code").value()).isEmpty();
        assertThat(field("node/A1", "code").opinion().verdict()).isEqualTo(Verdict.HIDDEN);
        assertThat(objects.hiddenFields(ref("node/A1"))).containsExactly("code");
        assertThat(objects.hiddenFields(ref("node/NONE"))).isEmpty();
        assertThat(new ChainedEvents(transactions, objects, new ChainKeys(Path.of("no such file")))
                        .changes(ref("node/A1"), Page.Request.first(10))
                        .items())
                .filteredOn(change -> change.field().equals("code"))
                .singleElement()
                .satisfies(change -> assertThat(change.after()).isEmpty());
        assertThat(attribute("node/A1", 1, "size", "L").attributes()).doesNotContainKey("code");
        assertThat(row("node/A1").attributes()).as("it is still there").containsEntry("code", "secret");
    }

    private List<String> found(String code) {
        BillingObjects.Query query = new BillingObjects.Query(
                Optional.of("node"), Optional.empty(), Optional.empty(), Optional.empty(), Map.of("code", code));
        List<String> found = objects.list(query, Page.Request.first(10)).items().stream()
                .map(object -> object.ref().toString())
                .toList();
        assertThat(objects.fields(query, Page.Request.first(10)).items())
                .extracting(fields -> fields.ref().toString())
                .isEqualTo(found);
        return found;
    }

    @Test
    void whatIsHiddenIsInNoTree() {
        create("node/B", Map.of("flag", "true", "code", "secret"));
        create("item/1", itemWith("element", "node/B"));
        check("hider", 5, "code", Verdict.HIDDEN);

        assertThat(objects.tree(ref("node/B")))
                .extracting(node -> node.object().attributes().get("code"))
                .containsOnlyNulls();
        assertThat(objects.hierarchy(ref("node/B"), Page.Request.first(10)).items())
                .extracting(node -> node.object().attributes().get("code"))
                .containsOnlyNulls();
    }

    @Test
    void aCheckSeesWhatTheObjectNamesBeforeAChangeAndACreation() {
        nodes();
        checkOfTheNodeAbove(Verdict.DISPLAY_ONLY);
        create("node/A2", Map.of("parent", "node/A", "code", "x"));
        status("node/A", 1, "RELEASED");

        assertThat(refusal(Type.REFUSED, () -> create("node/A3", Map.of("parent", "node/A", "code", "x"))))
                .extracting(Finding::code)
                .containsExactly("FIELD_CLOSED");
        create("node/A4", Map.of("parent", "node/A"));
        assertThat(field("node/A2", "code").opinion().reason()).contains("is set when the object is created");
    }

    @Test
    void objectsOfAKindThatIsAwayAreReadWithoutWhatIsHidden() {
        nodes();
        check("hider", 5, "code", Verdict.HIDDEN);
        plugins.stop(Spi.OBJECT, "node");

        assertThat(objects.get(ref("node/A1")).attributes()).isEqualTo(Map.of("parent", "node/A", "size", "S"));
    }
}
