package org.billhook.object.salesorderitem;

import org.billhook.core.model.Phase;
import org.billhook.core.spi.object.LifeCycle;

/** Life cycle of sales orders and their items. Released goes back to In Process only through Completed (R-22, G-3). */
final class Statuses {

    static final String OPEN = "OPEN";
    static final String IN_PROCESS = "IN_PROCESS";
    static final String RELEASED = "RELEASED";
    static final String COMPLETED = "COMPLETED";

    static final LifeCycle LIFE_CYCLE = LifeCycle.from(OPEN, Phase.OPEN, IN_PROCESS, RELEASED)
            .then(IN_PROCESS, Phase.IN_PROCESS, OPEN, RELEASED)
            .then(RELEASED, Phase.RELEASED, COMPLETED)
            .then(COMPLETED, Phase.COMPLETED, IN_PROCESS)
            .build();

    private Statuses() {}
}
