package org.billhook.engine.internal.objects;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.billhook.core.api.BillhookException.Type;
import org.billhook.core.api.BillingObjects.Alter;
import org.billhook.core.api.BillingObjects.Change;
import org.billhook.core.api.BillingObjects.Create;
import org.billhook.core.api.BillingObjects.Done;
import org.billhook.core.api.BillingObjects.Draft;
import org.billhook.core.api.BillingObjects.Remove;
import org.billhook.core.api.BillingObjects.Step;
import org.billhook.core.api.Events;
import org.billhook.core.api.Page;
import org.billhook.core.model.Finding;
import org.billhook.core.model.ObjectRef;
import org.billhook.core.spi.fieldcheck.FieldCheck;
import org.billhook.core.spi.object.Attribute;
import org.billhook.engine.internal.registry.Spi;
import org.junit.jupiter.api.Test;

/** Several changes of objects in one transaction, and what may be deleted. */
class StepsTest extends ObjectsFixture {

    private static Step creating(String ref, Map<String, String> attributes) {
        return new Create(new Draft(ref(ref), ref(ref).key(), attributes));
    }

    private static Step moving(String ref, Long version, String status) {
        return new Alter(ref(ref), Optional.ofNullable(version), Change.ofStatus(status));
    }

    private static Step removing(String ref, Long version) {
        return new Remove(ref(ref), Optional.ofNullable(version));
    }

    private boolean delete(ObjectRef ref, long version) {
        objects.delete(ref, version, ANNA);
        return true;
    }

    private List<Done> all(Step... steps) {
        return objects.changeAll(List.of(steps), ANNA);
    }

    @Test
    void laterStepSeesWhatAnEarlierOneDid() {
        assertThat(all(
                        creating("node/A", Map.of()),
                        creating("node/B", Map.of("parent", "node/A")),
                        moving("node/B", null, "RELEASED"),
                        creating("node/C", Map.of()),
                        removing("node/C", null)))
                .containsExactly(
                        new Done(ref("node/A"), Optional.of(1L)),
                        new Done(ref("node/B"), Optional.of(2L)),
                        new Done(ref("node/B"), Optional.of(2L)),
                        new Done(ref("node/C"), Optional.empty()),
                        new Done(ref("node/C"), Optional.empty()));
        assertThat(objects.get(ref("node/B")).above()).contains(ref("node/A"));
        assertThat(objects.find(ref("node/C"))).isEmpty();
    }

    @Test
    void nothingIsDoneIfAStepIsRefusedAndItsFieldsAreNamed() {
        create("node/A", Map.of());
        assertThat(refusal(
                        Type.REFUSED,
                        () -> all(
                                creating("node/B", Map.of()),
                                moving("node/A", 1L, "RELEASED"),
                                creating("node/C", Map.of("size", "XXL", "since", "yesterday")))))
                .extracting(finding -> finding.field().orElseThrow())
                .containsExactlyInAnyOrder("steps[2].size", "steps[2].since");
        assertThat(objects.find(ref("node/B"))).isEmpty();
        assertThat(objects.get(ref("node/A")).status()).isEqualTo("OPEN");
        assertThat(refusal(Type.STALE, () -> all(moving("node/A", 7L, "RELEASED"))))
                .extracting(finding -> finding.field().orElseThrow())
                .containsExactly("steps[0]");
        assertThat(refusal(Type.UNREADABLE, () -> all(removing("node/A", null))))
                .extracting(finding -> finding.field().orElseThrow())
                .containsExactly("steps[0].version");
    }

    @Test
    void whatHangsOnAnObjectIsNamedAndItStays() {
        create("node/A", Map.of());
        create("node/B", Map.of("parent", "node/A"));
        create("item/1", Map.of("customer", "C1", "relevance", "itemized", "element", "node/B", "quantity", "3"));
        assertThat(refusal(Type.CONFLICT, () -> delete(ref("node/A"), 1)))
                .extracting(Finding::code, Finding::message)
                .containsExactly(tuple("OBJECT_IN_USE", "1 object(s) stand under it, name it or bill it: node/B"));
        long version = objects.get(ref("node/B")).version();
        assertThat(refusal(Type.CONFLICT, () -> delete(ref("node/B"), version)))
                .extracting(Finding::message)
                .containsExactly("1 object(s) stand under it, name it or bill it: item/1");
        assertThat(refusal(Type.CONFLICT, () -> delete(ref("item/1"), 1)))
                .extracting(Finding::message)
                .containsExactly("1 source(s) are posted on it, and what is posted stays");
        assertThat(refusal(Type.STALE, () -> delete(ref("node/A"), 2))).hasSize(1);
        assertThat(refusal(Type.UNKNOWN, () -> delete(ref("node/Z"), 1))).hasSize(1);
    }

    /** Hands on what is posted on it. */
    private static final class Sharing extends TestKinds.Node {
        @Override
        public List<Attribute> attributes() {
            return List.of(Attribute.of("shares", Attribute.Type.RECEIVERS, "Who gets what."));
        }
    }

    @Test
    void receiverOfWhatAnotherHandsOnStays() {
        plugins.with(Spi.OBJECT, "sharing", new Sharing());
        for (String key : List.of("A", "AB", "C")) {
            create("node/" + key, Map.of());
        }
        create("sharing/1", Map.of("shares", "node/AB 50; node/C 10"));
        assertThat(refusal(Type.CONFLICT, () -> delete(ref("node/C"), 1)))
                .extracting(Finding::message)
                .containsExactly("1 object(s) stand under it, name it or bill it: sharing/1");
        objects.delete(ref("node/A"), 1, ANNA);
        objects.delete(ref("sharing/1"), 1, ANNA);
        objects.delete(ref("node/C"), 1, ANNA);
        assertThat(objects.find(ref("node/C"))).isEmpty();
    }

    @Test
    void elementOfAnItemThatIsDeletedHeadsNoRootAnyMore() {
        create("node/A", Map.of("flag", "true"));
        create("node/B", Map.of("parent", "node/A", "flag", "true"));
        create("item/1", Map.of("customer", "C1", "relevance", "itemized", "element", "node/A"));
        create("item/2", Map.of("customer", "C1", "relevance", "itemized", "element", "node/B"));
        assertThat(objects.get(ref("node/B")).root()).contains(ref("node/B"));
        objects.delete(ref("item/2"), 1, ANNA);
        assertThat(objects.get(ref("node/B")).root()).contains(ref("node/A"));
        assertThat(objects.find(ref("item/2"))).isEmpty();
        create("item/2", Map.of("customer", "C2", "relevance", "itemized"));
        assertThat(objects.get(ref("item/2")).version()).isEqualTo(1);
    }

    @Test
    void whatItWasStaysInTheLogOfChanges() {
        create("node/A", Map.of("code", "x"));
        objects.delete(ref("node/A"), 1, ANNA);
        assertThat(transactions
                        .call(store -> store.log().changes(Optional.of("node/A"), Page.Request.first(100)))
                        .items())
                .filteredOn(change -> change.after().isEmpty())
                .extracting(Events.Change::field, change -> change.before().orElseThrow(), Events.Change::actor)
                .containsExactlyInAnyOrder(
                        tuple("name", "A", "anna"), tuple("status", "OPEN", "anna"), tuple("code", "x", "anna"));
    }

    @Test
    void nothingIsDeletedWhileAFieldCheckCantBeAsked() {
        create("node/A", Map.of());
        plugins.with(Spi.FIELD_CHECK, "broken", (FieldCheck) object -> {
            throw new IllegalStateException("broken");
        });
        assertThat(refusal(Type.REFUSED, () -> delete(ref("node/A"), 1)))
                .extracting(Finding::code)
                .containsExactly("FIELD_CLOSED");
        assertThat(objects.find(ref("node/A"))).isPresent();
    }
}
