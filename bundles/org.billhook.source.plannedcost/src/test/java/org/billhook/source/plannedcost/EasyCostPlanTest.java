package org.billhook.source.plannedcost;

import org.billhook.core.spi.source.SourceType;

class EasyCostPlanTest extends PlanContract {

    @Override
    protected SourceType subject() {
        return new EasyCostPlan();
    }

    @Override
    String kind() {
        return "easy-cost-plan";
    }
}
