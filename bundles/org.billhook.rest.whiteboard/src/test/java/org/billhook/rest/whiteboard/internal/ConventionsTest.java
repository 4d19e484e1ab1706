package org.billhook.rest.whiteboard.internal;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class ConventionsTest {

    @Test
    void answerOfAMethodIsThatOfStatus200() throws JsonProcessingException {
        assertThat(api().at("/paths/~1tools/get/responses/200/content/application~1json/schema/type")
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

    private static List<String> statuses(String path, String method) throws JsonProcessingException {
        List<String> statuses = new ArrayList<>();
        api().get("paths").get(path).get(method).get("responses").fieldNames().forEachRemaining(statuses::add);
        return statuses;
    }

    private static JsonNode api() throws JsonProcessingException {
        return new ObjectMapper().readTree(new OpenApiDocument(List.of(new Tools()), "1").json());
    }

    @Path("/tools")
    @Produces("application/json")
    public static final class Tools {

        @GET
        public String all() {
            return "";
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
