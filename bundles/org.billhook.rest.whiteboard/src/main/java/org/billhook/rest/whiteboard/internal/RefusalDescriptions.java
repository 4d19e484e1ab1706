package org.billhook.rest.whiteboard.internal;

import io.swagger.v3.oas.models.Components;
import io.swagger.v3.oas.models.media.ArraySchema;
import io.swagger.v3.oas.models.media.Content;
import io.swagger.v3.oas.models.media.IntegerSchema;
import io.swagger.v3.oas.models.media.MediaType;
import io.swagger.v3.oas.models.media.ObjectSchema;
import io.swagger.v3.oas.models.media.Schema;
import io.swagger.v3.oas.models.media.StringSchema;
import io.swagger.v3.oas.models.responses.ApiResponse;
import java.util.List;

/** How calls are refused, in the words of the description of the API: all as {@code application/problem+json}. */
final class RefusalDescriptions {

    private static final String PROBLEM = "Problem";
    private static final String FINDING = "ProblemFinding";

    private RefusalDescriptions() {}

    static void addTo(Components components) {
        components.addSchemas(FINDING, finding()).addSchemas(PROBLEM, problem());
        add(components, "400", "The call can't be read: something is missing, unknown or not of its form");
        add(components, "401", "Without login, or name or password is wrong");
        add(
                components,
                "403",
                "The user has none of the roles that this needs, or must change the first password before");
        add(components, "404", "There is nothing under this id");
        add(components, "409", "In conflict with what is stored: billed already, or an id that is taken");
        add(components, "412", "Somebody has changed it since it was read: read it again, then decide");
        add(components, "422", "A rule refuses it; the findings say which and why");
        add(components, "428", "The header If-Match is missing: give the ETag that it was read with");
        add(components, "default", "Refused otherwise: 413 too large, 429 too many failed logins, 503 not ready now");
    }

    private static void add(Components components, String status, String words) {
        MediaType problem = new MediaType().schema(new Schema<>().$ref("#/components/schemas/" + PROBLEM));
        components.addResponses(
                status,
                new ApiResponse().description(words).content(new Content().addMediaType(Problem.MEDIA_TYPE, problem)));
    }

    private static Schema<?> problem() {
        return new ObjectSchema()
                .description("A refusal (RFC 9457) with everything that was found")
                .addProperty("type", text("Names the kind of problem", "urn:billhook:problem:refused"))
                .addProperty("title", text("Name of the status", "Unprocessable Content"))
                .addProperty("status", new IntegerSchema().example(422))
                .addProperty("detail", text("What is wrong", "keyDate is missing"))
                .addProperty("instance", text("Path of the call", "/api/v1/runs"))
                .addProperty("code", text("Stable code for programs", "REFUSED"))
                .addProperty("incident", text("Only of a fault of the server: stands in its log as well", null))
                .addProperty(
                        "findings", new ArraySchema().items(new Schema<>().$ref("#/components/schemas/" + FINDING)));
    }

    private static Schema<?> finding() {
        return new ObjectSchema()
                .description("One thing that was found wrong, or worth knowing")
                .addProperty("severity", new StringSchema()._enum(List.of("INFO", "WARNING", "ERROR")))
                .addProperty("code", text("Stable code for programs", "MISSING"))
                .addProperty("field", text("Path of the field meant", "items[2].object"))
                .addProperty("rule", text("Rule that it comes from", "J-24"))
                .addProperty("message", text("In words: what, the value, what is allowed", "keyDate is missing"));
    }

    private static Schema<?> text(String description, String example) {
        return new StringSchema().description(description).example(example);
    }
}
