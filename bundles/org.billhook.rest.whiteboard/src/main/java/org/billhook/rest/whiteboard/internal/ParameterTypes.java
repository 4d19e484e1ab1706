package org.billhook.rest.whiteboard.internal;

import io.swagger.v3.oas.models.media.BooleanSchema;
import io.swagger.v3.oas.models.media.IntegerSchema;
import io.swagger.v3.oas.models.media.Schema;
import io.swagger.v3.oas.models.media.StringSchema;
import io.swagger.v3.oas.models.parameters.Parameter;
import jakarta.ws.rs.QueryParam;
import java.lang.reflect.Field;
import java.util.Arrays;
import java.util.List;

/**
 * Types of query parameters that a resource takes as text, to refuse what is wrong in its own words: the one that its
 * annotation names, which the reader passes over in a bean of parameters.
 */
final class ParameterTypes {

    private ParameterTypes() {}

    static void apply(Class<?> bean, List<Parameter> parameters) {
        for (Field field : bean.getFields()) {
            QueryParam name = field.getAnnotation(QueryParam.class);
            var described = field.getAnnotation(io.swagger.v3.oas.annotations.Parameter.class);
            if (name != null && described != null) {
                parameters.stream()
                        .filter(parameter -> name.value().equals(parameter.getName()))
                        .forEach(parameter ->
                                parameter.setSchema(typed(described.schema().implementation(), parameter.getSchema())));
            }
        }
    }

    private static Schema<?> typed(Class<?> type, Schema<?> text) {
        Schema<?> typed;
        if (type == Boolean.class) {
            typed = new BooleanSchema();
        } else if (type == Integer.class || type == Long.class) {
            typed = new IntegerSchema().format(type == Long.class ? "int64" : "int32");
        } else if (type.isEnum()) {
            typed = new StringSchema()
                    ._enum(Arrays.stream(type.getEnumConstants())
                            .map(String::valueOf)
                            .toList());
        } else {
            return text;
        }
        typed.setMinimum(text.getMinimum());
        typed.setMaximum(text.getMaximum());
        typed.setDefault(text.getDefault());
        return typed;
    }
}
