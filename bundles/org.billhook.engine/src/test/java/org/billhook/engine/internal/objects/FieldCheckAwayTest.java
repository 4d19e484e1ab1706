package org.billhook.engine.internal.objects;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.billhook.core.api.BillhookException.Type;
import org.billhook.core.api.BillingObjects.Change;
import org.billhook.core.api.BillingObjects.Field;
import org.billhook.core.model.Finding;
import org.billhook.core.spi.fieldcheck.Verdict;
import org.billhook.engine.internal.registry.Spi;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** While a field check is away all fields are closed, as it might have closed them (law 4). */
class FieldCheckAwayTest extends ObjectsFixture {

    private static final String REASON =
            "Nothing can be changed. FieldCheck 'strict' of bundle test.strict 1.0.0 is away since 2026-03-31T09:30:00Z:"
                    + " start, mend or install it, or retire the id if it is to decide no more.";

    @BeforeEach
    void anObjectAndACheckThatGoes() {
        check("strict", 0, "flag", Verdict.DISPLAY_ONLY);
        check("hiding", 10, "since", Verdict.HIDDEN);
        create("node/A", Map.of("size", "S"));
        plugins.away(Spi.FIELD_CHECK, "strict");
    }

    @Test
    @Tag("G-2")
    void everyFieldIsClosedAndSaysWhy() {
        List<Field> fields = objects.fields(ref("node/A"));
        assertThat(fields).hasSize(7).allSatisfy(field -> {
            assertThat(field.opinion().verdict().open()).as(field.name()).isFalse();
        });
        assertThat(fields).filteredOn(field -> !field.name().equals("code")).allSatisfy(field -> {
            assertThat(field.opinion().reason()).isEqualTo(REASON);
            assertThat(field.decidedBy()).contains("strict test.strict");
        });
        assertThat(fields)
                .filteredOn(field -> field.name().equals("since"))
                .extracting(field -> field.opinion().verdict())
                .as("what another check hides stays hidden")
                .containsExactly(Verdict.HIDDEN);
    }

    @Test
    void nothingIsChanged() {
        List<Finding> findings = refusal(Type.REFUSED, () -> attribute("node/A", 1, "size", "L"));
        assertThat(findings).singleElement().satisfies(finding -> {
            assertThat(finding.code()).isEqualTo("FIELD_CLOSED");
            assertThat(finding.field()).contains("size");
            assertThat(finding.message()).isEqualTo(REASON);
        });
        Change rename = new Change(Optional.of("Other"), Optional.empty(), Map.of());
        refusal(Type.REFUSED, () -> objects.change(ref("node/A"), 1, rename, ANNA));
        assertThat(objects.get(ref("node/A")).version()).isEqualTo(1);
    }

    @Test
    void nothingIsCreated() {
        assertThat(refusal(Type.REFUSED, () -> create("node/B", Map.of())))
                .extracting(Finding::code)
                .contains("FIELD_CLOSED");
        assertThat(objects.find(ref("node/B"))).isEmpty();
    }

    @Test
    void aCheckThatIsBackDecidesAgain() {
        check("strict", 0, "flag", Verdict.DISPLAY_ONLY);
        attribute("node/A", 1, "size", "L");
        assertThat(refusal(Type.REFUSED, () -> attribute("node/A", 2, "flag", "true")))
                .extracting(Finding::message)
                .containsExactly("strict says DISPLAY_ONLY");
    }

    @Test
    void aCheckThatIsRetiredIsNotWaitedFor() {
        plugins.retire(Spi.FIELD_CHECK, "strict");
        attribute("node/A", 1, "flag", "true");
    }

    @Test
    void anObjectFromAFileWaitsForIt() {
        Map<String, Object> settings = new HashMap<>(Map.of("object", "node/C", "name", "From a file"));
        new ConfiguredObject(objects, plugins, settings);
        assertThat(objects.find(ref("node/C"))).isEmpty();
        check("strict", 0, "flag", Verdict.DISPLAY_ONLY);
        assertThat(objects.find(ref("node/C"))).isPresent();
    }
}
