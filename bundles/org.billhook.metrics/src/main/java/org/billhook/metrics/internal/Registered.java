package org.billhook.metrics.internal;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import org.billhook.core.api.Gauges;
import org.billhook.core.api.HealthCheck;
import org.billhook.core.model.Finding;
import org.osgi.framework.BundleContext;
import org.osgi.framework.InvalidSyntaxException;
import org.osgi.framework.ServiceReference;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What any bundle tells of itself by a service: asked at the moment, and left out if it breaks. */
class Registered {

    private static final Logger LOG = LoggerFactory.getLogger(Registered.class);

    private final BundleContext context;

    Registered(BundleContext context) {
        this.context = context;
    }

    /** Figures by name. */
    Map<String, Long> gauges() {
        Map<String, Long> all = new TreeMap<>();
        ask(Gauges.class, Gauges::values).forEach(all::putAll);
        return all;
    }

    List<Finding> problems() {
        List<Finding> all = new ArrayList<>();
        ask(HealthCheck.class, HealthCheck::problems).forEach(all::addAll);
        return all;
    }

    private <S, T> List<T> ask(Class<S> type, Function<S, T> question) {
        List<T> answers = new ArrayList<>();
        for (ServiceReference<S> reference : references(type)) {
            S service = context.getService(reference);
            if (service != null) {
                try {
                    answers.add(question.apply(service));
                } catch (RuntimeException | Error e) {
                    LOG.error("Figures of a service are left out, it broke service='{}'", reference, e);
                } finally {
                    context.ungetService(reference);
                }
            }
        }
        return answers;
    }

    private <S> Collection<ServiceReference<S>> references(Class<S> type) {
        try {
            return context.getServiceReferences(type, null);
        } catch (InvalidSyntaxException e) {
            throw new IllegalStateException(e); // there is no filter
        }
    }
}
