package org.billhook.engine.internal.objects;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.billhook.core.api.BillhookException.Type;
import org.billhook.core.api.BillingObjects.Node;
import org.billhook.core.api.BillingObjects.Sum;
import org.billhook.core.api.Page;
import org.billhook.core.api.StoredObject;
import org.billhook.core.ledger.Term;
import org.billhook.core.model.Finding;
import org.billhook.engine.port.ObjectRow;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

class PlacementTest extends ObjectsFixture {

    @Test
    @Tag("O-42")
    void billingElementHeadsItsHierarchyAsSoonAsAnItemBillsIt() {
        create("node/A", Map.of());
        create("node/B", Map.of("parent", "node/A", "flag", "true"));
        create("node/C", Map.of("parent", "node/B"));
        assertThat(roots("node/B", "node/C")).containsExactly("none", "none");

        create("item/1", itemWith("element", "node/B"));
        assertThat(roots("node/A", "node/B", "node/C", "item/1")).containsExactly("none", "node/B", "node/B", "node/B");
        assertThat(objects.hierarchy(ref("node/B"), Page.Request.first(10)).items().stream()
                        .map(Node::object))
                .extracting(object -> object.ref().toString())
                .containsExactly("node/B", "node/C", "item/1");
        assertThat(row("item/1").item().orElseThrow().billsRoot())
                .contains(row("node/B").id());
    }

    @Test
    @Tag("O-42")
    void objectCreatedLaterJoinsTheRootAboveIt() {
        create("node/A", Map.of("flag", "true"));
        create("item/1", itemWith("element", "node/A"));
        assertThat(create("node/B", Map.of("parent", "node/A")).root()).contains(ref("node/A"));
    }

    @Test
    @Tag("O-45")
    void nestedBillingElementKeepsItsOwnAndFallsBackToTheNearestUpwards() {
        create("node/A", Map.of("flag", "true"));
        create("node/B", Map.of("parent", "node/A", "flag", "true"));
        create("node/C", Map.of("parent", "node/B"));
        create("item/1", itemWith("element", "node/A"));
        assertThat(roots("node/A", "node/B", "node/C")).containsExactly("node/A", "node/A", "node/A");
        create("item/2", itemWith("element", "node/B"));
        assertThat(roots("node/A", "node/B", "node/C")).containsExactly("node/A", "node/B", "node/B");

        create("node/D", Map.of("flag", "true"));
        attribute("item/2", 1, "element", "node/D");
        assertThat(roots("node/B", "node/C", "node/D", "item/2"))
                .containsExactly("node/A", "node/A", "node/D", "node/D");
    }

    @Test
    void itemWithoutElementHeadsItsOwnRoot() {
        create("item/1", item());
        ObjectRow row = row("item/1");
        assertThat(row.root()).contains(row.id());
        assertThat(row.item().orElseThrow().billsRoot()).contains(row.id());
        assertThat(row.version()).isEqualTo(1);
    }

    @Test
    void itemLearnsWhenItsElementBecomesAHead() {
        create("node/A", Map.of());
        create("item/1", itemWith("element", "node/A"));
        assertThat(row("item/1").item().orElseThrow().billsRoot()).isEmpty();
        attribute("node/A", 1, "flag", "true");
        assertThat(roots("node/A", "item/1")).containsExactly("node/A", "node/A");
        assertThat(row("item/1").item().orElseThrow().billsRoot())
                .contains(row("node/A").id());
    }

    @Test
    @Tag("O-43")
    void secondItemOnAnElementIsWarnedAbout() {
        create("node/A", Map.of("flag", "true"));
        create("item/1", itemWith("element", "node/A"));
        StoredObject second = create("item/2", itemWith("element", "node/A"));
        assertThat(second.warnings())
                .extracting(Finding::message)
                .containsExactly(
                        "node/A is also billed by item/1: what is posted on it goes to the item of the lowest number");
    }

    @Test
    @Tag("O-43")
    void secondItemIsRefusedWhereOneWantsToBeTheOnlyOne() {
        create("node/A", Map.of("flag", "true"));
        create("item/1", itemWith("element", "node/A"));
        Map<String, String> only = new HashMap<>(itemWith("element", "node/A"));
        only.put("exclusive", "true");
        assertThat(refusal(Type.REFUSED, () -> create("item/2", only)))
                .extracting(Finding::message)
                .containsExactly("node/A is also billed by item/1: one item only may bill it");
        attribute("item/1", 1, "rejected", "true");
        assertThat(create("item/2", only).warnings()).isEmpty();
        assertThat(refusal(Type.REFUSED, () -> create("item/3", itemWith("element", "node/A"))))
                .extracting(Finding::code)
                .containsExactly("SHARED_ELEMENT");
        assertThat(objects.find(ref("item/3"))).isEmpty();
    }

    @Test
    @Tag("O-15")
    @Tag("WE-47")
    void aTreeHasTheAmountsOfEachObjectAndOfEverythingBeneath() {
        create("node/A", Map.of("flag", "true"));
        create("item/1", itemWith("element", "node/A"));
        create("node/M", Map.of("parent", "node/A"));
        create("node/N", Map.of("parent", "node/M"));
        billSomethingOn("node/N");
        billSomethingOn("node/M");
        List<Node> tree = objects.tree(ref("node/A"));
        assertThat(tree)
                .extracting(node -> node.level() + " " + node.object().ref() + " " + hours(node.own()) + " of "
                        + hours(node.total()))
                .containsExactlyInAnyOrder(
                        "0 node/A  of 2 HUR 2 sources",
                        "1 item/1  of ",
                        "1 node/M 1 HUR 1 sources of 2 HUR 2 sources",
                        "2 node/N 1 HUR 1 sources of 1 HUR 1 sources");
        assertThat(objects.hierarchy(ref("node/A"), Page.Request.first(10)).items())
                .extracting(node -> node.level() + " " + hours(node.own()))
                .containsExactlyInAnyOrder("0 ", "1 ", "1 1 HUR 1 sources", "2 1 HUR 1 sources");
        assertThat(refusal(Type.REFUSED, () -> objects.tree(ref("node/M"))))
                .extracting(Finding::code)
                .containsExactly("NO_HEAD");
    }

    private static String hours(List<Sum> sums) {
        return sums.stream()
                .map(sum -> sum.terms().get(Term.BILLED) + " " + sum.sources() + " sources")
                .collect(Collectors.joining(", "));
    }

    @Test
    @Tag("I-7")
    void nothingMovesToAnotherRootOnceSomethingBeneathWasBilled() {
        create("node/A", Map.of("flag", "true"));
        create("node/B", Map.of("flag", "true"));
        create("item/1", itemWith("element", "node/A"));
        create("item/2", itemWith("element", "node/B"));
        create("node/M", Map.of("parent", "node/A"));
        create("node/N", Map.of("parent", "node/M"));
        billSomethingOn("node/N");

        assertThat(refusal(Type.CONFLICT, () -> attribute("node/M", 1, "parent", "node/B")))
                .extracting(Finding::message)
                .containsExactly("node/M can't move from root node/A to node/B: node/N was billed");
        assertThat(objects.get(ref("node/M")).attributes()).containsEntry("parent", "node/A");
    }

    @Test
    void subtreeMovesWithinItsRootWithItsPaths() {
        create("node/A", Map.of("flag", "true"));
        create("item/1", itemWith("element", "node/A"));
        create("node/K", Map.of("parent", "node/A"));
        create("node/M", Map.of("parent", "node/A"));
        create("node/N", Map.of("parent", "node/M"));
        billSomethingOn("node/N");

        attribute("node/M", 1, "parent", "node/K");
        assertThat(row("node/N").path())
                .isEqualTo("%d/%d/%d/%d/"
                        .formatted(
                                row("node/A").id(),
                                row("node/K").id(),
                                row("node/M").id(),
                                row("node/N").id()));
        assertThat(roots("node/M", "node/N")).containsExactly("node/A", "node/A");
    }

    @Test
    void objectCannotStandBeneathItself() {
        create("node/A", Map.of());
        create("node/B", Map.of("parent", "node/A"));
        assertThat(refusal(Type.REFUSED, () -> attribute("node/A", 1, "parent", "node/B")))
                .extracting(Finding::code)
                .containsExactly("CYCLE");
    }
}
