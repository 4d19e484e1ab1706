package org.billhook.rest.whiteboard.internal;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import java.time.LocalDate;
import java.util.List;
import org.junit.jupiter.api.Test;

class OpenApiDocumentTest {

    @Test
    void describesTheResourcesOfItsGeneration() throws JsonProcessingException {
        JsonNode api = read(new OpenApiDocument(List.of(new Tools()), "1.2.3"));

        assertThat(api.at("/info/version").asText()).isEqualTo("1.2.3");
        assertThat(api.at("/servers/0/url").asText()).isEqualTo("/api/v1");
        assertThat(api.at("/paths").fieldNames()).toIterable().containsExactly("/tools/{id}");
        assertThat(api.at("/components/schemas/Tool/properties/sharpened/format")
                        .asText())
                .isEqualTo("date");
    }

    @Test
    void nextGenerationDoesNotShowTheOneBefore() throws JsonProcessingException {
        read(new OpenApiDocument(List.of(new Tools()), "1"));
        JsonNode api = read(new OpenApiDocument(List.of(), "1"));

        assertThat(api.has("paths")).isFalse();
        assertThat(api.has("components")).isFalse();
    }

    private static JsonNode read(OpenApiDocument document) throws JsonProcessingException {
        return new ObjectMapper().readTree(document.json());
    }

    public record Tool(String name, LocalDate sharpened) {}

    @Path("/tools")
    public static final class Tools {

        @GET
        @Path("{id}")
        @Produces("application/json")
        public Tool tool(@PathParam("id") String id) {
            return new Tool(id, LocalDate.EPOCH);
        }
    }
}
