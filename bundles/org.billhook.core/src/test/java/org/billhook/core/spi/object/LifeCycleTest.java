package org.billhook.core.spi.object;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import org.billhook.core.model.Finding;
import org.billhook.core.model.Phase;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

class LifeCycleTest {

    private static final LifeCycle ITEM = new LifeCycle(
            "OPEN",
            phases(),
            Map.of(
                    "OPEN", Set.of("IN_PROCESS"),
                    "IN_PROCESS", Set.of("RELEASED", "OPEN"),
                    "RELEASED", Set.of("COMPLETED"),
                    "COMPLETED", Set.of("IN_PROCESS", "GONE")));

    private static Map<String, Phase> phases() {
        Map<String, Phase> phases = new LinkedHashMap<>();
        phases.put("OPEN", Phase.OPEN);
        phases.put("IN_PROCESS", Phase.IN_PROCESS);
        phases.put("RELEASED", Phase.RELEASED);
        phases.put("COMPLETED", Phase.COMPLETED);
        phases.put("GONE", Phase.CLOSED);
        return phases;
    }

    private static String message(String from, String to) {
        return ITEM.refusal(from, to).map(Finding::message).orElse("allowed");
    }

    @Test
    void allowedChangeAndNoChangeAreNotRefused() {
        assertThat(message("OPEN", "IN_PROCESS")).isEqualTo("allowed");
        assertThat(message("GONE", "GONE")).isEqualTo("allowed");
    }

    @Test
    @Tag("G-3")
    void refusalNamesTheShortestWay() {
        assertThat(message("RELEASED", "IN_PROCESS"))
                .isEqualTo("Status RELEASED can't become IN_PROCESS directly: the way is COMPLETED, IN_PROCESS");
        assertThat(message("OPEN", "GONE"))
                .isEqualTo("Status OPEN can't become GONE directly:"
                        + " the way is IN_PROCESS, RELEASED, COMPLETED, GONE");
    }

    @Test
    void refusalWithoutAWayNamesWhatIsAllowed() {
        assertThat(message("GONE", "OPEN"))
                .isEqualTo("Status GONE can't become OPEN directly: no way leads there; allowed: []");
    }

    @Test
    void unknownStatusIsRefusedWithTheKnownOnes() {
        assertThat(message("OPEN", "open"))
                .isEqualTo("Status 'open' is not one of [OPEN, IN_PROCESS, RELEASED, COMPLETED, GONE]");
        assertThatThrownBy(() -> ITEM.phase("open")).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void statusWithoutTransitionsIsFinal() {
        assertThat(ITEM.allows("GONE", "OPEN")).isFalse();
    }

    @Test
    void unknownStatusesInTheDefinitionAreRefused() {
        Map<String, Phase> one = Map.of("OPEN", Phase.OPEN);
        assertThatThrownBy(() -> new LifeCycle("NEW", one, Map.of())).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new LifeCycle("OPEN", one, Map.of("OPEN", Set.of("DONE"))))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new LifeCycle("OPEN", one, Map.of("DONE", Set.of("OPEN"))))
                .isInstanceOf(IllegalArgumentException.class);
    }
}
