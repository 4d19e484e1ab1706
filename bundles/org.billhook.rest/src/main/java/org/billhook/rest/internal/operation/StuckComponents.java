package org.billhook.rest.internal.operation;

import java.util.Arrays;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.osgi.service.component.runtime.dto.ComponentConfigurationDTO;

/**
 * Finds the components that the runtime has given up though nothing is wrong with them. Felix SCR 2.2 marks a reference as
 * failed for good when its service could not be had in time, as on a busy machine; only a component that is started anew
 * asks again. What threw in its constructor is no such component. Not for more than one thread.
 */
final class StuckComponents {

    /** A failure that is none of the component itself; so the message of Felix SCR begins. */
    private static final String NO_SERVICE = "java.lang.InstantiationException: Unable to get service for reference";

    /** Looks after which one that failed is started anew, so that work that goes on ends first. */
    static final int LOOKS_FAILED = 2;

    /** Looks after which one is that should be active and is not: it may be starting, slowly. */
    static final int LOOKS_IDLE = 30;

    private final Map<Long, Integer> seen = new HashMap<>();

    /**
     * @param all every configuration of every component, as they are now
     * @return those to start anew: of a chain the lowest, since what refers to it follows by itself
     */
    List<ComponentConfigurationDTO> look(Collection<ComponentConfigurationDTO> all) {
        Set<String> offeredByFailed = new HashSet<>();
        all.stream()
                .filter(StuckComponents::hasFailed)
                .forEach(failed -> offeredByFailed.addAll(Arrays.asList(failed.description.serviceInterfaces)));
        Set<Long> stuck = new HashSet<>();
        List<ComponentConfigurationDTO> due = all.stream()
                .filter(component -> needed(component) > 0)
                .filter(component -> stuck.add(component.id))
                .filter(component -> !refersTo(component, offeredByFailed))
                .filter(component -> seen.merge(component.id, 1, Integer::sum) % needed(component) == 0)
                .toList();
        seen.keySet().retainAll(stuck);
        return due;
    }

    /** Whether nothing looked stuck the last time. */
    boolean isCalm() {
        return seen.isEmpty();
    }

    /** Whether it could not be started, whatever the reason. */
    static boolean hasFailed(ComponentConfigurationDTO component) {
        return component.state == ComponentConfigurationDTO.FAILED_ACTIVATION;
    }

    /** Looks that it takes until the component counts as stuck; 0 if it is well, or broken by itself. */
    private static int needed(ComponentConfigurationDTO component) {
        return switch (component.state) {
            case ComponentConfigurationDTO.FAILED_ACTIVATION -> component.failure.startsWith(NO_SERVICE)
                    ? LOOKS_FAILED
                    : 0;
            case ComponentConfigurationDTO.SATISFIED -> component.description.immediate ? LOOKS_IDLE : 0;
            case ComponentConfigurationDTO.UNSATISFIED_REFERENCE -> component.unsatisfiedReferences.length == 0
                    ? LOOKS_IDLE
                    : 0;
            default -> 0;
        };
    }

    private static boolean refersTo(ComponentConfigurationDTO component, Set<String> interfaces) {
        return Arrays.stream(component.description.references)
                .anyMatch(reference -> interfaces.contains(reference.interfaceName));
    }
}
