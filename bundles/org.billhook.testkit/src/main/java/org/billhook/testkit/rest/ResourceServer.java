package org.billhook.testkit.rest;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.jakarta.rs.json.JacksonJsonProvider;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerRequestFilter;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.SecurityContext;
import jakarta.ws.rs.ext.ExceptionMapper;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.security.Principal;
import java.util.ArrayList;
import java.util.List;
import org.apache.cxf.Bus;
import org.apache.cxf.BusFactory;
import org.apache.cxf.jaxrs.JAXRSServerFactoryBean;
import org.apache.cxf.transport.servlet.CXFNonSpringServlet;
import org.billhook.core.api.BillhookException;
import org.eclipse.jetty.ee10.servlet.ServletContextHandler;
import org.eclipse.jetty.ee10.servlet.ServletHolder;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;

/**
 * Serves the REST resources of a plugin on a free port, as the whiteboard does. Everyone is logged in as {@code clerk}; a
 * refusal is answered with its status and its message as plain text. Needs CXF, Jackson and Jetty among the test's
 * dependencies.
 */
public final class ResourceServer implements AutoCloseable {

    private static final ObjectMapper JSON = JsonMapper.builder()
            .serializationInclusion(JsonInclude.Include.NON_NULL)
            .build();

    private final Server jetty = new Server();
    private final ServerConnector connector = new ServerConnector(jetty);
    private final Bus bus = BusFactory.newInstance().createBus();
    private final HttpClient client = HttpClient.newHttpClient();

    /**
     * Starts at once.
     *
     * @param parts resources, which have a {@code @Path}, and extensions, which have none
     */
    public ResourceServer(Object... parts) throws Exception {
        jetty.addConnector(connector);
        ServletContextHandler context = new ServletContextHandler();
        CXFNonSpringServlet servlet = new CXFNonSpringServlet();
        servlet.setBus(bus);
        context.addServlet(new ServletHolder(servlet), "/api/v1/*");
        jetty.setHandler(context);
        jetty.start();
        JAXRSServerFactoryBean factory = new JAXRSServerFactoryBean();
        factory.setBus(bus);
        factory.setAddress("/");
        List<Object> resources = new ArrayList<>();
        List<Object> extensions = new ArrayList<>(List.of(new JacksonJsonProvider(JSON), new Clerk(), new Refusals()));
        for (Object part : parts) {
            (part.getClass().isAnnotationPresent(Path.class) ? resources : extensions).add(part);
        }
        factory.setServiceBeans(resources);
        factory.setProviders(extensions);
        factory.create();
    }

    /** Address of the API, without a slash at its end. */
    public String root() {
        return "http://127.0.0.1:" + connector.getLocalPort() + "/api/v1";
    }

    /** @param path under {@link #root()} */
    public HttpResponse<String> get(String path) throws Exception {
        return send(HttpRequest.newBuilder(URI.create(root() + path)));
    }

    /** @param path under {@link #root()} */
    public HttpResponse<String> post(String path, String json) throws Exception {
        return send(HttpRequest.newBuilder(URI.create(root() + path))
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString(json)));
    }

    /** @param etag value of If-Match; null to leave the header out */
    public HttpResponse<String> patch(String path, String etag, String json) throws Exception {
        HttpRequest.Builder call = HttpRequest.newBuilder(URI.create(root() + path))
                .header("Content-Type", "application/json")
                .method("PATCH", HttpRequest.BodyPublishers.ofString(json));
        if (etag != null) {
            call.header("If-Match", etag);
        }
        return send(call);
    }

    /** Body of an answer. */
    public static JsonNode json(HttpResponse<String> answer) throws IOException {
        return JSON.readTree(answer.body());
    }

    /** Header ETag of an answer; empty if it has none. */
    public static String etag(HttpResponse<String> answer) {
        return answer.headers().firstValue("ETag").orElse("");
    }

    private HttpResponse<String> send(HttpRequest.Builder call) throws Exception {
        return client.send(call.build(), HttpResponse.BodyHandlers.ofString());
    }

    @Override
    public void close() throws Exception {
        bus.shutdown(true);
        jetty.stop();
    }

    /** Logs everyone in. */
    private static final class Clerk implements ContainerRequestFilter {
        @Override
        public void filter(ContainerRequestContext call) {
            call.setSecurityContext(new SecurityContext() {
                @Override
                public Principal getUserPrincipal() {
                    return () -> "clerk";
                }

                @Override
                public boolean isUserInRole(String role) {
                    return true;
                }

                @Override
                public boolean isSecure() {
                    return false;
                }

                @Override
                public String getAuthenticationScheme() {
                    return "test";
                }
            });
        }
    }

    /** Stands in for the mapper of the server. */
    private static final class Refusals implements ExceptionMapper<BillhookException> {
        @Override
        public Response toResponse(BillhookException refusal) {
            return Response.status(
                            switch (refusal.type()) {
                                case UNREADABLE -> 400;
                                case UNKNOWN -> 404;
                                case CONFLICT -> 409;
                                case STALE -> 412;
                                case REFUSED -> 422;
                                case FORBIDDEN -> 403;
                                case UNAVAILABLE -> 503;
                            })
                    .type("text/plain")
                    .entity(refusal.getMessage())
                    .build();
        }
    }
}
