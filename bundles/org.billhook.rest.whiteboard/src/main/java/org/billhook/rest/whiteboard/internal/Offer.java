package org.billhook.rest.whiteboard.internal;

import jakarta.ws.rs.Path;
import org.osgi.framework.Bundle;
import org.osgi.framework.Constants;
import org.osgi.framework.ServiceReference;
import org.osgi.framework.Version;

/**
 * A service that offers itself to the whiteboard.
 *
 * @param order  of several extensions the first registered comes first
 */
record Offer(Object service, boolean resource, String bundle, Version version, long order) {

    /** Property of a service with resource methods (Jakarta RESTful Web Services Whiteboard 151.4). */
    static final String RESOURCE = "osgi.jakartars.resource";
    /** Property of a filter, interceptor, mapper, reader or writer (151.5). */
    static final String EXTENSION = "osgi.jakartars.extension";

    /** Property with the name of a resource or an extension (151.3). */
    static final String NAME = "osgi.jakartars.name";

    static Offer of(ServiceReference<?> reference, Bundle bundle, Object service) {
        return new Offer(
                service,
                "true".equals(String.valueOf(reference.getProperty(RESOURCE))),
                bundle.getSymbolicName(),
                bundle.getVersion(),
                (Long) reference.getProperty(Constants.SERVICE_ID));
    }

    /** What two versions of one bundle offer alike: a path, or the class of an extension. */
    Place place() {
        Path path = service.getClass().getAnnotation(Path.class);
        String name = resource && path != null
                ? path.value().replaceAll("^/+|/+$", "")
                : service.getClass().getName();
        return new Place(bundle, resource, name);
    }

    record Place(String bundle, boolean resource, String name) {}
}
