package org.billhook.rest.whiteboard.internal;

import io.swagger.v3.oas.models.OpenAPI;
import io.swagger.v3.oas.models.Operation;
import io.swagger.v3.oas.models.media.Schema;
import io.swagger.v3.oas.models.parameters.Parameter;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.lang.reflect.AnnotatedElement;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Properties;

/**
 * Descriptions of fields and parameters in the description of the API: the one that a record or method gives, else the one that
 * {@code docs/words.properties} has for the name. A field that refers to another schema has its description beside the reference.
 */
final class Words {

    private final Properties common;

    private Words(Properties common) {
        this.common = common;
    }

    /** @param records records that schemas are of, by name of the schema */
    static void addTo(OpenAPI api, Map<String, Class<?>> records) {
        Words words = new Words(common());
        if (api.getComponents().getSchemas() != null) {
            api.getComponents().getSchemas().forEach((name, schema) -> words.describe(schema, records.get(name)));
        }
        api.getPaths().values().forEach(path -> path.readOperations().forEach(words::describe));
    }

    private static Properties common() {
        Properties common = new Properties();
        try (Reader in = new InputStreamReader(ApiDocs.open("words.properties"), StandardCharsets.UTF_8)) {
            common.load(in);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return common;
    }

    private void describe(Operation operation) {
        List<Parameter> parameters = operation.getParameters() == null ? List.of() : operation.getParameters();
        parameters.stream()
                .filter(parameter -> parameter.get$ref() == null && isBlank(parameter.getDescription()))
                .forEach(parameter ->
                        parameter.setDescription(common.getProperty(parameter.getIn() + "." + parameter.getName())));
    }

    /** The library gives a schema the description of the last field that refers to it; its record alone may describe it. */
    private void describe(Schema<?> schema, Class<?> type) {
        if (type != null) {
            schema.setDescription(own(type));
        }
        if (schema.getProperties() != null) {
            schema.getProperties().replaceAll((name, field) -> described(name, field, type));
        }
    }

    private Schema<?> described(String name, Schema<?> field, Class<?> type) {
        String own = isBlank(field.getDescription()) ? own(type, name) : field.getDescription();
        String words = own == null ? common.getProperty(name) : own;
        if (words == null) {
            return field;
        }
        if (field.get$ref() == null) {
            field.setDescription(words);
            return field;
        }
        // OpenAPI 3.0 passes over what stands beside a reference
        Schema<?> beside = new Schema<>().addAllOfItem(field);
        beside.setDescription(words);
        return beside;
    }

    private static String own(Class<?> type, String field) {
        return type == null
                ? null
                : Arrays.stream(type.getRecordComponents())
                        .filter(component -> component.getName().equals(field))
                        .findFirst()
                        .map(component -> own(component.getAccessor()))
                        .orElse(null);
    }

    private static String own(AnnotatedElement element) {
        var schema = element.getAnnotation(io.swagger.v3.oas.annotations.media.Schema.class);
        return schema == null || isBlank(schema.description()) ? null : schema.description();
    }

    private static boolean isBlank(String words) {
        return words == null || words.isBlank();
    }
}
