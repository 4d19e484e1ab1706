package org.billhook.fieldcheck.standard;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.billhook.core.model.Phase;
import org.billhook.core.spi.fieldcheck.CheckedObject;
import org.billhook.core.spi.fieldcheck.FieldCheck;
import org.billhook.core.spi.fieldcheck.Opinion;
import org.billhook.core.spi.fieldcheck.Verdict;
import org.billhook.testkit.FieldCheckContract;
import org.billhook.testkit.SampleFields;
import org.billhook.testkit.SampleObject;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class StandardFieldCheckTest extends FieldCheckContract {

    private static final SampleObject ITEM = SampleObject.of("sales-order-item/4711-10");

    @Override
    protected FieldCheck subject() {
        return new StandardFieldCheck();
    }

    @Override
    protected List<CheckedObject> objects() {
        return List.of(
                SampleFields.changing(ITEM, "billingRelevance", "material"),
                SampleFields.showing(ITEM.in("RELEASED", Phase.RELEASED), "billingRelevance"),
                SampleFields.showing(ITEM.postedOn("2026-01-05"), "billingRelevance"),
                SampleFields.showing(SampleObject.of("project/P1"), "customer", "manager"));
    }

    private Opinion relevance(SampleObject item) {
        return subject().check(SampleFields.changing(item, "billingRelevance")).get("billingRelevance");
    }

    @ParameterizedTest
    @Tag("R-21")
    @Tag("R-24")
    @CsvSource({
        "OPEN, EDITABLE",
        "IN_PROCESS, EDITABLE",
        "RELEASED, DISPLAY_ONLY",
        "COMPLETED, DISPLAY_ONLY",
        "CLOSED, DISPLAY_ONLY"
    })
    void relevanceCanBeChangedInOpenAndInProcessOnly(Phase phase, Verdict verdict) {
        assertThat(relevance(ITEM.in(phase.name(), phase)).verdict()).isEqualTo(verdict);
    }

    @Test
    @Tag("R-22")
    void releasedItemIsToldTheWayThroughCompleted() {
        assertThat(relevance(ITEM.in("RELEASED", Phase.RELEASED)).reason())
                .isEqualTo("Billing relevance can't be changed in status RELEASED (R-21):"
                        + " set the item to Completed and then back to In Process (R-22).");
    }

    @Test
    @Tag("R-22")
    void completedItemIsToldTheWayBack() {
        assertThat(relevance(ITEM.in("COMPLETED", Phase.COMPLETED)).reason())
                .isEqualTo("Billing relevance can't be changed in status COMPLETED (R-21):"
                        + " set the item back to In Process (R-22).");
    }

    @ParameterizedTest
    @Tag("R-23")
    @CsvSource({"OPEN", "IN_PROCESS"})
    void relevanceIsFixedAfterTheFirstActualPosting(Phase phase) {
        Opinion opinion = relevance(ITEM.in(phase.name(), phase).postedOn("2026-01-05"));
        assertThat(opinion.verdict()).isEqualTo(Verdict.DISPLAY_ONLY);
        assertThat(opinion.reason())
                .isEqualTo("Billing relevance is fixed since the first actual posting, of service date 2026-01-05"
                        + " (R-23): only a field check that may open it does.");
    }

    @Test
    @Tag("R-35")
    void bothReasonsAreGivenWhereBothClose() {
        assertThat(relevance(ITEM.in("RELEASED", Phase.RELEASED).postedOn("2026-01-05"))
                        .reason())
                .contains("status RELEASED", "2026-01-05");
    }

    @Test
    void otherFieldsGetNoOpinion() {
        Map<String, Opinion> opinions =
                subject().check(SampleFields.changing(ITEM, "material", "quantity", "name", "status"));
        assertThat(opinions).isEmpty();
    }

    @Test
    void otherFieldsBesideItGetNoOpinion() {
        assertThat(subject().check(SampleFields.changing(ITEM, "material", "billingRelevance")))
                .containsOnlyKeys("billingRelevance");
    }
}
