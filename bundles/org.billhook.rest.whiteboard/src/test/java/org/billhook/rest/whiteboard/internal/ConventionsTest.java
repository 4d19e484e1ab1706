package org.billhook.rest.whiteboard.internal;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.media.Schema;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import java.lang.annotation.RetentionPolicy;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ConventionsTest {

    @Test
    void answerOfAMethodIsThatOfStatus200() throws JsonProcessingException {
        assertThat(api().at("/paths/~1tools/post/responses/200/content/application~1json/schema/type")
                        .asText())
                .isEqualTo("string");
    }

    @Test
    void readingIsRefusedInFewerWaysThanChanging() throws JsonProcessingException {
        assertThat(statuses("/tools", "get")).contains("401", "403").doesNotContain("404", "409", "422", "428");
        assertThat(statuses("/tools", "post")).contains("400", "401", "403", "409", "422");
        assertThat(statuses("/tools/{id}", "delete")).contains("404", "412", "428");
    }

    @Test
    void everyRefusalIsDescribedOnce() throws JsonProcessingException {
        JsonNode refused = api().at("/components/responses");

        for (String status : statuses("/tools/{id}", "delete")) {
            if (!status.startsWith("2")) {
                JsonNode described = refused.get(status);
                assertThat(described.get("description").asText()).as(status).isNotBlank();
                assertThat(described.toString()).as(status).contains("application/problem+json", "schemas/Problem");
            }
        }
    }

    @Test
    void onlyAPostTakesAKey() throws JsonProcessingException {
        String key = "#/components/parameters/IdempotencyKey";

        assertThat(api().at("/paths/~1tools/post/parameters/0/$ref").asText()).isEqualTo(key);
        assertThat(api().at("/paths/~1tools/get").toString()).doesNotContain(key);
    }

    @Test
    void nameOfAnOperationDoesNotDependOnOtherResources() throws JsonProcessingException {
        JsonNode both = api(new Other(), new Tools());

        assertThat(api().at("/paths/~1tools/get/operationId").asText()).isEqualTo("listTools");
        assertThat(both.at("/paths/~1tools/get/operationId").asText()).isEqualTo("listTools");
        assertThat(both.at("/paths/~1others/get/operationId").asText()).isEqualTo("listOthers");
        assertThat(both.at("/paths/~1others~1{id}~1open/post/operationId").asText())
                .as("a method may name it")
                .isEqualTo("openUp");
    }

    @Test
    void headersOfAnswersAreDescribed() throws JsonProcessingException {
        JsonNode list = api(new Other()).at("/paths/~1others/get/responses");

        assertThat(list.at("/200/headers").fieldNames()).toIterable().contains("X-Request-Id", "Link");
        assertThat(api(new Other())
                        .at("/paths/~1others~1{id}/get/responses/200/headers")
                        .fieldNames())
                .toIterable()
                .contains("ETag");
        assertThat(api(new Other()).at("/components/responses/503/headers").fieldNames())
                .toIterable()
                .contains("Retry-After", "X-Request-Id");
    }

    @Test
    void whatAnAnswerAlwaysHasIsRequiredButNotWhatACallerMayLeaveOut() throws JsonProcessingException {
        JsonNode schemas = api(new Other()).at("/components/schemas");

        assertThat(schemas.at("/OtherPage/required").toString()).isEqualTo("[\"items\"]");
        assertThat(schemas.at("/Other/required").toString()).isEqualTo("[\"name\",\"version\"]");
        assertThat(schemas.at("/Door").has("required")).isFalse();
    }

    @Test
    void parameterThatIsReadFromTextHasTheTypeThatItNames() throws JsonProcessingException {
        Map<String, JsonNode> schemas = new HashMap<>();
        api(new Other())
                .at("/paths/~1others/get/parameters")
                .forEach(parameter -> schemas.put(parameter.get("name").asText(), parameter.get("schema")));

        assertThat(schemas.get("a").get("type").asText()).isEqualTo("integer");
        assertThat(schemas.get("a").get("maximum").asInt()).isEqualTo(9);
        assertThat(schemas.get("a").get("default").isInt()).isTrue();
        assertThat(schemas.get("b").get("enum").toString()).isEqualTo("[\"SOURCE\",\"CLASS\",\"RUNTIME\"]");
    }

    private static List<String> statuses(String path, String method) throws JsonProcessingException {
        List<String> statuses = new ArrayList<>();
        api().get("paths").get(path).get(method).get("responses").fieldNames().forEachRemaining(statuses::add);
        return statuses;
    }

    private static JsonNode api() throws JsonProcessingException {
        return api(new Tools());
    }

    private static JsonNode api(Object... resources) throws JsonProcessingException {
        return new ObjectMapper().readTree(new OpenApiDocument(List.of(resources), "1").json());
    }

    @Schema(requiredProperties = "items")
    public record PageJson<T>(List<T> items, String next) {}

    @Schema(name = "Other", requiredProperties = "name")
    public record OtherJson(String name, String note, long version) {}

    public static final class Filter {

        @QueryParam("a")
        @Parameter(schema = @Schema(implementation = Integer.class, maximum = "9", defaultValue = "5"))
        public String most;

        @QueryParam("b")
        @Parameter(schema = @Schema(implementation = RetentionPolicy.class))
        public String kind;
    }

    @Schema(name = "Door")
    public record DoorJson(boolean wide) {}

    @Path("/others")
    @Produces("application/json")
    public static final class Other {

        @GET
        public PageJson<OtherJson> list(@BeanParam Filter filter) {
            return new PageJson<>(List.of(), null);
        }

        @GET
        @Path("{id}")
        public OtherJson get(@PathParam("id") String id) {
            return new OtherJson(id, null, 1);
        }

        @POST
        @Path("{id}/open")
        @Operation(operationId = "openUp")
        public void open(@PathParam("id") String id, DoorJson door) {}
    }

    @Path("/tools")
    @Produces("application/json")
    public static final class Tools {

        @GET
        public PageJson<String> all() {
            return new PageJson<>(List.of(), null);
        }

        @POST
        public String make(String tool) {
            return tool;
        }

        @DELETE
        @Path("{id}")
        public void throwAway(@PathParam("id") String id, @HeaderParam("If-Match") String ifMatch) {}
    }
}
