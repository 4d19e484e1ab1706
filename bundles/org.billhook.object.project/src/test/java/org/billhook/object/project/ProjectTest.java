package org.billhook.object.project;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.billhook.core.model.Finding;
import org.billhook.core.model.Phase;
import org.billhook.core.spi.object.Attribute;
import org.billhook.core.spi.object.BillingObjectType;
import org.billhook.core.spi.object.LifeCycle;
import org.billhook.core.spi.object.ObjectInContext;
import org.billhook.core.spi.object.Placement;
import org.billhook.testkit.BillingObjectTypeContract;
import org.billhook.testkit.SampleContext;
import org.billhook.testkit.SampleObject;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ProjectTest extends BillingObjectTypeContract {

    private static final SampleObject PROJECT =
            SampleObject.of("project/PC2").in("IN_PLANNING", Phase.OPEN).with("manager", "58");
    private static final SampleObject CUSTOMER_PROJECT =
            PROJECT.with("category", "CUSTOMER").with("customer", "ACME");

    @Override
    protected BillingObjectType subject() {
        return new Project();
    }

    @Override
    protected List<ObjectInContext> goodObjects() {
        return List.of(
                SampleContext.creating(PROJECT),
                SampleContext.creating(CUSTOMER_PROJECT),
                SampleContext.creating(PROJECT.with("category", "INTERNAL")),
                SampleContext.creating(PROJECT.with("startDate", "2026-01-01").with("endDate", "2026-01-01")),
                SampleContext.changing(PROJECT, to(PROJECT, "IN_EXECUTION")));
    }

    @Override
    protected List<ObjectInContext> badObjects() {
        return List.of(
                SampleContext.creating(PROJECT.with("category", "CUSTOMER")),
                SampleContext.creating(CUSTOMER_PROJECT.with("category", "INTERNAL")),
                SampleContext.creating(PROJECT.with("startDate", "2026-01-02").with("endDate", "2026-01-01")),
                SampleContext.changing(CUSTOMER_PROJECT, to(CUSTOMER_PROJECT, "IN_EXECUTION")));
    }

    private static SampleObject to(SampleObject project, String status) {
        return project.in(status, new Project().lifeCycle().phase(status));
    }

    private List<String> codes(SampleObject before, SampleObject after) {
        return subject().validate(SampleContext.changing(before, after)).stream()
                .map(Finding::code)
                .toList();
    }

    @ParameterizedTest
    @Tag("J-24")
    @Tag("G-11")
    @CsvSource({
        "IN_PLANNING, OPEN, CONTRACT_PREPARATION IN_EXECUTION",
        "CONTRACT_PREPARATION, IN_PROCESS, IN_PLANNING IN_EXECUTION",
        "IN_EXECUTION, RELEASED, COMPLETED CONTRACT_PREPARATION",
        "COMPLETED, COMPLETED, IN_EXECUTION CLOSED",
        "CLOSED, CLOSED, COMPLETED",
    })
    void stagesAndTransitionsAreThoseOfTheTable(String stage, Phase phase, String next) {
        LifeCycle lifeCycle = subject().lifeCycle();
        assertThat(lifeCycle.initial()).isEqualTo("IN_PLANNING");
        assertThat(lifeCycle.phase(stage)).isEqualTo(phase);
        assertThat(lifeCycle.transitions().get(stage)).isEqualTo(Set.of(next.split(" ")));
    }

    @Test
    @Tag("J-24")
    void executionWithoutContractIsForProjectsWithoutCustomer() {
        assertThat(codes(PROJECT, to(PROJECT, "IN_EXECUTION"))).isEmpty();
        assertThat(codes(CUSTOMER_PROJECT, to(CUSTOMER_PROJECT, "IN_EXECUTION")))
                .containsExactly("CONTRACT_NEEDED");
        SampleObject prepared = to(CUSTOMER_PROJECT, "CONTRACT_PREPARATION");
        assertThat(codes(prepared, to(CUSTOMER_PROJECT, "IN_EXECUTION"))).isEmpty();
    }

    @ParameterizedTest
    @Tag("J-24")
    @CsvSource({"CONTRACT_PREPARATION, IN_PLANNING", "IN_EXECUTION, CONTRACT_PREPARATION"})
    void stageGoesBackOnlyWhileNothingIsPostedOrBilled(String from, String to) {
        SampleObject before = to(PROJECT, from);
        assertThat(codes(before, to(before, to))).isEmpty();
        assertThat(codes(before, to(before, to).postedOn("2026-01-05"))).containsExactly("ALREADY_POSTED");
        assertThat(codes(before, to(before, to).alreadyBilled())).containsExactly("ALREADY_POSTED");
    }

    @Test
    @Tag("J-24")
    void completedProjectGoesBackToExecutionAlsoAfterPostings() {
        SampleObject completed = to(PROJECT, "COMPLETED").postedOn("2026-01-05");
        assertThat(codes(completed, to(completed, "IN_EXECUTION"))).isEmpty();
    }

    @Test
    @Tag("J-23")
    void headerFieldsThatNeverChangeAreFixed() {
        Set<String> fixed = subject().attributes().stream()
                .filter(attribute -> !attribute.changeable())
                .map(Attribute::name)
                .collect(Collectors.toSet());
        assertThat(fixed).containsExactlyInAnyOrder("category", "customer", "organization", "costCenter");
    }

    @Test
    @Tag("J-23")
    void currencyIsLockedOnceBilled() {
        assertThat(subject().attributes())
                .filteredOn(Attribute::lockedOnceBilled)
                .extracting(Attribute::name)
                .containsExactly("currency");
    }

    @Test
    @Tag("J-23")
    void projectCantEndBeforeItStarts() {
        SampleObject project = PROJECT.with("startDate", "2026-02-01").with("endDate", "2026-01-31");
        assertThat(subject().validate(SampleContext.creating(project)))
                .extracting(Finding::message)
                .containsExactly("Project can't end on 2026-01-31 before it starts on 2026-02-01");
    }

    @Test
    void projectIsAboveItsElementsAndNoItem() {
        assertThat(subject().place(SampleContext.creating(PROJECT))).isEqualTo(Placement.top());
        assertThat(subject().item(PROJECT)).isEmpty();
        assertThat(subject().ownSources(PROJECT)).isEmpty();
        assertThat(subject().characteristics(PROJECT)).isEqualTo(Map.of("project", "PC2"));
    }
}
