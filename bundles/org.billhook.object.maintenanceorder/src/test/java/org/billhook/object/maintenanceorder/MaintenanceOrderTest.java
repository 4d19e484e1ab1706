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

    @Override
    protected BillingObjectType subject() {
        return new MaintenanceOrder();
    }

    @Override
    protected List<ObjectInContext> goodObjects() {
        return List.of(
                SampleContext.creating(PLANNED),
                SampleContext.creating(ASSIGNED).naming("item", ITEM),
                SampleContext.changing(PLANNED, ASSIGNED).naming("item", ITEM));
    }

    @Override
    protected List<ObjectInContext> badObjects() {
        return List.of(SampleContext.creating(ASSIGNED));
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
    void postingsCarryTheOrder() {
        assertThat(subject().characteristics(ASSIGNED)).isEqualTo(Map.of("maintenance-order", "4000123"));
    }
}
