package org.billhook.rest.whiteboard.internal;

import com.fasterxml.jackson.annotation.JsonView;
import com.fasterxml.jackson.databind.JavaType;
import com.fasterxml.jackson.databind.type.TypeFactory;
import io.swagger.v3.core.converter.AnnotatedType;
import io.swagger.v3.core.converter.ModelConverter;
import io.swagger.v3.core.converter.ModelConverterContext;
import io.swagger.v3.core.jackson.ModelResolver;
import io.swagger.v3.core.jackson.TypeNameResolver;
import io.swagger.v3.core.util.Json;
import io.swagger.v3.jaxrs2.Reader;
import io.swagger.v3.jaxrs2.ResolvedParameter;
import io.swagger.v3.oas.integration.api.OpenAPIConfiguration;
import io.swagger.v3.oas.models.Operation;
import io.swagger.v3.oas.models.media.Schema;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.Produces;
import java.lang.annotation.Annotation;
import java.lang.reflect.Type;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Reads resources as {@link Reader} does, but names nothing by the order in which it comes by: an operation keeps the name
 * that its method gives, or none; a page of requests is a {@code RequestPage}. Notes which records the schemas are of.
 */
final class ResourceReader extends Reader {

    private final Map<String, Class<?>> records = new HashMap<>();

    ResourceReader(OpenAPIConfiguration configuration) {
        super(configuration);
    }

    @Override
    protected String getOperationId(String name) {
        return "";
    }

    @Override
    protected void setOperationObjectFromApiOperationAnnotation(
            Operation operation,
            io.swagger.v3.oas.annotations.Operation annotation,
            Produces methodProduces,
            Produces classProduces,
            Consumes methodConsumes,
            Consumes classConsumes,
            JsonView view) {
        super.setOperationObjectFromApiOperationAnnotation(
                operation, annotation, methodProduces, classProduces, methodConsumes, classConsumes, view);
        operation.setOperationId(annotation.operationId());
    }

    @Override
    protected ResolvedParameter getParameters(
            Type type,
            List<Annotation> annotations,
            Operation operation,
            Consumes classConsumes,
            Consumes methodConsumes,
            JsonView view) {
        ResolvedParameter resolved =
                super.getParameters(type, annotations, operation, classConsumes, methodConsumes, view);
        if (resolved.parameters != null) {
            ParameterTypes.apply(TypeFactory.rawClass(type), resolved.parameters);
        }
        return resolved;
    }

    /** Records that schemas are of, by name of the schema. */
    Map<String, Class<?>> records() {
        return records;
    }

    /** What makes schemas of types, in place of the converter that comes with the library. */
    ModelConverter converter() {
        return new ModelResolver(Json.mapper(), new Names()) {
            @Override
            public Schema<?> resolve(
                    AnnotatedType type, ModelConverterContext context, Iterator<ModelConverter> chain) {
                Schema<?> schema = super.resolve(type, context, chain);
                if (schema != null && type.getType() != null) {
                    note(_mapper.constructType(type.getType()).getRawClass(), schema);
                }
                return schema;
            }
        };
    }

    private void note(Class<?> type, Schema<?> schema) {
        String name = schema.get$ref() == null
                ? schema.getName()
                : schema.get$ref().substring(schema.get$ref().lastIndexOf('/') + 1);
        if (name != null && type.isRecord()) {
            records.put(name, type);
        }
    }

    private static final class Names extends TypeNameResolver {

        private static final String SUFFIX = "Json";

        @Override
        protected String nameForGenericType(JavaType type, Set<Options> options) {
            String generic = type.getRawClass().getSimpleName();
            return type.containedTypeCount() == 1 && generic.endsWith(SUFFIX)
                    ? nameForType(type.containedType(0), options)
                            + generic.substring(0, generic.length() - SUFFIX.length())
                    : super.nameForGenericType(type, options);
        }
    }
}
