package org.billhook.harness;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.MissingNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import java.util.Map;
import java.util.UUID;

/** The REST API of a server, as one user. For any number of threads. */
public final class Api {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Duration TIMEOUT = Duration.ofMinutes(5);

    private final HttpClient client;
    private final String address;
    private final Map<String, String> login;

    private Api(HttpClient client, String address, Map<String, String> login) {
        this.client = client;
        this.address = address;
        this.login = login;
    }

    /** @param address for example {@code http://127.0.0.1:8181} */
    public static Api anonymous(String address) {
        HttpClient client = HttpClient.newBuilder()
                .version(HttpClient.Version.HTTP_1_1)
                .connectTimeout(Duration.ofSeconds(10))
                .build();
        return new Api(client, address, Map.of());
    }

    public Api as(String user, String password) {
        String pair = Base64.getEncoder().encodeToString((user + ":" + password).getBytes(StandardCharsets.UTF_8));
        return new Api(client, address, Map.of("Authorization", "Basic " + pair));
    }

    public String address() {
        return address;
    }

    public Answer get(String path) {
        return send("GET", path, BodyPublishers.noBody(), Map.of());
    }

    public Answer delete(String path, Map<String, String> headers) {
        return send("DELETE", path, BodyPublishers.noBody(), headers);
    }

    /** Posts JSON under a new idempotency key. */
    public Answer post(String path, Object body) {
        return post(path, body, Map.of("Idempotency-Key", UUID.randomUUID().toString()));
    }

    public Answer post(String path, Object body, Map<String, String> headers) {
        return json("POST", path, body, headers);
    }

    public Answer put(String path, Object body, Map<String, String> headers) {
        return json("PUT", path, body, headers);
    }

    /** Changes what has been read with this ETag. */
    public Answer patch(String path, Object body, String etag) {
        return json("PATCH", path, body, Map.of("If-Match", etag));
    }

    public Answer json(String method, String path, Object body, Map<String, String> headers) {
        Map<String, String> all = new java.util.HashMap<>(headers);
        all.putIfAbsent("Content-Type", "application/json");
        return send(method, path, BodyPublishers.ofString(write(body)), all);
    }

    /** @param path beneath the API, such as {@code /projects}; or from the root of the server if it is that or starts with {@code /api} */
    public Answer send(String method, String path, BodyPublisher body, Map<String, String> headers) {
        String full = path.equals("/") || path.startsWith("/api") ? path : "/api/v1" + path;
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(address + full))
                .timeout(TIMEOUT)
                .method(method, body);
        login.forEach(request::header);
        headers.forEach(request::header);
        try {
            var response = client.send(request.build(), BodyHandlers.ofString(StandardCharsets.UTF_8));
            return new Answer(
                    method + " " + full,
                    response.statusCode(),
                    response.headers(),
                    response.body(),
                    read(response.headers().firstValue("Content-Type").orElse(""), response.body()));
        } catch (IOException e) {
            throw new UncheckedIOException(method + " " + full, e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    private static JsonNode read(String type, String body) throws IOException {
        return type.contains("json") && !body.isEmpty() ? JSON.readTree(body) : MissingNode.getInstance();
    }

    private static String write(Object body) {
        try {
            return body instanceof String text ? text : JSON.writeValueAsString(body);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
