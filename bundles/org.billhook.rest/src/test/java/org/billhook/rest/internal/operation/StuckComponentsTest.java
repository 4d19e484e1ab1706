package org.billhook.rest.internal.operation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.osgi.service.component.runtime.dto.ComponentConfigurationDTO.ACTIVE;
import static org.osgi.service.component.runtime.dto.ComponentConfigurationDTO.FAILED_ACTIVATION;
import static org.osgi.service.component.runtime.dto.ComponentConfigurationDTO.SATISFIED;
import static org.osgi.service.component.runtime.dto.ComponentConfigurationDTO.UNSATISFIED_REFERENCE;

import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.osgi.service.component.runtime.dto.ComponentConfigurationDTO;
import org.osgi.service.component.runtime.dto.ComponentDescriptionDTO;
import org.osgi.service.component.runtime.dto.ReferenceDTO;
import org.osgi.service.component.runtime.dto.UnsatisfiedReferenceDTO;

class StuckComponentsTest {

    private static final String NO_SERVICE =
            "java.lang.InstantiationException: Unable to get service for reference commands\n\tat org.apache";

    private final StuckComponents stuck = new StuckComponents();

    @Test
    void whatCouldNotGetAServiceInTimeIsStartedAnewAtTheSecondLook() {
        ComponentConfigurationDTO resource = component(1, FAILED_ACTIVATION, "Resource", "Commands");
        resource.failure = NO_SERVICE;
        ComponentConfigurationDTO commands = component(2, ACTIVE, "Commands");

        assertThat(looks(1, resource, commands)).isEmpty();
        assertThat(looks(1, resource, commands)).containsExactly(1L);
        assertThat(looks(1, resource, commands)).as("it is given time").isEmpty();
        assertThat(looks(1, resource, commands)).containsExactly(1L);
    }

    @Test
    void ofAChainTheLowestIsStartedAnewSinceTheOthersFollow() {
        ComponentConfigurationDTO resource = component(1, FAILED_ACTIVATION, "Resource", "Commands");
        resource.failure = NO_SERVICE;
        ComponentConfigurationDTO commands = component(2, FAILED_ACTIVATION, "Commands", "Jobs");
        commands.failure = NO_SERVICE;

        assertThat(looks(2, resource, commands)).containsExactly(2L);
    }

    @Test
    void whatBreaksByItselfIsLeftAloneAndSoIsWhatNeedsIt() {
        ComponentConfigurationDTO resource = component(1, FAILED_ACTIVATION, "Resource", "Commands");
        resource.failure = NO_SERVICE;
        ComponentConfigurationDTO commands = component(2, FAILED_ACTIVATION, "Commands");
        commands.failure = "java.lang.IllegalArgumentException: workers must be 1 to 64";

        assertThat(looks(StuckComponents.LOOKS_IDLE, resource, commands)).isEmpty();
    }

    @Test
    void whatShouldBeActiveAndIsNotGetsHalfAMinute() {
        ComponentConfigurationDTO worker = component(1, SATISFIED, "Worker");
        worker.description.immediate = true;
        ComponentConfigurationDTO delayed = component(2, SATISFIED, "Delayed");
        ComponentConfigurationDTO forgotten = component(3, UNSATISFIED_REFERENCE, "Forgotten");
        ComponentConfigurationDTO waiting = component(4, UNSATISFIED_REFERENCE, "Waiting");
        waiting.unsatisfiedReferences = new UnsatisfiedReferenceDTO[] {new UnsatisfiedReferenceDTO()};

        assertThat(looks(29, worker, delayed, forgotten, waiting)).isEmpty();
        assertThat(looks(1, worker, delayed, forgotten, waiting)).containsExactly(1L, 3L);
    }

    @Test
    void whatHasStartedIsForgotten() {
        ComponentConfigurationDTO resource = component(1, FAILED_ACTIVATION, "Resource");
        resource.failure = NO_SERVICE;
        looks(1, resource);
        resource.state = ACTIVE;
        looks(1, resource);
        resource.state = FAILED_ACTIVATION;

        assertThat(looks(1, resource)).isEmpty();
    }

    /** Ids of those to start anew at the last of some looks; at the looks before there must be none. */
    private List<Long> looks(int times, ComponentConfigurationDTO... all) {
        for (int look = 1; look < times; look++) {
            assertThat(stuck.look(Arrays.asList(all))).as("look %d", look).isEmpty();
        }
        return stuck.look(Arrays.asList(all)).stream()
                .map(component -> component.id)
                .toList();
    }

    private static ComponentConfigurationDTO component(long id, int state, String offers, String... refersTo) {
        ComponentConfigurationDTO component = new ComponentConfigurationDTO();
        component.id = id;
        component.state = state;
        component.unsatisfiedReferences = new UnsatisfiedReferenceDTO[0];
        component.description = new ComponentDescriptionDTO();
        component.description.serviceInterfaces = new String[] {offers};
        component.description.references = Arrays.stream(refersTo)
                .map(type -> {
                    ReferenceDTO reference = new ReferenceDTO();
                    reference.interfaceName = type;
                    return reference;
                })
                .toArray(ReferenceDTO[]::new);
        return component;
    }
}
