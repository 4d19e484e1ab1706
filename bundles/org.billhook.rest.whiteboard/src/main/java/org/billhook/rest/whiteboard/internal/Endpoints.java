package org.billhook.rest.whiteboard.internal;

import jakarta.servlet.ServletConfig;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.cxf.Bus;
import org.apache.cxf.bus.extension.ExtensionManagerBus;
import org.apache.cxf.jaxrs.JAXRSServerFactoryBean;
import org.apache.cxf.transport.common.gzip.GZIPOutInterceptor;
import org.osgi.framework.BundleContext;

/** Builds an endpoint of CXF: a bus, a servlet and a server of its own, which share nothing with the one before. */
final class Endpoints {

    /** Bytes; what is shorter goes as it is. */
    private static final int LEAST_TO_COMPRESS = 1_024;

    private static final String REPLACE_LOOPBACK = "replace.loopback.address.with.localhost";

    private final ServletConfig config;
    private final BundleContext context;

    Endpoints(ServletConfig config, BundleContext context) {
        this.config = config;
        this.context = context;
    }

    Endpoint build(Selection selection) {
        Thread thread = Thread.currentThread();
        ClassLoader before = thread.getContextClassLoader();
        ClassLoader cxf = CxfClassLoader.over(context);
        thread.setContextClassLoader(cxf);
        try {
            return start(selection, cxf);
        } finally {
            thread.setContextClassLoader(before);
        }
    }

    private Endpoint start(Selection selection, ClassLoader cxf) {
        ExtensionManagerBus bus = new ExtensionManagerBus(null, Map.of(REPLACE_LOOPBACK, false), cxf);
        try {
            bus.initialize();
            return new CxfEndpoint(bus, config, () -> server(bus, selection).create());
        } catch (RuntimeException | LinkageError e) {
            bus.shutdown(false);
            throw e;
        }
    }

    private JAXRSServerFactoryBean server(Bus bus, Selection selection) {
        JAXRSServerFactoryBean server = new JAXRSServerFactoryBean();
        server.setBus(bus);
        server.setAddress("/");
        List<Object> resources = new ArrayList<>(selection.resources());
        resources.add(new OpenApiDocument(
                selection.resources(), context.getBundle().getVersion().toString()));
        server.setServiceBeans(resources);
        List<Object> providers = new ArrayList<>(selection.extensions());
        providers.add(Json.provider());
        providers.add(new ProblemOfStatus());
        providers.add(new UnreadBody());
        server.setProviders(providers);
        server.getOutInterceptors().add(new GZIPOutInterceptor(LEAST_TO_COMPRESS));
        return server;
    }
}
