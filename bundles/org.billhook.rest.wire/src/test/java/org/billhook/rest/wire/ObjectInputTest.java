package org.billhook.rest.wire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.billhook.core.api.BillhookException;
import org.billhook.core.api.BillingObjects.Change;
import org.billhook.core.api.BillingObjects.Draft;
import org.billhook.core.model.Finding;
import org.billhook.core.model.ObjectRef;
import org.junit.jupiter.api.Test;

class ObjectInputTest {

    @Test
    void draftTellsAllThatIsWrongAtOnce() {
        Map<String, String> attributes = new HashMap<>();
        attributes.put("customer", null);
        assertThatThrownBy(() -> ObjectInput.draft("id", "project", "a/b", " ", attributes))
                .isInstanceOfSatisfying(BillhookException.class, e -> {
                    assertThat(e.type()).isEqualTo(BillhookException.Type.UNREADABLE);
                    assertThat(e.findings())
                            .extracting(
                                    Finding::code, finding -> finding.field().orElse(""))
                            .containsExactly(
                                    org.assertj.core.groups.Tuple.tuple("WRONG_VALUE", "id"),
                                    org.assertj.core.groups.Tuple.tuple("MISSING", "name"),
                                    org.assertj.core.groups.Tuple.tuple("MISSING", "attributes.customer"));
                });
        assertThat(ObjectInput.draft("id", "project", "P1", "Rollout", Map.of()))
                .isEqualTo(new Draft(new ObjectRef("project", "P1"), "Rollout", Map.of()));
    }

    @Test
    void pathThatNoObjectCanHaveIsUnknown() {
        assertThatThrownBy(() -> ObjectInput.ref("project", "a/b"))
                .isInstanceOfSatisfying(
                        BillhookException.class, e -> assertThat(e.type()).isEqualTo(BillhookException.Type.UNKNOWN));
    }

    @Test
    void changeLeavesWhatIsAbsentAndTakesAwayWhatIsEmpty() {
        AttributeValues values = new AttributeValues()
                .with("manager", "7")
                .with("description", "")
                .with("customer", (String) null)
                .with("rejected", true);
        assertThat(ObjectInput.change(null, "RELEASED", values.changed()))
                .isEqualTo(new Change(
                        Optional.empty(),
                        Optional.of("RELEASED"),
                        Map.of(
                                "manager", Optional.of("7"),
                                "description", Optional.empty(),
                                "rejected", Optional.of("true"))));
        assertThat(values.set()).isEqualTo(Map.of("manager", "7", "rejected", "true"));
    }
}
