package org.billhook.rest.whiteboard.internal;

import io.swagger.v3.oas.models.Components;
import io.swagger.v3.oas.models.OpenAPI;
import io.swagger.v3.oas.models.Operation;
import io.swagger.v3.oas.models.PathItem.HttpMethod;
import io.swagger.v3.oas.models.Paths;
import io.swagger.v3.oas.models.media.StringSchema;
import io.swagger.v3.oas.models.parameters.Parameter;
import io.swagger.v3.oas.models.responses.ApiResponse;
import io.swagger.v3.oas.models.responses.ApiResponses;
import io.swagger.v3.oas.models.security.SecurityRequirement;
import io.swagger.v3.oas.models.security.SecurityScheme;
import io.swagger.v3.oas.models.tags.Tag;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/** Writes into the description of the API what holds for every operation, whichever bundle brings it. */
final class Conventions {

    private static final String KEY = "IdempotencyKey";
    /** What the reader writes where a method says nothing of its answer. */
    private static final String UNDESCRIBED = "default response";

    private static final String IF_MATCH = "If-Match";
    private static final String PASSWORD = "basic";
    private static final String CODE = "code";

    private Conventions() {}

    /** @param records records that schemas are of, by name of the schema */
    static void addTo(OpenAPI api, Map<String, Class<?>> records) {
        if (api.getPaths() == null) {
            return;
        }
        Components components = api.getComponents() == null ? new Components() : api.getComponents();
        components.addParameters(KEY, key());
        RefusalDescriptions.addTo(components);
        AnswerHeaderDescriptions.addTo(components);
        api.components(components);
        askForBoth(api);
        Shapes shapes = new Shapes(api);
        shapes.require(api, records);
        Set<String> tags = new TreeSet<>();
        api.getPaths().forEach((path, item) -> item.readOperationsMap().forEach((method, operation) -> {
            if (method == HttpMethod.POST) {
                operation.addParametersItem(new Parameter().$ref("#/components/parameters/" + KEY));
            }
            if (operation.getRequestBody() != null) {
                operation.getRequestBody().setRequired(true);
            }
            ApiResponse ok = operation.getResponses().get("200");
            boolean list = ok != null && shapes.isPage(ok.getContent());
            if (operation.getOperationId() == null || operation.getOperationId().isBlank()) {
                operation.setOperationId(OperationIds.of(method, path, list));
            }
            describe(ok, method, list);
            operation.getResponses().forEach((status, answer) -> addHeaders(status, answer, method, shapes));
            refuse(operation, path, method);
            tags.addAll(operation.getTags() == null ? List.of() : operation.getTags());
        }));
        nameTags(api, tags);
        Words.addTo(api, records);
        sort(api);
    }

    /** A user with a second factor needs password and code, which no annotation can say. */
    private static void askForBoth(OpenAPI api) {
        Map<String, SecurityScheme> schemes = api.getComponents().getSecuritySchemes();
        if (schemes != null && schemes.containsKey(CODE)) {
            api.addSecurityItem(new SecurityRequirement().addList(PASSWORD).addList(CODE));
        }
    }

    /** The same resources give the same text, in whatever order they came. */
    private static void sort(OpenAPI api) {
        Paths paths = new Paths();
        new TreeMap<>(api.getPaths()).forEach(paths::addPathItem);
        api.setPaths(paths);
        if (api.getComponents().getSchemas() != null) {
            api.getComponents().setSchemas(new TreeMap<>(api.getComponents().getSchemas()));
        }
    }

    private static void describe(ApiResponse answer, HttpMethod method, boolean list) {
        if (answer != null && UNDESCRIBED.equals(answer.getDescription())) {
            answer.setDescription(
                    method != HttpMethod.GET ? "Done" : list ? "A page of the list" : "What was asked for");
        }
    }

    private static void addHeaders(String status, ApiResponse answer, HttpMethod method, Shapes shapes) {
        AnswerHeaderDescriptions.put(answer, AnswerHeaderDescriptions.REQUEST_ID);
        if (method == HttpMethod.POST && (status.equals("201") || status.equals("202"))) {
            AnswerHeaderDescriptions.put(answer, AnswerHeaderDescriptions.LOCATION);
        }
        if (shapes.isVersioned(answer.getContent())) {
            AnswerHeaderDescriptions.put(answer, AnswerHeaderDescriptions.ETAG);
        }
        if (shapes.isPaged(answer.getContent())) {
            AnswerHeaderDescriptions.put(answer, AnswerHeaderDescriptions.LINK);
        }
        if (method == HttpMethod.POST) {
            AnswerHeaderDescriptions.put(answer, AnswerHeaderDescriptions.REPLAYED);
        }
    }

    /** Every tag stands in the list of tags, those of a resource that does not describe its own too. */
    private static void nameTags(OpenAPI api, Set<String> used) {
        Set<String> described = new TreeSet<>();
        if (api.getTags() != null) {
            api.getTags().forEach(tag -> described.add(tag.getName()));
        }
        used.stream()
                .filter(name -> !described.contains(name))
                .forEach(name -> api.addTagsItem(new Tag().name(name).description(name)));
        if (api.getTags() != null) {
            api.getTags().sort(Comparator.comparing(Tag::getName));
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
        boolean body = operation.getRequestBody() != null;
        add(responses, "400", true); // a query parameter that it does not know
        add(responses, "401", needsLogin);
        add(responses, "403", needsLogin);
        add(responses, "404", changes || path.contains("{"));
        add(responses, "409", changes);
        add(responses, "412", versioned);
        add(responses, "413", body);
        add(responses, "415", body);
        add(responses, "422", changes || operation.getParameters() != null);
        add(responses, "428", versioned);
        add(responses, "429", needsLogin);
        add(responses, "500", true);
        add(responses, "503", true);
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
