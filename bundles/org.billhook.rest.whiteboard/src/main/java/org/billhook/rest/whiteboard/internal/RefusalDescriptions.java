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
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** How calls are refused, in the words of the description of the API: all as {@code application/problem+json}. */
final class RefusalDescriptions {

    private static final String PROBLEM = "Problem";
    private static final String FINDING = "ProblemFinding";

    private static final Map<String, ?> UNREADABLE = example(400, "Bad Request", "UNREADABLE", "keyDate is missing");
    private static final Map<String, ?> LOGIN_REQUIRED =
            example(401, "Unauthorized", "LOGIN_REQUIRED", "Name or password is wrong");
    private static final Map<String, ?> ROLE =
            example(403, "Forbidden", "ROLE_REQUIRED", "This needs one of the roles [billing-clerk]");
    private static final Map<String, ?> UNKNOWN = example(404, "Not Found", "UNKNOWN", "There is no request '99'");
    private static final Map<String, ?> CONFLICT = example(409, "Conflict", "CONFLICT", "project/MILL exists already");
    private static final Map<String, ?> STALE =
            example(412, "Precondition Failed", "STALE", "project/MILL is at version 3, not at 2");
    private static final Map<String, ?> REFUSED = example(
            422,
            "Unprocessable Content",
            "REFUSED",
            "A project with a customer goes to IN_EXECUTION through CONTRACT_PREPARATION");
    private static final Map<String, ?> IF_MATCH = example(
            428, "Precondition Required", "IF_MATCH_REQUIRED", "A change needs the header If-Match with the ETag");

    private static final Map<String, ?> TOO_LARGE =
            example(413, "Content Too Large", "CONTENT_TOO_LARGE", "The body is larger than 1048576 bytes");
    private static final Map<String, ?> MEDIA = example(
            415, "Unsupported Media Type", "UNSUPPORTED_MEDIA_TYPE", "The body can't be read in this media type");
    private static final Map<String, ?> TOO_MANY =
            example(429, "Too Many Requests", "TOO_MANY_FAILED_LOGINS", "Too many failed logins: try again in 8 s");
    private static final Map<String, ?> FAULT =
            example(500, "Internal Server Error", "FAULT", "The server failed: see its log");
    private static final Map<String, ?> AWAY =
            example(503, "Service Unavailable", "UNAVAILABLE", "The database does not answer");

    private static final Map<String, List<String>> HEADERS = Map.of(
            "401", List.of(AnswerHeaderDescriptions.CHALLENGE),
            "429", List.of(AnswerHeaderDescriptions.RETRY_AFTER),
            "503", List.of(AnswerHeaderDescriptions.RETRY_AFTER),
            "default", List.of(AnswerHeaderDescriptions.ALLOW));

    private RefusalDescriptions() {}

    static void addTo(Components components) {
        components.addSchemas(FINDING, finding()).addSchemas(PROBLEM, problem());
        add(components, "400", "The call can't be read: something is missing, unknown or not of its form", UNREADABLE);
        add(
                components,
                "401",
                "Without login; name or password is wrong; or the code of the second factor is missing (SECOND_FACTOR_REQUIRED) or wrong",
                LOGIN_REQUIRED);
        add(
                components,
                "403",
                "The user has none of the roles that this needs, or must change the password or set up a second factor before",
                ROLE);
        add(components, "404", "There is nothing under this id", UNKNOWN);
        add(components, "409", "In conflict with what is stored: billed already, or an id that is taken", CONFLICT);
        add(components, "412", "Somebody has changed it since it was read: read it again, then decide", STALE);
        add(components, "422", "A rule refuses it; the findings say which and why", REFUSED);
        add(components, "428", "The header If-Match is missing: give the ETag that it was read with", IF_MATCH);
        add(components, "413", "The body is larger than the server takes", TOO_LARGE);
        add(components, "415", "The body can't be read in this media type", MEDIA);
        add(components, "429", "Too many failed logins: try again later", TOO_MANY);
        add(components, "500", "A fault of the server; its log has the reason under the incident", FAULT);
        add(components, "503", "Something is missing just now, such as the database: try again", AWAY);
        add(components, "default", "Refused otherwise, such as 405 for a method that the path does not know", null);
    }

    private static void add(Components components, String status, String words, Map<String, ?> example) {
        MediaType problem = new MediaType().schema(new Schema<>().$ref("#/components/schemas/" + PROBLEM));
        if (example != null) {
            problem.setExample(example);
        }
        ApiResponse answer =
                new ApiResponse().description(words).content(new Content().addMediaType(Problem.MEDIA_TYPE, problem));
        AnswerHeaderDescriptions.put(answer, AnswerHeaderDescriptions.REQUEST_ID);
        HEADERS.getOrDefault(status, List.of()).forEach(name -> AnswerHeaderDescriptions.put(answer, name));
        components.addResponses(status, answer);
    }

    private static Schema<?> problem() {
        return new ObjectSchema()
                .description("A refusal (RFC 9457) with everything that was found")
                .required(List.of("type", "title", "status"))
                .addProperty("type", text("Names the kind of problem", "urn:billhook:problem:refused"))
                .addProperty("title", text("Name of the status", "Unprocessable Content"))
                .addProperty(
                        "status",
                        new IntegerSchema()
                                .description("The status of the answer")
                                .example(422))
                .addProperty("detail", text("What is wrong", "keyDate is missing"))
                .addProperty("instance", text("Path of the call", "/api/v1/runs"))
                .addProperty("code", text("Stable code for programs", "REFUSED"))
                .addProperty(
                        "incident",
                        new StringSchema().description("Only of a fault of the server: stands in its log as well"))
                .addProperty(
                        "findings",
                        new ArraySchema()
                                .description("Everything that is wrong, each with its field where it has one")
                                .items(new Schema<>().$ref("#/components/schemas/" + FINDING)));
    }

    private static Schema<?> finding() {
        return new ObjectSchema()
                .description("One thing that was found wrong, or worth knowing")
                .required(List.of("severity", "code", "message"))
                .addProperty(
                        "severity",
                        new StringSchema()
                                .description("Only an ERROR refuses the call")
                                ._enum(List.of("INFO", "WARNING", "ERROR")))
                .addProperty("code", text("Stable code for programs", "MISSING"))
                .addProperty("field", text("Path of the field meant", "items[2].object"))
                .addProperty("rule", text("Rule that it comes from", "J-24"))
                .addProperty("message", text("In words: what, the value, what is allowed", "keyDate is missing"));
    }

    private static Schema<?> text(String description, String example) {
        return new StringSchema().description(description).example(example);
    }

    private static Map<String, ?> example(int status, String title, String code, String detail) {
        Map<String, Object> example = new LinkedHashMap<>();
        example.put(
                "type", "urn:billhook:problem:" + code.toLowerCase(Locale.ROOT).replace('_', '-'));
        example.put("title", title);
        example.put("status", status);
        example.put("code", code);
        example.put("detail", detail);
        return example;
    }
}
