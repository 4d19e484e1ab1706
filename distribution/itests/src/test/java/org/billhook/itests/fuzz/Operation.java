package org.billhook.itests.fuzz;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * One operation of the API, as its document has it.
 *
 * @param path such as {@code /projects/{id}}
 */
record Operation(String method, String path, JsonNode description, JsonNode document) {

    private static final Set<String> METHODS = Set.of("get", "post", "put", "patch", "delete", "head", "options");

    /** What a call has beside its body. */
    record Parameter(String name, String in, boolean required, JsonNode schema) {}

    static List<Operation> of(JsonNode document) {
        List<Operation> operations = new ArrayList<>();
        document.get("paths")
                .fields()
                .forEachRemaining(path -> path.getValue().fields().forEachRemaining(method -> {
                    if (METHODS.contains(method.getKey())) {
                        operations.add(new Operation(
                                method.getKey().toUpperCase(java.util.Locale.ROOT),
                                path.getKey(),
                                method.getValue(),
                                document));
                    }
                }));
        return operations;
    }

    String name() {
        return method + " " + path;
    }

    List<Parameter> parameters() {
        List<Parameter> parameters = new ArrayList<>();
        description.path("parameters").forEach(given -> {
            JsonNode parameter = resolve(given);
            parameters.add(new Parameter(
                    parameter.get("name").asText(),
                    parameter.get("in").asText(),
                    parameter.path("required").asBoolean(),
                    parameter.path("schema")));
        });
        return parameters;
    }

    /** Media types of bodies; empty if it takes none. */
    List<String> mediaTypes() {
        List<String> types = new ArrayList<>();
        description.at("/requestBody/content").fieldNames().forEachRemaining(types::add);
        return types;
    }

    JsonNode body(String mediaType) {
        return description.path("requestBody").path("content").path(mediaType);
    }

    boolean documents(int status) {
        return description.path("responses").has(String.valueOf(status));
    }

    /** What a {@code $ref} stands for. */
    JsonNode resolve(JsonNode node) {
        JsonNode resolved = node;
        while (resolved.has("$ref")) {
            resolved = document.at(resolved.get("$ref").asText().substring(1));
        }
        return resolved;
    }
}
