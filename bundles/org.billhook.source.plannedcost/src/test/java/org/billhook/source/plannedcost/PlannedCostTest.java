package org.billhook.source.plannedcost;

import org.billhook.core.spi.source.SourceType;

class PlannedCostTest extends PlanContract {

    @Override
    protected SourceType subject() {
        return new PlannedCost();
    }

    @Override
    String kind() {
        return "planned-cost";
    }
}
