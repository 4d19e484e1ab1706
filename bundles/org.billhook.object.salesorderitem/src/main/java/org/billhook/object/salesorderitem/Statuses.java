package org.billhook.object.salesorderitem;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import org.billhook.core.model.Phase;
import org.billhook.core.spi.object.LifeCycle;

/** Life cycle of sales orders and their items. Released goes back to In Process only through Completed (R-22, G-3). */
final class Statuses {

    static final String OPEN = "OPEN";
    static final String IN_PROCESS = "IN_PROCESS";
    static final String RELEASED = "RELEASED";
    static final String COMPLETED = "COMPLETED";

    static final LifeCycle LIFE_CYCLE = new LifeCycle(
            OPEN,
            phases(),
            Map.of(
                    OPEN, Set.of(IN_PROCESS, RELEASED),
                    IN_PROCESS, Set.of(OPEN, RELEASED),
                    RELEASED, Set.of(COMPLETED),
                    COMPLETED, Set.of(IN_PROCESS)));

    private Statuses() {}

    private static Map<String, Phase> phases() {
        Map<String, Phase> phases = new LinkedHashMap<>();
        phases.put(OPEN, Phase.OPEN);
        phases.put(IN_PROCESS, Phase.IN_PROCESS);
        phases.put(RELEASED, Phase.RELEASED);
        phases.put(COMPLETED, Phase.COMPLETED);
        return phases;
    }
}
