package org.billhook.rest.internal;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.cfg.CoercionAction;
import com.fasterxml.jackson.databind.cfg.CoercionInputShape;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.type.LogicalType;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import com.fasterxml.jackson.jakarta.rs.json.JacksonJsonProvider;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import org.apache.cxf.Bus;
import org.apache.cxf.BusFactory;
import org.apache.cxf.jaxrs.JAXRSServerFactoryBean;
import org.apache.cxf.transport.servlet.CXFNonSpringServlet;
import org.billhook.rest.internal.call.BodyNeeded;
import org.billhook.rest.internal.problem.BodyMapper;
import org.billhook.rest.internal.problem.FaultMapper;
import org.billhook.rest.internal.problem.FrameworkMapper;
import org.billhook.rest.internal.problem.RefusalMapper;
import org.billhook.rest.wire.internal.AnswerHeaders;
import org.eclipse.jetty.ee10.servlet.ServletContextHandler;
import org.eclipse.jetty.ee10.servlet.ServletHolder;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;

/** Runs resources as the whiteboard runs them, on a free port, with the mappers and headers of this bundle. */
public final class RestServer implements AutoCloseable {

    private static final ObjectMapper JSON = JsonMapper.builder()
            .addModule(new JavaTimeModule())
            .serializationInclusion(JsonInclude.Include.NON_NULL)
            .disable(SerializationFeature.WRITE_DATES_AS_TIMESTAMPS)
            .disable(DeserializationFeature.ACCEPT_FLOAT_AS_INT)
            .enable(DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES)
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .withCoercionConfig(
                    LogicalType.Textual, text -> text.setCoercion(CoercionInputShape.Boolean, CoercionAction.Fail)
                            .setCoercion(CoercionInputShape.Float, CoercionAction.Fail)
                            .setCoercion(CoercionInputShape.Integer, CoercionAction.Fail))
            .build();

    private final Server jetty = new Server();
    private final ServerConnector connector = new ServerConnector(jetty);
    private final HttpClient client = HttpClient.newHttpClient();
    private final Bus bus = BusFactory.newInstance().createBus();

    /** @param parts resources and extensions; those of the frame are added */
    public RestServer(List<?> resources, Object... extensions) {
        jetty.addConnector(connector);
        ServletContextHandler context = new ServletContextHandler();
        CXFNonSpringServlet servlet = new CXFNonSpringServlet();
        servlet.setBus(bus);
        context.addServlet(new ServletHolder(servlet), "/api/v1/*");
        jetty.setHandler(context);
        try {
            jetty.start();
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
        List<Object> providers = new ArrayList<>(List.of(extensions));
        providers.addAll(List.of(
                new RefusalMapper(),
                new org.billhook.rest.internal.problem.JsonMapper(),
                new FrameworkMapper(),
                new FaultMapper(),
                new BodyMapper(),
                new BodyNeeded(),
                new AnswerHeaders(),
                new JacksonJsonProvider(JSON)));
        JAXRSServerFactoryBean factory = new JAXRSServerFactoryBean();
        factory.setBus(bus);
        factory.setAddress("/");
        factory.setServiceBeans(new ArrayList<>(resources));
        factory.setProviders(providers);
        factory.create();
    }

    /** A call to be sent, with the path under the root of the API. */
    public HttpRequest.Builder call(String path) {
        return HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + connector.getLocalPort() + "/api/v1" + path));
    }

    /** A call with a name and a password. */
    public HttpRequest.Builder callAs(String user, String password, String path) {
        String pair = user + ":" + password;
        return call(path)
                .header(
                        "Authorization",
                        "Basic " + Base64.getEncoder().encodeToString(pair.getBytes(StandardCharsets.UTF_8)));
    }

    public HttpResponse<String> get(String path) {
        return send(call(path));
    }

    public HttpResponse<String> post(String path, String json) {
        return send(withJson(call(path), "POST", json));
    }

    public static HttpRequest.Builder withJson(HttpRequest.Builder call, String method, String json) {
        return call.header("Content-Type", "application/json")
                .method(method, HttpRequest.BodyPublishers.ofString(json));
    }

    public HttpResponse<String> send(HttpRequest.Builder call) {
        try {
            return client.send(call.build(), HttpResponse.BodyHandlers.ofString());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    public static JsonNode json(HttpResponse<String> answer) {
        try {
            return JSON.readTree(answer.body());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        bus.shutdown(true);
        try {
            jetty.stop();
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }
}
