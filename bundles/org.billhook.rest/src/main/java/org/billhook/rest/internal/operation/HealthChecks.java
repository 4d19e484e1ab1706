package org.billhook.rest.internal.operation;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.billhook.core.api.HealthCheck;
import org.billhook.core.model.Finding;
import org.osgi.framework.BundleContext;
import org.osgi.framework.InvalidSyntaxException;
import org.osgi.framework.ServiceReference;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Asks all that have something to say about how the server is. */
final class HealthChecks {

    private static final Logger LOG = LoggerFactory.getLogger(HealthChecks.class);

    private HealthChecks() {}

    /** What all of them say, the oldest service first; one that breaks is a problem itself. */
    static List<Finding> problems(BundleContext context) {
        List<Finding> problems = new ArrayList<>();
        for (ServiceReference<HealthCheck> reference : references(context)) {
            HealthCheck check = context.getService(reference);
            if (check == null) {
                continue; // gone, or it is being started
            }
            try {
                problems.addAll(check.problems());
            } catch (RuntimeException | Error e) {
                LOG.error("Health check broke service='{}'", reference, e);
                problems.add(Finding.error("HEALTH_CHECK_BROKE", "The health check %s broke".formatted(reference)));
            } finally {
                context.ungetService(reference);
            }
        }
        return problems;
    }

    /** A service that stays as long as its bundle; empty if it is not there now. */
    static <S> Optional<S> service(BundleContext context, Class<S> type) {
        return Optional.ofNullable(context.getServiceReference(type)).map(context::getService);
    }

    private static List<ServiceReference<HealthCheck>> references(BundleContext context) {
        try {
            return context.getServiceReferences(HealthCheck.class, null).stream()
                    .sorted((a, b) -> b.compareTo(a))
                    .toList();
        } catch (InvalidSyntaxException e) {
            throw new IllegalStateException(e); // there is no filter
        }
    }
}
