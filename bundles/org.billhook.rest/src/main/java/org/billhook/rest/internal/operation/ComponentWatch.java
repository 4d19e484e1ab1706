package org.billhook.rest.internal.operation;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.billhook.core.api.HealthCheck;
import org.billhook.core.model.Finding;
import org.osgi.framework.BundleContext;
import org.osgi.framework.InvalidSyntaxException;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.runtime.ServiceComponentRuntime;
import org.osgi.service.component.runtime.dto.ComponentConfigurationDTO;
import org.osgi.service.component.runtime.dto.ComponentDescriptionDTO;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Looks at the components of the server, every second until all is well: tells which do not start, starts anew those that are stuck
 * ({@link StuckComponents}), and writes to the log why the server is not ready, which is what {@code bin/billhook start}
 * ends with.
 */
@Component(service = HealthCheck.class, immediate = true)
public final class ComponentWatch implements HealthCheck {

    private static final Logger LOG = LoggerFactory.getLogger(ComponentWatch.class);
    private static final long SECONDS_BETWEEN = 1;
    /** Every so many seconds while all is well. */
    private static final int CALM = 10;

    private static final String OPENING = "(billhook.opening=true)";

    private final BundleContext context;
    private final ServiceComponentRuntime runtime;
    private final Readiness readiness;
    private final StuckComponents stuck = new StuckComponents();
    private final ScheduledExecutorService thread = Executors.newSingleThreadScheduledExecutor(work -> {
        Thread named = new Thread(work, "billhook-components");
        named.setDaemon(true);
        return named;
    });
    private final NotReady notReady = new NotReady();
    private volatile List<Finding> failed = List.of();
    private int looks;

    @Activate
    public ComponentWatch(
            BundleContext context, @Reference ServiceComponentRuntime runtime, @Reference Readiness readiness) {
        this.context = context;
        this.runtime = runtime;
        this.readiness = readiness;
        thread.scheduleWithFixedDelay(this::look, SECONDS_BETWEEN, SECONDS_BETWEEN, TimeUnit.SECONDS);
    }

    @Deactivate
    void stop() {
        thread.shutdown();
    }

    @Override
    public List<Finding> problems() {
        return failed;
    }

    private void look() {
        boolean calm = readiness.isComplete() && failed.isEmpty() && stuck.isCalm();
        if (calm && ++looks % CALM != 0) {
            return;
        }
        try {
            List<ComponentConfigurationDTO> all = runtime.getComponentDescriptionDTOs().stream()
                    .flatMap(component -> runtime.getComponentConfigurationDTOs(component).stream())
                    .toList();
            failed = all.stream()
                    .filter(StuckComponents::hasFailed)
                    .map(ComponentWatch::finding)
                    .toList();
            if (!isOpening()) {
                stuck.look(all).forEach(component -> startAnew(component.description));
                tellWhyNotReady();
            }
        } catch (RuntimeException | InvalidSyntaxException e) {
            LOG.error("Components could not be looked at; they are again in a second", e);
        }
    }

    /** Whether what depends on the store is being started, which can take long and ends by itself. */
    private boolean isOpening() throws InvalidSyntaxException {
        return context.getAllServiceReferences(null, OPENING) != null;
    }

    private void startAnew(ComponentDescriptionDTO component) {
        LOG.warn(
                "Component is stuck, it is started anew component='{}' bundle='{}'",
                component.name,
                component.bundle.symbolicName);
        runtime.disableComponent(component).onResolve(() -> runtime.enableComponent(component));
    }

    private static Finding finding(ComponentConfigurationDTO component) {
        return Finding.error(
                "COMPONENT_FAILED",
                component.description.name,
                "%s of %s %s does not start: %s"
                        .formatted(
                                component.description.name,
                                component.description.bundle.symbolicName,
                                component.description.bundle.version,
                                component.failure.lines().findFirst().orElse("no reason is known")));
    }

    private void tellWhyNotReady() {
        if (readiness.isComplete()) {
            notReady.over();
            return;
        }
        String why = why();
        switch (notReady.of(why, System.nanoTime())) {
            case NOTE -> LOG.info("Not ready: {}", why);
            case WARNING -> LOG.warn("Not ready: {}", why);
            case NONE -> {}
        }
    }

    private String why() {
        List<String> reasons = new ArrayList<>();
        HealthChecks.problems(context).stream()
                .filter(Finding::isError)
                .map(Finding::message)
                .forEach(reasons::add);
        String missing = HealthResource.NEEDED.stream()
                .filter(type -> context.getServiceReference(type) == null)
                .map(Class::getSimpleName)
                .collect(Collectors.joining(", "));
        if (!missing.isEmpty()) {
            reasons.add("services are missing: " + missing);
        }
        return reasons.isEmpty() ? "parts are still starting" : String.join("; ", reasons);
    }
}
