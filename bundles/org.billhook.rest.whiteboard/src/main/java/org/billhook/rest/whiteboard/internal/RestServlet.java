package org.billhook.rest.whiteboard.internal;

import jakarta.servlet.Servlet;
import jakarta.servlet.ServletConfig;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.ws.rs.ext.RuntimeDelegate;
import java.io.IOException;
import java.util.Optional;
import java.util.UUID;
import org.apache.cxf.jaxrs.impl.RuntimeDelegateImpl;
import org.osgi.framework.BundleContext;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.ServiceScope;
import org.osgi.service.servlet.whiteboard.propertytypes.HttpWhiteboardServletAsyncSupported;
import org.osgi.service.servlet.whiteboard.propertytypes.HttpWhiteboardServletName;
import org.osgi.service.servlet.whiteboard.propertytypes.HttpWhiteboardServletPattern;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.MDC;

/** All of {@code /api/v1}: hands each request to the generation that is current when it comes. */
@Component(service = Servlet.class, scope = ServiceScope.PROTOTYPE)
@HttpWhiteboardServletAsyncSupported
@HttpWhiteboardServletName("billhook-rest")
@HttpWhiteboardServletPattern(RestServlet.ROOT + "/*")
public final class RestServlet extends HttpServlet {

    static final String ROOT = "/api/v1";

    private static final long serialVersionUID = 1L;

    private static final Logger LOG = LoggerFactory.getLogger(RestServlet.class);

    private final transient BundleContext context;
    private transient Whiteboard whiteboard;

    @Activate
    public RestServlet(BundleContext context) {
        this.context = context;
    }

    @Override
    public void init(ServletConfig config) throws ServletException {
        super.init(config);
        RuntimeDelegate.setInstance(new RuntimeDelegateImpl());
        Endpoints endpoints = new Endpoints(config, context);
        whiteboard = new Whiteboard(context, endpoints::build);
        whiteboard.open();
    }

    @Override
    public void destroy() {
        whiteboard.close();
    }

    @Override
    protected void service(HttpServletRequest request, HttpServletResponse response)
            throws ServletException, IOException {
        RequestId.begin(request, response);
        try {
            Body body = Body.of(request);
            GuardedRequest guarded = new GuardedRequest(request, body);
            Optional<Problem> unreadable = Readable.problem(request);
            if (unreadable.isPresent()) {
                refuse(unreadable.get(), body, response);
            } else {
                serve(guarded, body, response);
            }
            if (!request.isAsyncStarted()) {
                end(request, body, response);
            }
        } finally {
            RequestId.end();
        }
    }

    private static void end(HttpServletRequest request, Body body, HttpServletResponse response) {
        try {
            if (!body.leave()) {
                response.flushBuffer();
                LateBody.discard(request);
            }
        } catch (IOException e) {
            LOG.debug("Caller went away path='{}'", request.getRequestURI(), e);
        }
    }

    private static void refuse(Problem problem, Body body, HttpServletResponse response) throws IOException {
        if (!body.leave()) {
            response.setHeader(UnreadBody.CONNECTION, UnreadBody.CLOSE);
        }
        problem.writeTo(response);
    }

    private void serve(HttpServletRequest request, Body body, HttpServletResponse response)
            throws ServletException, IOException {
        Generation generation = whiteboard.enter();
        if (generation == null) {
            refuse(Problem.of(503, "No resource is there yet", request), body, response);
            return;
        }
        try {
            generation.endpoint().service(request, response);
        } catch (RuntimeException | LinkageError | ServletException e) {
            fail(e, request, body, response);
        } finally {
            leave(generation, request);
        }
    }

    /** What no mapper answered, such as a class that is missing: the container's own page would show names of classes. */
    private static void fail(Throwable fault, HttpServletRequest request, Body body, HttpServletResponse response)
            throws IOException {
        String incident = UUID.randomUUID().toString();
        LOG.error("Call failed incident='{}' path='{}'", incident, request.getRequestURI(), fault);
        if (!response.isCommitted()) {
            response.reset();
            response.setHeader(RequestId.HEADER, MDC.get(RequestId.KEY));
            refuse(
                    Problem.of(500, "The server failed. Its log has the reason under incident " + incident, request),
                    body,
                    response);
        }
    }

    private static void leave(Generation generation, HttpServletRequest request) {
        if (request.isAsyncStarted()) {
            request.getAsyncContext().addListener(new LeaveWhenDone(generation));
        } else {
            generation.leave();
        }
    }
}
