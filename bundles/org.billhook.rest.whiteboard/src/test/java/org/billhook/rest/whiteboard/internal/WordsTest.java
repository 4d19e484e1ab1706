package org.billhook.rest.whiteboard.internal;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.media.Schema;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import java.util.List;
import org.junit.jupiter.api.Test;

class WordsTest {

    private static final String KEY_DATE = "Last day that is billed, inclusive";

    @Test
    void fieldHasTheWordsOfItsRecordElseTheCommonOnes() throws JsonProcessingException {
        JsonNode tool = api().at("/components/schemas/Tool/properties");

        assertThat(tool.at("/keyDate/description").asText()).isEqualTo(KEY_DATE);
        assertThat(tool.at("/root/description").asText()).isEqualTo("Head of the hammer");
        assertThat(tool.get("unheardOf").has("description")).isFalse();
    }

    @Test
    void fieldThatRefersToASchemaHasItsWordsBesideTheReference() throws JsonProcessingException {
        JsonNode handle = api().at("/components/schemas/Tool/properties/handle");

        assertThat(handle.at("/description").asText()).isEqualTo("What it is held by");
        assertThat(handle.at("/allOf/0/$ref").asText()).isEqualTo("#/components/schemas/Handle");
    }

    @Test
    void schemaHasNoWordsOfAFieldThatRefersToIt() throws JsonProcessingException {
        JsonNode schemas = api().at("/components/schemas");

        assertThat(schemas.get("Handle").has("description")).isFalse();
        assertThat(schemas.at("/Tool/description").asText()).isEqualTo("A tool.");
    }

    @Test
    void parameterHasTheWordsOfItsMethodElseTheCommonOnes() throws JsonProcessingException {
        JsonNode parameters = api().at("/paths/~1tools~1{id}/get/parameters");

        assertThat(parameters.at("/0/description").asText()).isEqualTo("Field 'id' of the one that is meant");
        assertThat(parameters.at("/1/description").asText()).isEqualTo("Only hammers of this kind");
    }

    private static JsonNode api() throws JsonProcessingException {
        return new ObjectMapper().readTree(new OpenApiDocument(List.of(new Tools()), "1").json());
    }

    @Schema(name = "Handle")
    public record HandleJson(String wood) {}

    @Schema(name = "Tool", description = "A tool.")
    public record ToolJson(
            String keyDate,
            @Schema(description = "Head of the hammer") String root,
            String unheardOf,
            @Schema(description = "What it is held by") HandleJson handle,
            @Schema(description = "Those in the drawer") List<HandleJson> spare) {}

    @Path("/tools")
    @Produces("application/json")
    public static final class Tools {

        @GET
        @Path("{id}")
        public ToolJson tool(
                @PathParam("id") String id,
                @Parameter(description = "Only hammers of this kind") @QueryParam("status") String status) {
            return new ToolJson(null, null, null, null, List.of());
        }
    }
}
