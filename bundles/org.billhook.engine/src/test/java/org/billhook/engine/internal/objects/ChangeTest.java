package org.billhook.engine.internal.objects;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.billhook.core.api.BillhookException.Type;
import org.billhook.core.api.BillingObjects.Draft;
import org.billhook.core.api.BillingObjects.Field;
import org.billhook.core.api.BillingObjects.Kind;
import org.billhook.core.api.BillingObjects.Needed;
import org.billhook.core.api.Events;
import org.billhook.core.api.StoredObject;
import org.billhook.core.model.Finding;
import org.billhook.core.model.Phase;
import org.billhook.core.spi.fieldcheck.FieldCheck;
import org.billhook.core.spi.fieldcheck.Verdict;
import org.billhook.core.spi.object.ObjectInContext;
import org.billhook.engine.internal.registry.Spi;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

class ChangeTest extends ObjectsFixture {

    @Test
    void newObjectStandsInTheInitialStatusOfItsKind() {
        StoredObject node = create("node/A", Map.of("code", "x"));
        assertThat(node.status()).isEqualTo("OPEN");
        assertThat(node.phase()).isEqualTo(Phase.OPEN);
        assertThat(node.version()).isEqualTo(1);
        assertThat(node.root()).isEmpty();
        assertThat(objects.get(ref("node/A"))).isEqualTo(node);
    }

    @Test
    @Tag("I-7")
    void everyWrongFieldIsToldAtOnce() {
        Map<String, String> wrong =
                Map.of("nothing", "1", "since", "2026-02-30", "size", "M", "flag", "yes", "parent", "node/Z");
        assertThat(refusal(Type.REFUSED, () -> create("node/A", wrong)))
                .extracting(finding -> finding.field().orElseThrow() + " " + finding.code())
                .containsExactlyInAnyOrder(
                        "nothing UNKNOWN_ATTRIBUTE",
                        "since INVALID_VALUE",
                        "size INVALID_VALUE",
                        "flag INVALID_VALUE",
                        "parent UNKNOWN_OBJECT");
    }

    @Test
    void requiredAttributeIsAskedFor() {
        assertThat(refusal(Type.REFUSED, () -> create("item/1", Map.of("customer", "C1"))))
                .extracting(Finding::message)
                .containsExactly("'relevance' is required: Relevance.");
    }

    @Test
    void referenceMustNameTheRightKind() {
        create("item/1", item());
        assertThat(refusal(Type.REFUSED, () -> create("node/A", Map.of("parent", "item/1"))))
                .extracting(Finding::message)
                .containsExactly("'parent' names an object of kind 'node', not item/1");
    }

    @Test
    void sameReferenceTwiceIsAConflict() {
        create("node/A", Map.of());
        assertThat(refusal(Type.CONFLICT, () -> create("node/A", Map.of())))
                .extracting(Finding::message)
                .containsExactly("node/A exists already");
    }

    @Test
    void missingObjectsAreCreatedAndOthersLeft() {
        StoredObject a = create("node/A", Map.of());
        objects.createMissing(
                List.of(
                        needed("node/A", "Other name", Map.of()),
                        needed("node/B", "B", Map.of("parent", "node/A")),
                        needed("node/B", "B again", Map.of())),
                ANNA);
        assertThat(objects.get(ref("node/A"))).isEqualTo(a);
        StoredObject b = objects.get(ref("node/B"));
        assertThat(b.name()).isEqualTo("B");
        assertThat(b.above()).contains(ref("node/A"));
    }

    @Test
    void missingObjectsPassTheirStatusesAllOrNone() {
        create("node/A", Map.of());
        objects.createMissing(
                List.of(
                        needed("node/A", "A", Map.of(), "IN_PROCESS"),
                        needed("node/B", "B", Map.of(), "IN_PROCESS", "RELEASED")),
                ANNA);
        assertThat(objects.get(ref("node/A")).status()).isEqualTo("OPEN");
        assertThat(objects.get(ref("node/B")).status()).isEqualTo("RELEASED");
        assertThat(objects.get(ref("node/B")).version()).isEqualTo(3);

        List<Needed> wrong = List.of(needed("node/C", "C", Map.of()), needed("node/D", "D", Map.of(), "NO_SUCH"));
        refusal(Type.REFUSED, () -> {
            objects.createMissing(wrong, ANNA);
            return wrong;
        });
        assertThat(objects.find(ref("node/C"))).isEmpty();
    }

    private static Needed needed(String ref, String name, Map<String, String> attributes, String... statuses) {
        return new Needed(new Draft(ref(ref), name, attributes), List.of(statuses));
    }

    @Test
    void withoutItsBundleAKindIsUnavailableButReadable() {
        create("node/A", Map.of());
        plugins.stop(Spi.OBJECT, "node");
        assertThat(objects.get(ref("node/A")).name()).isEqualTo("A");
        refusal(Type.UNAVAILABLE, () -> create("node/B", Map.of()));
        refusal(Type.UNAVAILABLE, () -> status("node/A", 1, "RELEASED"));
        assertThat(objects.kinds()).extracting(Kind::id).containsExactly("item");
    }

    @Test
    void kindThatBreaksChangesNothing() {
        plugins.with(Spi.OBJECT, "node", new TestKinds.Node() {
            @Override
            public List<Finding> validate(ObjectInContext object) {
                throw new IllegalStateException("broken");
            }
        });
        assertThat(refusal(Type.UNAVAILABLE, () -> create("node/A", Map.of())))
                .extracting(Finding::code)
                .containsExactly("PLUGIN_BROKE");
        assertThat(objects.find(ref("node/A"))).isEmpty();
    }

    @Test
    void changeOnAnOldVersionIsStale() {
        create("node/A", Map.of());
        status("node/A", 1, "IN_PROCESS");
        assertThat(refusal(Type.STALE, () -> status("node/A", 1, "RELEASED")))
                .extracting(Finding::message)
                .containsExactly("node/A is at version 2, not at 1");
    }

    @Test
    void changeOfNothingIsNoNewVersion() {
        create("node/A", Map.of("size", "S"));
        assertThat(attribute("node/A", 1, "size", "S").version()).isEqualTo(1);
    }

    @Test
    @Tag("G-3")
    void refusedStatusChangeNamesTheWay() {
        create("node/A", Map.of());
        status("node/A", 1, "RELEASED");
        assertThat(refusal(Type.REFUSED, () -> status("node/A", 2, "IN_PROCESS")))
                .extracting(Finding::message)
                .containsExactly("Status RELEASED can't become IN_PROCESS directly: the way is COMPLETED, IN_PROCESS");
        status("node/A", 2, "COMPLETED");
        assertThat(status("node/A", 3, "IN_PROCESS").phase()).isEqualTo(Phase.IN_PROCESS);
    }

    @Test
    void attributeFixedAtCreationIsClosedByCore() {
        create("node/A", Map.of("code", "x"));
        assertThat(refusal(Type.REFUSED, () -> attribute("node/A", 1, "code", "y")))
                .extracting(finding -> finding.code() + " " + finding.field().orElseThrow())
                .containsExactly("FIELD_CLOSED code");
    }

    @Test
    @Tag("I-8")
    void changeIsLoggedWithUserTimeOldAndNewAndGoesToTheOutbox() {
        create("node/A", Map.of("size", "S"));
        attribute("node/A", 1, "size", "L");
        Events.Change last = lastChange();
        assertThat(last.actor()).isEqualTo("anna");
        assertThat(last.at()).isEqualTo(NOW);
        assertThat(last.subject()).isEqualTo("node/A");
        assertThat(last.field()).isEqualTo("size");
        assertThat(last.before()).contains("S");
        assertThat(last.after()).contains("L");
        assertThat(transactions.log().unnumbered(10))
                .extracting(event -> event.type() + " " + event.json())
                .last()
                .isEqualTo("object.changed {\"actor\":\"anna\",\"version\":2,\"changes\":"
                        + "[{\"field\":\"size\",\"before\":\"S\",\"after\":\"L\"}]}");
    }

    @Test
    @Tag("G-2")
    void laterCheckOpensWhatTheStandardClosedAndTheLogNamesIt() {
        create("node/A", Map.of("size", "S"));
        check("standard", 0, "size", Verdict.DISPLAY_ONLY);
        assertThat(refusal(Type.REFUSED, () -> attribute("node/A", 1, "size", "L")))
                .extracting(Finding::message)
                .containsExactly("standard says DISPLAY_ONLY");

        check("override", 10, "size", Verdict.EDITABLE);
        attribute("node/A", 1, "size", "L");
        assertThat(lastChange().check()).contains("override test.override 1.0.0");
    }

    @Test
    @Tag("G-2")
    void whereOpeningIsNotAllowedOnlyAStricterOpinionCounts() {
        create("node/A", Map.of("size", "S"));
        objects = objects(false);
        check("standard", 0, "size", Verdict.DISPLAY_ONLY);
        check("override", 10, "size", Verdict.EDITABLE);
        assertThat(field("node/A", "size").decidedBy()).contains("standard test.standard");

        check("hide", 20, "size", Verdict.HIDDEN);
        assertThat(field("node/A", "size").opinion().verdict()).isEqualTo(Verdict.HIDDEN);
        assertThat(field("node/A", "size").decidedBy()).contains("hide test.hide");
    }

    @Test
    void checkThatThrowsClosesEveryFieldForGood() {
        create("node/A", Map.of("size", "S"));
        FieldCheck broken = object -> {
            throw new NoClassDefFoundError("gone");
        };
        plugins.with(Spi.FIELD_CHECK, "broken", broken, "1.0.0", 0);
        check("override", 10, "size", Verdict.EDITABLE);
        assertThat(refusal(Type.REFUSED, () -> attribute("node/A", 1, "size", "L")))
                .extracting(Finding::message)
                .containsExactly("Field check 'broken' of bundle test.broken 1.0.0 broke: "
                        + "nothing can be changed until it is mended or removed.");
        assertThat(objects.fields(ref("node/A")))
                .hasSize(7)
                .noneMatch(field -> field.opinion().verdict().open());
    }

    @Test
    @Tag("G-2")
    void noCheckOpensWhatIsLockedOnceBilled() {
        check("override", 10, "customer", Verdict.EDITABLE);
        create("item/1", item());
        assertThat(attribute("item/1", 1, "customer", "C2").version()).isEqualTo(2);

        request(row("item/1"));
        Field customer = field("item/1", "customer");
        assertThat(customer.opinion().verdict()).isEqualTo(Verdict.DISPLAY_ONLY);
        assertThat(customer.decidedBy()).contains("core");
        refusal(Type.REFUSED, () -> attribute("item/1", 2, "customer", "C3"));
    }

    @Test
    void mandatoryFieldMustHaveAValue() {
        create("node/A", Map.of("size", "S"));
        check("standard", 0, "since", Verdict.MANDATORY);
        assertThat(refusal(Type.REFUSED, () -> attribute("node/A", 1, "size", "L")))
                .extracting(finding -> finding.code() + " " + finding.field().orElseThrow())
                .containsExactly("FIELD_MANDATORY since");
    }

    @Test
    @Tag("G-3")
    void aNewObjectPassesTheStatusesUpToTheOneItIsToHave() {
        Draft draft = new Draft(ref("node/A"), "A", Map.of()).inStatus(Optional.of("COMPLETED"));

        StoredObject created = objects.create(draft, ANNA);

        assertThat(created.status()).isEqualTo("COMPLETED");
        assertThat(row("node/A").phase()).isEqualTo(Phase.COMPLETED);
        assertThat(transactions.changes().stream()
                        .filter(change -> change.field().equals("status"))
                        .map(change -> change.after().orElseThrow()))
                .containsExactly("OPEN", "RELEASED", "COMPLETED");
    }

    @Test
    @Tag("G-3")
    void aNewObjectIsNotCreatedWhereNoWayLeadsToItsStatus() {
        Draft draft = new Draft(ref("node/A"), "A", Map.of()).inStatus(Optional.of("DONE"));

        assertThatThrownBy(() -> objects.create(draft, ANNA))
                .hasMessage("Status 'DONE' is not one of [OPEN, IN_PROCESS, RELEASED, COMPLETED]");
        assertThat(objects.find(ref("node/A"))).isEmpty();
    }

    @Test
    @Tag("G-3")
    void aCheckOnTheWayToTheStatusRefusesAllOfIt() {
        check("gate", 1, "status", Verdict.DISPLAY_ONLY);
        Draft draft = new Draft(ref("node/A"), "A", Map.of()).inStatus(Optional.of("RELEASED"));

        assertThatThrownBy(() -> objects.create(draft, ANNA)).hasMessageContaining("gate says DISPLAY_ONLY");
        assertThat(objects.find(ref("node/A"))).isEmpty();
    }
}
