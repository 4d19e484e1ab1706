package org.billhook.rest.whiteboard.internal;

import io.swagger.v3.oas.models.Components;
import io.swagger.v3.oas.models.OpenAPI;
import io.swagger.v3.oas.models.Operation;
import io.swagger.v3.oas.models.PathItem.HttpMethod;
import io.swagger.v3.oas.models.media.StringSchema;
import io.swagger.v3.oas.models.parameters.Parameter;
import io.swagger.v3.oas.models.responses.ApiResponse;
import io.swagger.v3.oas.models.responses.ApiResponses;

/** Writes into the description of the API what holds for every operation, whichever bundle brings it. */
final class Conventions {

    private static final String KEY = "IdempotencyKey";
    /** What the reader writes where a method says nothing of its answer. */
    private static final String UNDESCRIBED = "default response";

    private static final String IF_MATCH = "If-Match";

    private Conventions() {}

    static void addTo(OpenAPI api) {
        if (api.getPaths() == null) {
            return;
        }
        Components components = api.getComponents() == null ? new Components() : api.getComponents();
        components.addParameters(KEY, key());
        RefusalDescriptions.addTo(components);
        api.components(components);
        api.getPaths().forEach((path, item) -> item.readOperationsMap().forEach((method, operation) -> {
            if (method == HttpMethod.POST) {
                operation.addParametersItem(new Parameter().$ref("#/components/parameters/" + KEY));
            }
            describe(operation.getResponses().get("200"), method);
            refuse(operation, path, method);
        }));
    }

    private static void describe(ApiResponse answer, HttpMethod method) {
        if (answer != null && UNDESCRIBED.equals(answer.getDescription())) {
            answer.setDescription(method == HttpMethod.GET ? "What was asked for" : "Done");
        }
    }

    /** The refusals that an operation of this shape can answer with. */
    private static void refuse(Operation operation, String path, HttpMethod method) {
        ApiResponses responses = operation.getResponses();
        boolean changes = method != HttpMethod.GET;
        boolean versioned = operation.getParameters() != null
                && operation.getParameters().stream().anyMatch(parameter -> IF_MATCH.equals(parameter.getName()));
        boolean needsLogin =
                operation.getSecurity() == null || !operation.getSecurity().isEmpty();
        add(responses, "400", changes || operation.getParameters() != null);
        add(responses, "401", needsLogin);
        add(responses, "403", needsLogin);
        add(responses, "404", path.contains("{"));
        add(responses, "409", changes);
        add(responses, "412", versioned);
        add(responses, "422", changes);
        add(responses, "428", versioned);
        add(responses, "default", true);
    }

    private static void add(ApiResponses responses, String status, boolean possible) {
        if (possible && !responses.containsKey(status)) {
            responses.addApiResponse(status, new ApiResponse().$ref("#/components/responses/" + status));
        }
    }

    private static Parameter key() {
        return new Parameter()
                .name("Idempotency-Key")
                .in("header")
                .description(
                        "1 to 100 visible characters that name this call. Sent again with the same key, it is not done"
                                + " again: it gets the first answer.")
                .schema(new StringSchema().maxLength(100));
    }
}
