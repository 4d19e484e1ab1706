package org.billhook.object.project;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.billhook.core.model.Finding;
import org.billhook.core.model.ObjectRef;
import org.billhook.core.model.Phase;
import org.billhook.core.spi.object.Attribute;
import org.billhook.core.spi.object.BillingObjectType;
import org.billhook.core.spi.object.ObjectInContext;
import org.billhook.core.spi.object.Placement;
import org.billhook.core.spi.object.Placement.Head;
import org.billhook.testkit.BillingObjectTypeContract;
import org.billhook.testkit.SampleContext;
import org.billhook.testkit.SampleObject;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class WbsElementTest extends BillingObjectTypeContract {

    private static final SampleObject PROJECT = SampleObject.of("project/PC2").in("IN_EXECUTION", Phase.RELEASED);
    private static final SampleObject TOP = SampleObject.of("wbs-element/PC2").with("project", "project/PC2");
    private static final SampleObject CHILD = SampleObject.of("wbs-element/PC2.PBC42")
            .with("project", "project/PC2")
            .with("parent", "wbs-element/PC2");

    @Override
    protected BillingObjectType subject() {
        return new WbsElement();
    }

    @Override
    protected List<ObjectInContext> goodObjects() {
        return List.of(
                creating(TOP),
                creating(TOP.with("billingElement", "true")),
                creating(CHILD).naming("parent", TOP),
                creating(TOP.with("apportionment", "sales-order-item/1 60; service-order-item/2 40")),
                SampleContext.changing(TOP, TOP).naming("project", PROJECT.in("CLOSED", Phase.CLOSED)),
                SampleContext.changing(TOP.with("billingElement", "true"), TOP)
                        .naming("project", PROJECT)
                        .namedBy("wbs-element/PC2.PBC42"));
    }

    @Override
    protected List<ObjectInContext> badObjects() {
        return List.of(
                SampleContext.creating(TOP),
                SampleContext.creating(TOP).naming("project", PROJECT.in("COMPLETED", Phase.COMPLETED)),
                creating(CHILD),
                creating(TOP.with("apportionment", "sales-order-item/1 60; wbs-element/PC3 40")),
                creating(CHILD).naming("parent", TOP.with("project", "project/PC3")),
                creating(TOP.with("parent", "wbs-element/PC2")).naming("parent", TOP),
                creating(TOP.with("parent", "wbs-element/PC2.PBC42"))
                        .naming("parent", CHILD)
                        .namedBy("wbs-element/PC2.PBC42"),
                SampleContext.changing(TOP.with("billingElement", "true"), TOP)
                        .naming("project", PROJECT)
                        .namedBy("sales-order-item/4711-10"));
    }

    private static SampleContext creating(SampleObject element) {
        return SampleContext.creating(element).naming("project", PROJECT);
    }

    private List<String> messages(ObjectInContext object) {
        return subject().validate(object).stream().map(Finding::message).toList();
    }

    @Test
    void elementStandsUnderItsParentAndElseUnderItsProject() {
        assertThat(subject().place(creating(CHILD))).isEqualTo(Placement.under(new ObjectRef("wbs-element", "PC2")));
        assertThat(subject().place(creating(TOP))).isEqualTo(Placement.under(new ObjectRef("project", "PC2")));
    }

    @ParameterizedTest
    @Tag("O-42")
    @Tag("O-45")
    @CsvSource({"true, IF_BILLED_BY_ITEM", "false, NO"})
    void onlyABillingElementCanHeadARootAndOnlyWhenAnItemBillsIt(String flag, Head head) {
        assertThat(subject().place(creating(CHILD.with("billingElement", flag))).head())
                .isEqualTo(head);
        assertThat(subject().place(creating(CHILD)).head()).isEqualTo(Head.NO);
    }

    @Test
    @Tag("O-45")
    void nestedBillingElementKeepsItsParent() {
        assertThat(subject()
                        .place(creating(CHILD.with("billingElement", "true")))
                        .above())
                .contains(new ObjectRef("wbs-element", "PC2"));
    }

    @Test
    @Tag("O-41")
    @Tag("O-50")
    void revenueGoesToTheBillingElement() {
        assertThat(subject().revenueReceiver(TOP)).isEqualTo(new ObjectRef("wbs-element", "PC2"));
    }

    @ParameterizedTest
    @Tag("D-75")
    @Tag("G-19")
    @CsvSource({
        "true, OPEN, STATUS",
        "true, RELEASED,",
        "true, COMPLETED,",
        "false, OPEN,",
    })
    void aBillingElementThatIsNotReleasedBillsNothing(String flag, String status, String code) {
        SampleObject element = TOP.with("billingElement", flag)
                .in(status, subject().lifeCycle().phase(status));
        assertThat(subject().billingBlock(element).map(Finding::code)).isEqualTo(Optional.ofNullable(code));
    }

    @Test
    void everythingPostedCarriesTheProject() {
        assertThat(subject().characteristics(CHILD)).isEqualTo(Map.of("project", "PC2"));
    }

    @Test
    void parentOfAnotherProjectIsRefused() {
        assertThat(messages(creating(CHILD).naming("parent", TOP.with("project", "project/PC3"))))
                .containsExactly("Parent PC2 belongs to project/PC3, the element to project/PC2");
    }

    @Test
    void elementCantStandBeneathItselfOrItsOwnChild() {
        assertThat(messages(creating(TOP.with("parent", "wbs-element/PC2")).naming("parent", TOP)))
                .containsExactly("wbs-element/PC2 can't stand above and beneath itself");
        assertThat(messages(creating(TOP.with("parent", "wbs-element/PC2.PBC42"))
                        .naming("parent", CHILD)
                        .namedBy("wbs-element/PC2.PBC42")))
                .containsExactly("wbs-element/PC2 can't stand above and beneath itself");
    }

    @Test
    @Tag("O-47")
    void flagStaysWhileAnItemNamesTheElement() {
        SampleContext cleared = SampleContext.changing(TOP.with("billingElement", "true"), TOP)
                .naming("project", PROJECT)
                .namedBy("wbs-element/PC2.PBC42")
                .namedBy("sales-order-item/4711-10");
        assertThat(messages(cleared))
                .containsExactly("The flag can't be cleared while sales-order-item/4711-10 names the element");
    }

    @Test
    @Tag("G-2")
    void flagIsLockedOnceBilled() {
        assertThat(subject().attributes())
                .filteredOn(Attribute::lockedOnceBilled)
                .extracting(Attribute::name)
                .containsExactly("billingElement");
    }

    @Test
    @Tag("J-24")
    void completedProjectTakesNoNewElements() {
        assertThat(messages(SampleContext.creating(TOP).naming("project", PROJECT.in("COMPLETED", Phase.COMPLETED))))
                .containsExactly("Project PC2 is in stage COMPLETED and takes no new elements");
    }

    @ParameterizedTest
    @CsvSource({"OPEN, OPEN", "RELEASED, RELEASED", "COMPLETED, COMPLETED", "CLOSED, CLOSED"})
    void statusesMapOnPhases(String status, Phase phase) {
        assertThat(subject().lifeCycle().phase(status)).isEqualTo(phase);
    }

    @Test
    void elementIsNoItem() {
        assertThat(subject().item(TOP)).isEqualTo(Optional.empty());
    }
}
