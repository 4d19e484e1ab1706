package org.billhook.rest.whiteboard.internal;

import jakarta.servlet.ServletConfig;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.function.Supplier;
import org.apache.cxf.Bus;
import org.apache.cxf.endpoint.Server;
import org.apache.cxf.transport.servlet.CXFNonSpringServlet;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A bus of CXF with its servlet and server. */
final class CxfEndpoint implements Endpoint {

    private static final Logger LOG = LoggerFactory.getLogger(CxfEndpoint.class);

    private final Server server;
    private final CXFNonSpringServlet servlet = new CXFNonSpringServlet();

    /** @param server  creates the server on the bus, once the servlet is there to carry it */
    CxfEndpoint(Bus bus, ServletConfig config, Supplier<Server> server) {
        servlet.setBus(bus);
        try {
            servlet.init(new QuietServletConfig(config));
        } catch (ServletException e) {
            throw new IllegalStateException("CXF servlet does not start", e);
        }
        this.server = server.get();
    }

    @Override
    public void service(HttpServletRequest request, HttpServletResponse response) throws ServletException, IOException {
        servlet.service(request, response);
    }

    @Override
    public void close() {
        try {
            server.destroy();
            servlet.destroy();
        } catch (RuntimeException e) {
            LOG.warn("Resources that no longer serve did not close cleanly", e);
        }
    }
}
