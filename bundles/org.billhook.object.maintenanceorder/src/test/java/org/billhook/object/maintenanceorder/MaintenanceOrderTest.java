package org.billhook.object.maintenanceorder;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.billhook.core.model.Finding;
import org.billhook.core.model.ObjectRef;
import org.billhook.core.model.Phase;
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

class MaintenanceOrderTest extends BillingObjectTypeContract {

    private static final SampleObject ITEM = SampleObject.of("service-order-item/8000-10");
    private static final SampleObject PLANNED = SampleObject.of("maintenance-order/4000123")
            .with("maintenancePlan", "MP-7")
            .in("CREATED", Phase.OPEN);
    private static final SampleObject ASSIGNED = PLANNED.with("item", "service-order-item/8000-10");
    private static final SampleObject SETTLED =
            PLANNED.with("settlementRule", "sales-order-item/4711-10 60; cost-center/4000 40");
    private static final SampleObject SV01 = SampleObject.of("maintenance-order-type/SV01")
            .with("revenueBearing", "true")
            .with("dipProfile", "SV");
    private static final SampleObject ALONE = PLANNED.with("orderType", "maintenance-order-type/SV01")
            .with("revenueBearing", "true")
            .with("customer", "ACME")
            .with("currency", "EUR")
            .with("billingRelevance", "itemized");

    @Override
    protected BillingObjectType subject() {
        return new MaintenanceOrder();
    }

    @Override
    protected List<ObjectInContext> goodObjects() {
        return List.of(
                SampleContext.creating(PLANNED),
                SampleContext.creating(ASSIGNED).naming("item", ITEM),
                SampleContext.changing(PLANNED, ASSIGNED).naming("item", ITEM),
                SampleContext.creating(SETTLED),
                SampleContext.creating(PLANNED.with("settlementRule", "cost-center/4000 100")),
                SampleContext.creating(ASSIGNED.with("settlementRule", "service-order-item/8000-10 100"))
                        .naming("item", ITEM),
                alone(ALONE),
                alone(ALONE.with("settlementRule", "sales-order-item/4711-10 100")
                        .without("customer")));
    }

    @Override
    protected List<ObjectInContext> badObjects() {
        return List.of(
                SampleContext.creating(ASSIGNED),
                SampleContext.creating(ASSIGNED.with("superiorOrder", "maintenance-order/1"))
                        .naming("item", ITEM)
                        .naming("superiorOrder", SampleObject.of("maintenance-order/1")),
                SampleContext.creating(ASSIGNED.with("settlementRule", "sales-order-item/4711-10 100"))
                        .naming("item", ITEM),
                SampleContext.creating(
                        PLANNED.with("settlementRule", "sales-order-item/4711-10 50; sales-order-item/4711-20 50")),
                SampleContext.creating(PLANNED.with("settlementRule", "sales-order-item/4711-10")),
                SampleContext.creating(PLANNED.with("settlementRule", "a/b 60; c/d 60")),
                SampleContext.creating(PLANNED.with("settlementRule", "a/b 0")),
                SampleContext.creating(ALONE.without("orderType")),
                alone(ALONE.without("customer")),
                alone(ALONE.without("billingRelevance")));
    }

    @Test
    @Tag("R-4")
    void anOrderFromAMaintenancePlanIsThereBeforeItsItem() {
        assertThat(subject().place(SampleContext.creating(PLANNED))).isEqualTo(Placement.top());
    }

    @Test
    @Tag("R-1")
    void anAssignedOrderExecutesItsItem() {
        assertThat(subject().place(SampleContext.creating(ASSIGNED).naming("item", ITEM)))
                .isEqualTo(Placement.executing(new ObjectRef("service-order-item", "8000-10")));
    }

    private static SampleContext alone(SampleObject order) {
        return SampleContext.creating(order).naming("orderType", SV01);
    }

    private List<String> messages(ObjectInContext order) {
        return findings(order).stream().map(Finding::message).toList();
    }

    @Test
    @Tag("O-21")
    void aSettlementRuleToAnOrderItemAssignsTheOrderToIt() {
        assertThat(subject().place(SampleContext.creating(SETTLED)))
                .isEqualTo(Placement.executing(new ObjectRef("sales-order-item", "4711-10")));
        assertThat(subject().place(SampleContext.creating(PLANNED.with("settlementRule", "cost-center/4000 100"))))
                .isEqualTo(Placement.top());
    }

    @Test
    @Tag("O-22")
    void onlyItemsAmongTheReceiversCountAndOnlyOneOfThem() {
        assertThat(messages(SampleContext.creating(
                        PLANNED.with("settlementRule", "sales-order-item/4711-10 50; sales-order-item/4711-20 50"))))
                .containsExactly("The rule names sales-order-item/4711-10 and sales-order-item/4711-20:"
                        + " an order belongs to one order item");
        assertThat(messages(SampleContext.creating(PLANNED.with(
                        "settlementRule", "sales-order-item/4711-10 25.5; sales-order-item/4711-10 74.5"))))
                .isEmpty();
        assertThat(messages(SampleContext.creating(PLANNED.with("settlementRule", "a/b 60; c/d 60"))))
                .containsExactly("The parts are 120 percent together, 100 at most");
    }

    @Test
    @Tag("O-24")
    void aSubOrderBelongsWithItsSuperiorOrder() {
        SampleObject sub = PLANNED.with("superiorOrder", "maintenance-order/1");
        assertThat(subject().place(SampleContext.creating(sub)))
                .isEqualTo(Placement.under(new ObjectRef("maintenance-order", "1")));
    }

    @Test
    @Tag("O-30")
    @Tag("O-32")
    @Tag("WE-48")
    void anOrderOfARevenueBearingTypeIsBilledByItself() {
        assertThat(subject().defaults(alone(PLANNED.with("orderType", "maintenance-order-type/SV01"))))
                .isEqualTo(Map.of("revenueBearing", "true", "dipProfile", "SV"));
        assertThat(subject().place(alone(ALONE))).isEqualTo(Placement.ownRoot());
        assertThat(subject().item(ALONE).orElseThrow().party()).isEqualTo("ACME");
        assertThat(subject().revenueReceiver(ALONE)).isEqualTo(ALONE.ref());
    }

    @Test
    @Tag("O-33")
    @Tag("WE-48")
    void assignedToAnItemItIsBilledThroughThat() {
        SampleObject order = ALONE.with("settlementRule", "sales-order-item/4711-10 100");
        assertThat(subject().item(order)).isEmpty();
        assertThat(subject().place(alone(order)))
                .isEqualTo(Placement.executing(new ObjectRef("sales-order-item", "4711-10")));
    }

    @Test
    @Tag("O-31")
    void onlyATypeMakesAnOrderBearRevenue() {
        assertThat(messages(SampleContext.creating(ALONE.without("orderType"))))
                .containsExactly("maintenance-order/4000123 can't bear revenue itself:"
                        + " only orders of a type do that is flagged so");
        assertThat(subject().item(PLANNED)).isEmpty();
        assertThat(subject().place(SampleContext.creating(PLANNED))).isEqualTo(Placement.top());
    }

    @Test
    @Tag("R-3")
    void anOrderTakesPlantAndWorkCenterFromItsItem() {
        assertThat(subject()
                        .defaults(SampleContext.creating(ASSIGNED)
                                .naming(
                                        "item",
                                        ITEM.with("planningPlant", "1010").with("workCenter", "MECH"))))
                .isEqualTo(Map.of("planningPlant", "1010", "workCenter", "MECH"));
        assertThat(subject().defaults(SampleContext.creating(PLANNED))).isEmpty();
    }

    @ParameterizedTest
    @Tag("R-37")
    @Tag("R-38")
    @CsvSource({"CREATED, OPEN", "RELEASED, RELEASED", "TECHNICALLY_COMPLETED, COMPLETED", "CLOSED, CLOSED"})
    void statusesMapOnPhases(String status, Phase phase) {
        assertThat(subject().lifeCycle().phase(status)).isEqualTo(phase);
    }

    @ParameterizedTest
    @CsvSource({
        "CREATED, RELEASED, true",
        "CREATED, TECHNICALLY_COMPLETED, false",
        "RELEASED, CREATED, false",
        "RELEASED, TECHNICALLY_COMPLETED, true",
        "RELEASED, CLOSED, false",
        "TECHNICALLY_COMPLETED, RELEASED, true",
        "TECHNICALLY_COMPLETED, CLOSED, true",
        "CLOSED, TECHNICALLY_COMPLETED, true",
        "CLOSED, RELEASED, false"
    })
    void statusesFollowEachOther(String from, String to, boolean allowed) {
        LifeCycle cycle = subject().lifeCycle();
        assertThat(cycle.allows(from, to)).isEqualTo(allowed);
    }

    @Test
    void anItemThatDoesNotExistIsNamed() {
        assertThat(findings(SampleContext.creating(ASSIGNED)))
                .extracting(Finding::message)
                .containsExactly("There is no service-order-item/8000-10");
    }

    @Test
    @Tag("D-7")
    void aNewOrderGetsTheProfileOfItsType() {
        assertThat(new MaintenanceOrder()
                        .defaults(SampleContext.creating(PLANNED.with("orderType", "maintenance-order-type/PM01"))
                                .naming("orderType", type("dipProfile", "SV-TM"))))
                .containsEntry("dipProfile", "SV-TM");
    }

    @Test
    @Tag("D-8")
    void withAnItemTheProfileIsThatOfTheItem() {
        assertThat(messages(SampleContext.changing(ASSIGNED, ASSIGNED.with("dipProfile", "OTHER"))
                        .naming("item", ITEM)))
                .containsExactly("maintenance-order/4000123 belongs to service-order-item/8000-10 and is billed by the"
                        + " DIP profile of the item: change it there");
        assertThat(messages(SampleContext.changing(PLANNED, PLANNED.with("dipProfile", "OTHER"))))
                .isEmpty();
    }

    @Test
    void postingsCarryTheOrder() {
        assertThat(subject().characteristics(ASSIGNED)).isEqualTo(Map.of("maintenance-order", "4000123"));
    }

    private static SampleObject type(String name, String value) {
        return SampleObject.of("maintenance-order-type/PM01").with(name, value);
    }

    @Test
    @Tag("O-24")
    @Tag("O-25")
    void aTypeProposesTheRuleOfTheSuperiorOrderOrToWhatTheOrderRefersTo() {
        SampleObject order = PLANNED.with("orderType", "maintenance-order-type/PM01");
        SampleObject superior = SampleObject.of("maintenance-order/1");
        assertThat(new MaintenanceOrder()
                        .defaults(SampleContext.creating(order.with("superiorOrder", "maintenance-order/1"))
                                .naming("orderType", type("ruleProposal", "SUPERIOR"))
                                .naming("superiorOrder", superior)))
                .containsEntry("settlementRule", "maintenance-order/1 100");
        assertThat(new MaintenanceOrder()
                        .defaults(SampleContext.creating(order.with("superiorOrder", "maintenance-order/1"))
                                .naming("orderType", type("ruleProposal", "SUPERIOR"))
                                .naming(
                                        "superiorOrder",
                                        superior.with("settlementRule", "sales-order-item/4711-10 100"))))
                .containsEntry("settlementRule", "sales-order-item/4711-10 100");
        assertThat(new MaintenanceOrder()
                        .defaults(SampleContext.creating(order.with("item", "service-order-item/8000-10"))
                                .naming("orderType", type("ruleProposal", "REFERENCE"))
                                .naming("item", ITEM)))
                .containsEntry("settlementRule", "service-order-item/8000-10 100");
        assertThat(new MaintenanceOrder()
                        .defaults(SampleContext.creating(order).naming("orderType", type("ruleProposal", "REFERENCE"))))
                .doesNotContainKey("settlementRule");
    }

    @Test
    @Tag("O-25")
    void aTypeSaysFromWhenOnARuleIsMandatory() {
        SampleObject order = PLANNED.with("orderType", "maintenance-order-type/PM01");
        SampleObject type = type("ruleMandatory", "TECHNICALLY_COMPLETED");
        SampleObject completed = order.in("TECHNICALLY_COMPLETED", Phase.COMPLETED);
        assertThat(new MaintenanceOrder()
                        .validate(SampleContext.changing(order, order.in("RELEASED", Phase.RELEASED))
                                .naming("orderType", type)))
                .isEmpty();
        assertThat(new MaintenanceOrder()
                        .validate(SampleContext.changing(order, completed).naming("orderType", type)))
                .extracting(Finding::code)
                .containsExactly("SETTLEMENT_RULE_MISSING");
        assertThat(new MaintenanceOrder()
                        .validate(
                                SampleContext.changing(order, completed.with("settlementRule", "cost-center/4000 100"))
                                        .naming("orderType", type)))
                .isEmpty();
    }

    @Test
    @Tag("O-22")
    @Tag("O-24")
    void aSubOrderMaySettleToTheItemOfItsSuperiorAndStandsUnderThat() {
        SampleObject sub = PLANNED.with("superiorOrder", "maintenance-order/1")
                .with("settlementRule", "sales-order-item/4711-10 60; cost-center/4000 40");
        for (SampleObject superior : List.of(
                SampleObject.of("maintenance-order/1").with("item", "sales-order-item/4711-10"),
                SampleObject.of("maintenance-order/1")
                        .with("settlementRule", "sales-order-item/4711-10 60; cost-center/4000 40"),
                SampleObject.of("internal-order/1").with("item", "sales-order-item/4711-10"))) {
            SampleContext context = SampleContext.creating(sub).naming("superiorOrder", superior);
            assertThat(subject().validate(context)).isEmpty();
            assertThat(subject().place(context)).isEqualTo(Placement.under(new ObjectRef("maintenance-order", "1")));
        }
        SampleObject other = SampleObject.of("maintenance-order/1").with("item", "sales-order-item/4711-20");
        assertThat(subject().validate(SampleContext.creating(sub).naming("superiorOrder", other)))
                .extracting(Finding::message)
                .containsExactly(
                        "The rule settles to sales-order-item/4711-10, but the order belongs to maintenance-order/1");
    }
}
