package org.billhook.engine.internal.objects;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.billhook.core.api.BillhookException.Type;
import org.billhook.core.api.BillingObjects.Change;
import org.billhook.core.api.BillingObjects.Fields;
import org.billhook.core.api.BillingObjects.OneChange;
import org.billhook.core.api.BillingObjects.Outcome;
import org.billhook.core.api.BillingObjects.Query;
import org.billhook.core.api.Page;
import org.billhook.core.model.Finding;
import org.billhook.core.model.ObjectRef;
import org.billhook.core.spi.fieldcheck.CheckedObject.Mode;
import org.billhook.core.spi.fieldcheck.FieldCheck;
import org.billhook.core.spi.fieldcheck.Opinion;
import org.billhook.core.spi.fieldcheck.Verdict;
import org.billhook.engine.internal.registry.Spi;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Field checks of many objects, changes of many, and of objects that are about to be. */
class ManyObjectsTest extends ObjectsFixture {

    private void check(FieldCheck check) {
        plugins.with(Spi.FIELD_CHECK, "test", check, "1.0.0", 5);
    }

    @Test
    @Tag("R-32")
    void everyObjectIsAskedAboutOnceAndAnsweredInTheOrderOfTheKeys() {
        create("node/A", Map.of());
        create("node/B", Map.of("size", "L"));
        create("node/C", Map.of());
        List<ObjectRef> asked = new ArrayList<>();
        check(object -> {
            asked.add(object.object().ref());
            assertThat(object.mode()).isEqualTo(Mode.DISPLAY);
            return object.object().attribute("size").isPresent()
                    ? Map.of("size", new Opinion(Verdict.DISPLAY_ONLY, "Measured."))
                    : Map.of();
        });

        Page<Fields> first = objects.fields(Query.ofKind("node"), Page.Request.first(2));

        assertThat(asked).containsExactly(ref("node/A"), ref("node/B"));
        assertThat(first.items()).extracting(Fields::ref).containsExactly(ref("node/A"), ref("node/B"));
        assertThat(first.next()).isPresent();
        for (Fields fields : first.items()) {
            assertThat(fields.version()).isEqualTo(1);
            assertThat(fields.fields()).isEqualTo(objects.fields(fields.ref()));
        }
    }

    @Test
    @Tag("R-33")
    void changesOfManyAreDoneOrRefusedOneByOne() {
        create("node/A", Map.of());
        create("node/B", Map.of());
        create("node/C", Map.of());
        check(object -> object.object().ref().key().equals("B")
                ? Map.of("status", new Opinion(Verdict.DISPLAY_ONLY, "B rests."))
                : Map.of());
        Change start = Change.ofStatus("IN_PROCESS");

        List<Outcome> outcomes = objects.changeEach(
                List.of(
                        new OneChange(ref("node/A"), 1, start),
                        new OneChange(ref("node/B"), 1, start),
                        new OneChange(ref("node/C"), 7, start),
                        new OneChange(ref("node/D"), 1, start)),
                ANNA);

        assertThat(outcomes)
                .extracting(each -> each.ref().key() + " " + each.object().isPresent() + " "
                        + each.findings().stream().map(Finding::code).toList())
                .containsExactly("A true []", "B false [FIELD_CLOSED]", "C false [STALE]", "D false [UNKNOWN]");
        assertThat(objects.get(ref("node/A")).status()).isEqualTo("IN_PROCESS");
        assertThat(objects.get(ref("node/B")).status()).isEqualTo("OPEN");
    }

    @Test
    @Tag("G-2")
    void newObjectIsCheckedWithTheValuesItWouldHave() {
        check(object -> object.mode() == Mode.CREATE
                        && object.object().attribute("size").equals(Optional.of("L"))
                ? Map.of(
                        "flag", new Opinion(Verdict.MANDATORY, "L needs a flag."),
                        "code", new Opinion(Verdict.DISPLAY_ONLY, "L has no code."))
                : Map.of());

        assertThat(refusal(Type.REFUSED, () -> create("node/A", Map.of("size", "L", "code", "x"))))
                .extracting(Finding::code, Finding::message)
                .containsExactly(
                        org.assertj.core.groups.Tuple.tuple("FIELD_CLOSED", "L has no code."),
                        org.assertj.core.groups.Tuple.tuple("FIELD_MANDATORY", "L needs a flag."));
        assertThat(objects.find(ref("node/A"))).isEmpty();
        assertThat(create("node/A", Map.of("size", "L", "flag", "true")).version())
                .isEqualTo(1);
        assertThat(create("node/B", Map.of("size", "S", "code", "x")).version()).isEqualTo(1);
    }

    @Test
    @Tag("G-2")
    void nothingIsCreatedWhileACheckIsBroken() {
        check(object -> {
            throw new IllegalStateException("broken");
        });
        assertThat(refusal(Type.REFUSED, () -> create("node/A", Map.of("code", "x"))))
                .extracting(Finding::code)
                .containsExactly("FIELD_CLOSED");
    }
}
