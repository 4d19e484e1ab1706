package org.billhook.rest.whiteboard.internal;

import io.swagger.v3.core.converter.ModelConverters;
import io.swagger.v3.core.util.Json;
import io.swagger.v3.oas.annotations.Hidden;
import io.swagger.v3.oas.integration.SwaggerConfiguration;
import io.swagger.v3.oas.models.OpenAPI;
import io.swagger.v3.oas.models.info.Contact;
import io.swagger.v3.oas.models.info.Info;
import io.swagger.v3.oas.models.info.License;
import io.swagger.v3.oas.models.servers.Server;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/** The description of the resources of one generation, read from their annotations when it is first asked for. */
@Hidden
@Path("/openapi.json")
public final class OpenApiDocument {

    private static final Object READER = new Object();

    private final Set<Class<?>> resources = new LinkedHashSet<>();
    private final String version;
    private String json;

    OpenApiDocument(List<Object> resources, String version) {
        this(version, resources.stream().map(Object::getClass).collect(Collectors.toSet()));
    }

    private OpenApiDocument(String version, Set<? extends Class<?>> resources) {
        resources.stream().sorted(Comparator.comparing(Class::getName)).forEach(this.resources::add);
        this.version = version;
    }

    /** The description of resources that do not run: for clients that are generated while the server is built. */
    public static String json(Set<Class<?>> resources, String version) {
        return new OpenApiDocument(version, resources).json();
    }

    @GET
    @Produces(MediaType.APPLICATION_JSON)
    public synchronized String json() {
        if (json == null) {
            json = read();
        }
        return json;
    }

    private String read() {
        OpenAPI frame = new OpenAPI()
                .info(new Info()
                        .title("Billhook")
                        .version(version)
                        .description(introduction())
                        .contact(new Contact().name("The administrator of this server"))
                        .license(new License()
                                .name("Apache-2.0")
                                .url("https://www.apache.org/licenses/LICENSE-2.0.html")))
                .addServersItem(new Server().url(RestServlet.ROOT));
        synchronized (READER) {
            try {
                ResourceReader reader = new ResourceReader(answersWith200(frame));
                ModelConverters.getInstance().addConverter(reader.converter());
                OpenAPI api = reader.read(resources);
                Conventions.addTo(api, reader.records());
                return Json.pretty(api);
            } finally {
                forget();
            }
        }
    }

    /** What a method returns is the answer of status 200, unless it says otherwise. */
    private static SwaggerConfiguration answersWith200(OpenAPI frame) {
        return new SwaggerConfiguration().openAPI(frame).defaultResponseCode("200");
    }

    /** What a reader of the page should know before the operations. */
    private static String introduction() {
        try (InputStream in = ApiDocs.open("introduction.md")) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The reader keeps what it has seen in static caches; they must not hold the classes of a bundle that goes. */
    private static void forget() {
        ModelConverters.reset();
        Json.mapper().getTypeFactory().clearCache();
    }
}
