package org.billhook.rest.whiteboard.internal;

import io.swagger.v3.oas.models.OpenAPI;
import io.swagger.v3.oas.models.media.Content;
import io.swagger.v3.oas.models.media.MediaType;
import io.swagger.v3.oas.models.media.Schema;
import java.lang.reflect.RecordComponent;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Stream;

/** Schemas of the description of the API: which of them callers send, and which fields of the others are always there. */
final class Shapes {

    private static final String SCHEMAS = "#/components/schemas/";

    private final Map<String, Schema> all;

    Shapes(OpenAPI api) {
        this.all = api.getComponents() == null || api.getComponents().getSchemas() == null
                ? Map.of()
                : api.getComponents().getSchemas();
    }

    /**
     * A field that can't be absent is required in what the server answers. In what a caller sends nothing is required but
     * what the record itself says: there an absent number is the usual one.
     */
    void require(OpenAPI api, Map<String, Class<?>> records) {
        Set<String> sent = sent(api);
        records.forEach((name, type) -> {
            Schema<?> schema = all.get(name);
            if (schema != null && !sent.contains(name)) {
                Set<String> required = new LinkedHashSet<>();
                if (schema.getRequired() != null) {
                    required.addAll(schema.getRequired());
                }
                Arrays.stream(type.getRecordComponents())
                        .filter(component -> component.getType().isPrimitive())
                        .map(RecordComponent::getName)
                        .filter(field -> schema.getProperties() != null
                                && schema.getProperties().containsKey(field))
                        .forEach(required::add);
                schema.setRequired(required.isEmpty() ? null : new ArrayList<>(required));
            }
        });
    }

    /** Whether the answer is a page of a list. */
    boolean isPage(Content content) {
        return properties(content).containsKey("items");
    }

    /** Whether the answer has a version, which is its ETag. */
    boolean isVersioned(Content content) {
        return properties(content).containsKey("version")
                && "integer".equals(properties(content).get("version").getType());
    }

    /** Whether the page leads to the next one. */
    boolean isPaged(Content content) {
        return isPage(content) && properties(content).containsKey("next");
    }

    private Map<String, Schema> properties(Content content) {
        return content == null
                ? Map.of()
                : content.values().stream()
                        .map(MediaType::getSchema)
                        .filter(Objects::nonNull)
                        .map(this::resolved)
                        .filter(schema -> schema != null && schema.getProperties() != null)
                        .findFirst()
                        .map(schema -> (Map<String, Schema>) schema.getProperties())
                        .orElse(Map.of());
    }

    private Schema<?> resolved(Schema<?> schema) {
        return schema.get$ref() == null ? schema : all.get(name(schema));
    }

    private static String name(Schema<?> schema) {
        return schema.get$ref().substring(SCHEMAS.length());
    }

    /** Names of the schemas that bodies of calls have, with all that is in them. */
    private Set<String> sent(OpenAPI api) {
        Set<String> found = new HashSet<>();
        api.getPaths().values().stream()
                .flatMap(path -> path.readOperations().stream())
                .filter(operation -> operation.getRequestBody() != null
                        && operation.getRequestBody().getContent() != null)
                .flatMap(operation -> operation.getRequestBody().getContent().values().stream())
                .map(MediaType::getSchema)
                .filter(Objects::nonNull)
                .forEach(schema -> follow(schema, found));
        return found;
    }

    private void follow(Schema<?> schema, Set<String> found) {
        if (schema.get$ref() != null) {
            if (found.add(name(schema)) && all.get(name(schema)) != null) {
                follow(all.get(name(schema)), found);
            }
            return;
        }
        Stream.of(
                        schema.getProperties() == null
                                ? List.<Schema>of()
                                : (Collection<Schema>) schema.getProperties().values(),
                        schema.getItems() == null ? List.<Schema>of() : List.<Schema>of(schema.getItems()),
                        schema.getAdditionalProperties() instanceof Schema<?> values
                                ? List.<Schema>of(values)
                                : List.<Schema>of())
                .flatMap(Collection::stream)
                .forEach(part -> follow(part, found));
    }
}
